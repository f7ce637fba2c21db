import { owe } from '../commands/shared/record.ts';
import { mustFit } from '../commands/shared/work.ts';
import { Refusal, type RefusalCode, type Refusals } from '../domain/errors.ts';
import type { Card, Message } from '../domain/message.ts';
import { may } from '../domain/people/access.ts';
import type { Instant } from '../domain/time/instant.ts';
import { type FormName, formOf, rowOf } from '../domain/verbs.ts';
import type { ClickAnswer } from '../ports/platform.ts';
import { settledTip } from '../presenters/cards/tipCard.ts';
import { heldUntil, say } from '../presenters/notes/notes.ts';
import { maybeNumber } from '../presenters/words/doubts.ts';
import { settledCard } from '../presenters/words/questions.ts';
import { buttonGone, labels, titles } from '../presenters/words/questionWords.ts';
import { refusalText } from '../presenters/words/refusals/refusalText.ts';
import { askBack, Doubtful } from './free/askBack.ts';
import { freeText } from './free/freeText.ts';
import { pickList, resumePressed } from './free/resume.ts';
import { type Understood, understand } from './intents/index.ts';
import { numbersIn, textIn } from './intents/intent.ts';
import { filledAgain } from './intents/one.ts';
import { Choose, findEachMeant } from './meant/appealMeant.ts';
import { ownPressedCard, pressedAnswer } from './meant/pressed.ts';
import { doubtfulNumber } from './reading/numberWords.ts';
import type { Reply, Turn } from './turn.ts';

/** Answers one utterance inside an open unit of work. Throws Refusal: the caller rolls back and calls `refuse`. */
export async function respond(turn: Turn): Promise<ClickAnswer> {
  mustBeReadable(turn);
  return hand(turn, (await resumePressed(turn, understandAndRun)) ?? (await understandAndRun(turn)));
}

/** Text that is too long is refused as a whole: no part of it is read. */
function mustBeReadable({ work, text, form = {} }: Turn): void {
  mustFit(work, text);
  for (const value of Object.values(form)) mustFit(work, value, 'form');
}

async function understandAndRun(turn: Turn): Promise<Reply> {
  const understood = understand(turn.text);
  if (!understood) return turn.pressed && !turn.chosen ? unknownButton(turn) : freeText(turn);
  const { intent, words } = understood;
  const foreign = Object.keys(turn.form ?? {}).filter((field) => !rowOf(intent.verb).fields?.includes(field));
  if (foreign.length > 0) throw new Refusal('field.foreign', { fields: foreign });
  try {
    await mustBeSure(turn, understood);
    return await intent.run(turn, words);
  } catch (error) {
    if (error instanceof Choose) return pickList(turn, error.appeals);
    if (error instanceof Doubtful) return confirm(turn, error);
    if (error instanceof Refusal && isMatterOfStranger(turn, understood, error)) return freeText(turn);
    if (error instanceof Refusal && mayBeAnAppeal(turn, understood, error)) return notACommand(turn, error);
    throw error;
  }
}

/** Stops a verb that cannot be undone if the appeal's number may be a date or a count. Throws Doubtful, Choose. */
async function mustBeSure(turn: Turn, { intent, words }: Understood): Promise<void> {
  if (!rowOf(intent.verb).final || turn.pressed || turn.chosen || turn.confirmed) return;
  const numbers = numbersIn(words);
  const written = doubtfulNumber(turn.text, numbers, turn.work.at);
  if (written === undefined) return;
  const { appeals } = await findEachMeant(turn, 'see', numbers);
  throw new Doubtful(maybeNumber(written, appeals));
}

/** Asks for one press, which does it as it was read. */
function confirm(turn: Turn, { question, number }: Doubtful): Promise<Reply> {
  const options = [{ label: labels.asRead, as: '照办' as const, number }];
  return askBack(turn, { title: titles.act, question, options });
}

/** 补充 电费太高 from somebody without an appeal to add to: beginning with a verb and a blank does not make it a command. */
function mayBeAnAppeal({ pressed, speaker }: Turn, { words }: Understood, { code }: Refusal): boolean {
  return code === 'appeal.none' && !pressed && words.text4 !== undefined && !!speaker && may(speaker, 'submit');
}

/** 意见：办证三个月没有结果, from somebody who is not in the roster: he names no appeal, so these words are his own matter. */
function isMatterOfStranger({ pressed }: Turn, { words }: Understood, { code }: Refusal): boolean {
  return code === 'person.unknown' && !pressed && numbersIn(words) === undefined && textIn(words) !== '';
}

function notACommand(turn: Turn, refusal: Refusal): Promise<Reply> {
  return askBack(turn, {
    title: titles.act,
    question: refusalText(refusal, turn.work.rules),
    options: [{ label: labels.asNew, as: '新诉求' }],
  });
}

async function unknownButton(turn: Turn): Promise<Reply> {
  const toast = { type: 'warning', content: buttonGone } as const;
  return { toast, card: await ownPressedCard(turn) };
}

/** Refusals that leave the card unchanged: if a person may not act, others may still have a form open on it. */
const leavesCard: ReadonlySet<RefusalCode> = new Set([
  'not.allowed',
  'person.unknown',
  'appeal.unknown',
  'confidential',
]);

/**
 * Tells a refusal to the person alone (docs/develop/domain.md#refusals: no public refusals). Runs in its own unit of
 * work.
 */
export async function refuse(turn: Turn, refusal: Refusal): Promise<ClickAnswer> {
  const toast = { type: 'warning', content: refusalText(refusal, turn.work.rules) } as const;
  if (refusal.code === 'tip.done') {
    const { accepted, number = '' } = refusal.facts as Refusals['tip.done'];
    return hand(turn, { toast, card: settledTip(accepted ? number : undefined) });
  }
  const form = refusal.code === 'card.stale' && turn.form ? formSaid(turn) : undefined;
  if (form) {
    const { number } = refusal.facts as { number: string };
    const again = await filledAgain(turn, { number, form, base: await ownPressedCard(turn) });
    return hand(turn, { ...again, toast: { ...toast, content: `${toast.content}${again.toast?.content ?? ''}` } });
  }
  // The card stays unchanged, to keep what was typed into the form.
  const stays = turn.form !== undefined || leavesCard.has(refusal.code);
  return hand(turn, stays ? { toast, card: undefined } : { toast });
}

/** The form that these words submit. */
function formSaid({ text }: Turn): FormName | undefined {
  const understood = understand(text);
  return understood && formOf(understood.intent.verb);
}

/** Says something to the person alone, by toast or message. */
export async function tell(turn: Turn, content: string): Promise<ClickAnswer> {
  return hand(turn, { toast: { type: 'error', content } });
}

/** A press is answered with toast and card; typed words with messages that go through the outbox. */
async function hand(turn: Turn, answer: Reply): Promise<ClickAnswer> {
  const reply = withDelay(answer, turn.work.held.until);
  const { work, acting, chat, message, place, pressed } = turn;
  const owed: Message[] = reply.privately ? [reply.privately].flat() : [];
  if (reply.toast && !pressed) owed.push(say(reply.toast.content));
  for (const one of owed) await work.store.enqueue(ownAnswer(turn, one));
  if (reply.here) {
    if (place === 'private') await work.store.enqueue(ownAnswer(turn, reply.here));
    else await owe(work, acting, { to: { chat }, message: reply.here, replyTo: message });
  }
  if (!pressed) return {};
  return pressedAnswer(turn, reply.toast, 'card' in reply ? reply.card : await cardAfter(turn, reply));
}

/** At night the others are not told at once, so the person reads when they will be. */
function withDelay(reply: Reply, until: Instant | undefined): Reply {
  if (!until || reply.toast?.type !== 'success') return reply;
  return { ...reply, toast: { ...reply.toast, content: `${reply.toast.content}。${heldUntil(until)}` } };
}

/** The card as it is now; a private form that was accepted is closed, to prevent a second sending. */
async function cardAfter(turn: Turn, { toast }: Reply): Promise<Card | undefined> {
  const card = await ownPressedCard(turn);
  return card ?? (turn.form && toast?.type === 'success' ? settledCard(toast.content) : undefined);
}

function ownAnswer({ work, openId }: Turn, message: Message) {
  const { at } = work;
  return { id: work.newId(), op: 'send' as const, to: { person: openId }, message, createdAt: at, notBefore: at };
}
