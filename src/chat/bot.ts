import { owe } from '../commands/record.ts';
import type { Appeal } from '../domain/appeal.ts';
import { Refusal } from '../domain/errors.ts';
import type { ClickAnswer } from '../ports.ts';
import type { Card, Message } from '../presenters/card.ts';
import { line, muted } from '../presenters/cards/facts.ts';
import { listLine, say } from '../presenters/notes.ts';
import { refusalText } from '../presenters/words.ts';
import { freeText } from './freeText.ts';
import { pressedCard } from './intents/asking.ts';
import { understand } from './intents.ts';
import { Choose } from './numbers.ts';
import type { Reply, Turn } from './turn.ts';

/** Answers one utterance inside an open unit of work. Throws Refusal: the caller rolls back and calls `refuse`. */
export async function respond(turn: Turn): Promise<ClickAnswer> {
  return hand(turn, await understandAndRun(turn));
}

async function understandAndRun(turn: Turn): Promise<Reply> {
  const understood = understand(turn.text);
  const resumed = turn.pressed && !turn.chosen ? resumption.exec(turn.text) : null;
  if (resumed) return resume(turn, resumed[1] ?? '', resumed[2] ?? '');
  if (!understood) return turn.pressed && !turn.chosen ? unknownButton(turn) : freeText(turn);
  const { intent, words } = understood;
  const foreign = Object.keys(turn.form ?? {}).filter((field) => !intent.fields?.includes(field));
  if (foreign.length > 0) throw new Refusal('field.foreign', { fields: foreign });
  try {
    return await intent.run(turn, words);
  } catch (error) {
    if (error instanceof Choose) return pickList(turn, error.appeals);
    throw error;
  }
}

const resumption = /^续办\s+([\w-]+)\s+(\S+)$/;

/** One of a pick list was pressed: what was said before is said again, of that appeal. */
async function resume(turn: Turn, id: string, chosen: string): Promise<Reply> {
  const { store } = turn.work;
  const draft = await store.draft(id);
  if (!draft || draft.person !== turn.speaker?.id) throw new Refusal('draft.gone', {});
  await store.removeDraft(id);
  const { text, attachments } = draft;
  const reply = await understandAndRun({ ...turn, text, attachments, chosen, rev: undefined, form: undefined });
  return { ...reply, card: { ...chosenCard, tag: chosen } };
}

const chosenCard: Card = {
  kind: 'card',
  title: '请选择是哪件诉求',
  tone: 'grey',
  blocks: [muted('已按所选诉求办理，无需操作。')],
};

async function unknownButton(turn: Turn): Promise<Reply> {
  const toast = { type: 'warning', content: '这个按钮已失效，卡片已更新。' } as const;
  return { toast, card: await pressedCard(turn) };
}

/** Several appeals fit: what was said is kept, a press says which one. */
async function pickList(turn: Turn, appeals: Appeal[]): Promise<Reply> {
  const { work, text, attachments, chat, message, speaker } = turn;
  const id = work.newId();
  const person = speaker?.id ?? '';
  await work.store.saveDraft({ id, person, kind: 'fields', text, attachments, chat, message, createdAt: work.at });
  const shown = appeals.slice(0, 10);
  const buttons = shown.map(({ number }) => ({ label: number, say: `续办 ${id} ${number}` }));
  return {
    privately: {
      kind: 'card',
      title: '请选择是哪件诉求',
      tone: 'blue',
      blocks: [
        ...shown.map((appeal) => line(listLine(appeal, { rules: work.rules, masked: false }))),
        { kind: 'buttons', buttons },
        muted(appeals.length > shown.length ? '仅列最近10件,其余请写完整编号。' : '点选后即按刚才的内容办理。'),
      ],
    },
  };
}

/** The words of a refusal, to the person alone (DOMAIN §5: no public refusals). Runs in a unit of work of its own. */
export async function refuse(turn: Turn, refusal: Refusal): Promise<ClickAnswer> {
  const content = refusalText(refusal, turn.work.rules);
  const keepsForm =
    refusal.code.startsWith('field.') || refusal.code.startsWith('date.') || refusal.code.startsWith('plan.');
  const toast = { type: 'warning', content } as const;
  // A form keeps what was typed into it: the card stays as the person has it.
  return hand(turn, keepsForm ? { toast, card: undefined } : { toast });
}

/** Says something to the person alone, whatever the way the utterance came. */
export async function tell(turn: Turn, content: string): Promise<ClickAnswer> {
  return hand(turn, { toast: { type: 'error', content } });
}

/** A press is answered with toast and card; typed words with messages that go through the outbox. */
async function hand(turn: Turn, reply: Reply): Promise<ClickAnswer> {
  const { work, acting, chat, message, place, pressed } = turn;
  const owed: Message[] = [...(reply.privately ? [reply.privately] : [])];
  if (reply.toast && !pressed) owed.push(say(reply.toast.content));
  for (const one of owed) await work.store.enqueue(ownAnswer(turn, one));
  if (reply.here) {
    if (place === 'private') await work.store.enqueue(ownAnswer(turn, reply.here));
    else await owe(work, acting, { to: { chat }, message: reply.here, replyTo: message });
  }
  if (!pressed) return {};
  return { toast: reply.toast, card: 'card' in reply ? reply.card : await pressedCard(turn) };
}

function ownAnswer({ work, openId }: Turn, message: Message) {
  const { at } = work;
  return { id: work.newId(), op: 'send' as const, to: { person: openId }, message, createdAt: at, notBefore: at };
}
