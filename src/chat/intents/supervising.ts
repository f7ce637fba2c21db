import { proposeSupervision } from '../../commands/supervision/draftSupervision.ts';
import {
  type Chosen,
  openDraft,
  releaseHeadNote,
  releaseSupervision,
  setAside,
} from '../../commands/supervision/releasePaper.ts';
import { urgeUnit } from '../../commands/supervision/urgeUnit.ts';
import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { Paper } from '../../domain/appeal/papers.ts';
import { Refusal } from '../../domain/errors.ts';
import { fieldWords } from '../../presenters/words/questionWords.ts';
import { doneWords, otherwiseDone } from '../../presenters/words/verbs.ts';
import { readDate } from '../reading/dates.ts';
import { oneNumber } from '../reading/numberWords.ts';
import { done, type Reply, type Turn } from '../turn.ts';
import { type Intent, textIn, type Words } from './intent.ts';
import { findOneMeant, findOneShown, formReply } from './one.ts';

/**
 * 督办 003 黄 原因 goes out at once; 红 becomes a draft with a preview; a form asks for missing parts
 * (docs/develop/domain.md#papers).
 */
async function supervise(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await findOneMeant(turn, 'urge', words);
  const { number } = appeal;
  const level = turn.form?.level ?? words.level ?? words.level2;
  if (level === '蓝') throw new Refusal('supervision.blue', { number });
  const reason = (turn.form?.reason ?? textIn(words)).trim();
  if (!level || !reason) return askRest(turn, appeal, { level, reason });
  if (level === '黄') {
    await urgeUnit(turn.work, turn.acting, { number, reason });
    return done(doneWords.urge(number));
  }
  await proposeSupervision(turn.work, turn.acting, { number, reason });
  return done(otherwiseDone.proposed(number));
}

async function askRest(
  turn: Turn,
  appeal: Appeal,
  { level, reason }: { level?: string; reason: string },
): Promise<Reply> {
  if (turn.form)
    throw new Refusal('field.missing', {
      fields: [level ? fieldWords.supervisionReason : fieldWords.supervisionLevel],
    });
  const values = { ...(level ? { level } : {}), ...(reason ? { reason } : {}) };
  return formReply(turn, { appeal, verb: 'urge', values });
}

/**
 * The draft on a pressed or named card. Checks first whether the draft is gone, and only then whether the appeal has
 * changed: the second person then learns that the first was quicker.
 */
async function chosen(turn: Turn, words: Words, kind: Paper['kind']): Promise<Chosen> {
  const verb = kind === 'head-note' ? 'releaseNote' : 'supervise';
  const { number, version, status } = await findOneShown(turn, verb, words);
  const paper = words.id;
  await openDraft(turn.work, turn.acting, { number, paper, kind });
  if (turn.rev !== undefined && turn.rev !== version) throw new Refusal('card.stale', { number, status });
  return { number, paper };
}

async function sendNote(turn: Turn, words: Words): Promise<Reply> {
  const { number } = await releaseHeadNote(turn.work, turn.acting, await chosen(turn, words, 'head-note'));
  return done(doneWords.releaseNote(number));
}

async function keepNote(turn: Turn, words: Words): Promise<Reply> {
  const { number } = await setAside(turn.work, turn.acting, {
    ...(await chosen(turn, words, 'head-note')),
    kind: 'head-note',
  });
  return done(otherwiseDone.noteKept(number));
}

async function signOrder(turn: Turn, words: Words): Promise<Reply> {
  const draft = await chosen(turn, words, 'supervision');
  const { form, work } = turn;
  const written = form?.due_on?.trim();
  const dueOn = written ? readDate(written, work.at) : undefined;
  if (written && !dueOn) throw new Refusal('date.unreadable', { text: written });
  const appeal = await releaseSupervision(work, turn.acting, { ...draft, reason: form?.reason, dueOn });
  return done(doneWords.supervise(appeal.supervision?.number ?? ''));
}

async function dropOrder(turn: Turn, words: Words): Promise<Reply> {
  const draft = await chosen(turn, words, 'supervision');
  const { number } = await setAside(turn.work, turn.acting, { ...draft, kind: 'supervision' });
  return done(otherwiseDone.orderDropped(number));
}

const color = '[红黄蓝](?=[色牌督\\s\\d,，:：。]|$)';

function ofPaper(verb: string): RegExp {
  return new RegExp(`^(?:${verb})\\s*(?<after>${oneNumber})(?:\\s+(?<id>[\\w-]+))?$`);
}

/** Notes to heads and 督办: drafted, released, set aside. */
export const supervising: Intent[] = [
  {
    name: 'sendNote',
    verb: 'releaseNote',
    pattern: ofPaper('签发提示'),
    run: sendNote,
  },
  {
    name: 'keepNote',
    verb: 'releaseNote',
    pattern: ofPaper('暂不发送'),
    run: keepNote,
  },
  {
    name: 'signOrder',
    verb: 'supervise',
    pattern: ofPaper('签发督办'),
    run: signOrder,
  },
  {
    name: 'dropOrder',
    verb: 'supervise',
    pattern: ofPaper('不签发'),
    run: dropOrder,
  },
  {
    name: 'supervise',
    verb: 'urge',
    pattern: new RegExp(
      `^(?:请|麻烦)?(?:[把将对给]?\\s*(?<before>${oneNumber})\\s*)?(?:发|进行)?(?:(?<level>${color})[色牌]?)?督办(?:一下|单)?(?:\\s*(?<after>${oneNumber}))?(?:[\\s,，:：]*(?<level2>${color})[色牌]?(?:\\s*(?<after2>${oneNumber}))?)?(?:[\\s,，:：。]+(?<text4>[^\\s,，:：。][\\s\\S]*)?)?$`,
    ),
    run: supervise,
  },
];
