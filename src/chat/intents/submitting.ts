import { commentOnAppeal } from '../../commands/commentOnAppeal.ts';
import { detachFiles } from '../../commands/detachFiles.ts';
import { supplementAppeal } from '../../commands/supplementAppeal.ts';
import { withdrawAppeal } from '../../commands/withdrawAppeal.ts';
import type { Appeal } from '../../domain/appeal.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Attachment } from '../../domain/events.ts';
import type { Draft } from '../../ports.ts';
import { settled } from '../../presenters/asks.ts';
import { muted } from '../../presenters/cards/facts.ts';
import { keepMedia } from '../filing.ts';
import { submitText } from '../newAppeal.ts';
import { oneNumber } from '../numbers.ts';
import { foundIn } from '../readAppeal.ts';
import { done, type Reply, speakerOf, type Turn } from '../turn.ts';
import { type Intent, textIn, verbWithText, type Words } from './intent.ts';
import { formReply, oneMeant } from './one.ts';

async function supplement(turn: Turn, words: Words): Promise<Reply> {
  const wanted = { verb: 'supplement', event: 'supplemented' } as const;
  const appeal = await oneMeant(turn, wanted, words);
  const text = (turn.form?.text ?? textIn(words)).trim();
  const { attachments } = turn;
  if (!text && turn.form) throw new Refusal('field.missing', { fields: ['补充内容'] });
  if (!text && attachments.length === 0) return formReply(turn, { appeal, form: '补充', wanted });
  const found = text ? foundIn(text) : undefined;
  await supplementAppeal(turn.work, turn.acting, {
    number: appeal.number,
    text: text || undefined,
    attachments,
    found,
  });
  return done(`已补充到 ${appeal.number}`);
}

async function comment(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await oneMeant(turn, { verb: 'comment', event: 'commented' }, words);
  const text = textIn(words);
  if (!text) throw new Refusal('text.missing', { verb: 'commented', number: appeal.number });
  await commentOnAppeal(turn.work, turn.acting, { number: appeal.number, text });
  return done(`已记备注 ${appeal.number}`);
}

async function withdraw(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await oneMeant(turn, { verb: 'withdraw', event: 'withdrawn' }, words);
  await withdrawAppeal(turn.work, turn.acting, { number: appeal.number, reason: textIn(words) || undefined });
  return done(`已撤回 ${appeal.number}`);
}

/** A draft of this very person. Throws Refusal `draft.gone`. */
async function ownDraft(turn: Turn, id: string | undefined): Promise<Draft> {
  const draft = id ? await turn.work.store.draft(id) : undefined;
  if (!draft || draft.person !== speakerOf(turn).id) throw new Refusal('draft.gone', {});
  return draft;
}

async function submitAnyway(turn: Turn, { id }: Words): Promise<Reply> {
  const draft = await ownDraft(turn, id);
  await turn.work.store.removeDraft(draft.id);
  const { text, attachments } = draft;
  const from = { ...turn.acting.from, chat: draft.chat, message: draft.message };
  const said = { ...turn, text, attachments, acting: { ...turn.acting, from } };
  const reply = await submitText(said, { alone: true, repeatAllowed: true });
  return { ...reply, card: asked('已按新诉求受理') };
}

async function dropDraft(turn: Turn, { id }: Words): Promise<Reply> {
  const draft = await ownDraft(turn, id);
  await turn.work.store.removeDraft(draft.id);
  if (draft.kind === 'repeat') return { ...done('好的，未新建诉求'), card: asked('未新建诉求') };
  const said = draft.text ? '未作变动' : '未归入任何诉求';
  return { ...done(`好的，${said}`), card: settled(said) };
}

function asked(tag: string): Reply['card'] {
  return { kind: 'card', title: '诉求提交确认', tone: 'grey', tag, blocks: [muted(`${tag}，无需操作。`)] };
}

const takeOut = { verb: 'supplement', event: 'detached' } as const;

/** 归错了: the files that one message brought leave the appeal and wait for words of their own. */
async function misfiled(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await oneMeant(turn, takeOut, words);
  const files = await filesOf(turn, appeal, words.id);
  if (files.length === 0) throw new Refusal('files.gone', { number: appeal.number });
  await detachFiles(turn.work, turn.acting, { number: appeal.number, keys: files.map(({ key }) => key) });
  await keepMedia(turn, files);
  const said = `已从 ${appeal.number} 移出 ${files.length} 个附件`;
  return {
    ...done(said),
    privately: { kind: 'text', spans: ['请发一句话说明这些附件对应的诉求，我会按新诉求受理。'] },
    ...(turn.pressed ? { card: settled(said) } : {}),
  };
}

/** Files still there that the person sent beside or behind the words: of this message, else of the last that had any. */
async function filesOf(turn: Turn, appeal: Appeal, message: string | undefined): Promise<Attachment[]> {
  const mine = speakerOf(turn).id;
  const kept = new Set(appeal.attachments.map(({ key }) => key));
  const timeline = await turn.work.store.timeline(appeal.number);
  const brought = timeline.flatMap((event) => {
    if ((event.type !== 'supplemented' && event.type !== 'submitted') || event.by.person !== mine) return [];
    if (message && event.from.message !== message) return [];
    // What came with the first words belongs to them.
    const waited = event.attachments.filter(
      (one) => event.type === 'supplemented' || one.message !== event.from.message,
    );
    const files = waited.filter(({ key }) => kept.has(key));
    return files.length > 0 ? [files] : [];
  });
  return brought.at(-1) ?? [];
}

/** 另立一件: what was added to the last appeal leaves it and becomes one of its own. */
async function standAlone(turn: Turn, words: Words): Promise<Reply> {
  const { store } = turn.work;
  const appeal = await oneMeant(turn, takeOut, words);
  const { id: message = '' } = words;
  const timeline = await store.timeline(appeal.number);
  const added = timeline.find((event) => event.type === 'supplemented' && event.from.message === message);
  const text = added?.type === 'supplemented' ? added.text : undefined;
  const done = timeline.some((event) => event.type === 'detached' && event.text === text);
  if (added?.type !== 'supplemented' || !text || done) throw new Refusal('draft.gone', {});
  const { attachments, found } = added;
  const keys = attachments.map(({ key }) => key);
  await detachFiles(turn.work, turn.acting, { number: appeal.number, keys, text, found });
  const from = { ...turn.acting.from, message };
  const said = { ...turn, text, attachments, acting: { ...turn.acting, from }, rev: undefined };
  const reply = await submitText(said, { alone: true, repeatAllowed: true });
  return {
    ...reply,
    toast: { type: 'success', content: (reply.toast?.content ?? '').replace('已受理', '已另立一件') },
    card: settled('已另立一件'),
  };
}

const who = ['specialist', 'centre'] as const;

/** What the submitting side says about an appeal it has submitted. */
export const submitting: Intent[] = [
  {
    name: 'supplement',
    example: '补充 003：企业补来供电方案照片',
    help: '补充说明或附件',
    who,
    pattern: verbWithText('补充(?:材料|说明|情况|信息|一下)?(?:如下)?'),
    fields: ['text'],
    form: '补充',
    run: supplement,
  },
  {
    name: 'withdraw',
    example: '撤回 003',
    help: '提出方案前可以撤回',
    who,
    // A blank alone does not part it from a reason: 撤回 行政处罚 is what a company complains about.
    pattern: verbWithText('撤回|撤销', { gap: '[,，]' }),
    run: withdraw,
  },
  {
    name: 'comment',
    example: '备注 003：企业希望先电话沟通',
    help: '备注，不改变办理状态',
    who: 'everyone',
    pattern: verbWithText('备注'),
    run: comment,
  },
  { name: 'submitAnyway', example: '仍要提交 d1', who, pattern: /^仍要提交\s+(?<id>[\w-]+)$/, run: submitAnyway },
  { name: 'dropDraft', example: '不用了 d1', who, pattern: /^不用了\s+(?<id>[\w-]+)$/, run: dropDraft },
  {
    name: 'misfiled',
    example: '归错了 003',
    who,
    pattern: new RegExp(`^归错了?(?:\\s*(?<after>${oneNumber}))?(?:\\s+(?<id>[\\w-]+))?[。.!！]?$`),
    run: misfiled,
  },
  {
    name: 'standAlone',
    example: '另立一件 003 m1',
    who,
    pattern: /^另立一件\s+(?<after>\S+)\s+(?<id>[\w-]+)$/,
    run: standAlone,
  },
];
