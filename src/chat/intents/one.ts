import type { Appeal } from '../../domain/appeal/appeal.ts';
import { mustBeAble } from '../../domain/appeal/lifecycle.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Block, Card } from '../../domain/message.ts';
import { authorize, may } from '../../domain/people/access.ts';
import type { Rules } from '../../domain/rules.ts';
import { eventOf, type FormName, type Verb, type VerbWithForm, verbs } from '../../domain/verbs.ts';
import { formBlocks, formCard, formSent } from '../../presenters/cards/forms.ts';
import { isFitForChat } from '../../presenters/group/groupMessage.ts';
import { refusalText } from '../../presenters/words/refusals/refusalText.ts';
import { doneToEach, doneWords } from '../../presenters/words/verbs.ts';
import { type Each, findMeant } from '../meant/appealMeant.ts';
import { mustBeReady } from '../meant/readiness.ts';
import { done, type ReadTurn, type Reply, speakerOf, type Turn } from '../turn.ts';
import { numbersIn, type Words } from './intent.ts';

/**
 * The one appeal that is meant. A press on a card of an older version is refused: nobody may decide on something he has
 * not seen. Throws Refusal `card.stale`, `appeal.one_only`, Choose.
 */
export async function findOneMeant(turn: Turn, verb: Verb, words: Words): Promise<Appeal> {
  const appeal = await findOneShown(turn, verb, words);
  if (turn.rev !== undefined && turn.rev !== appeal.version) {
    // A person who may not do it is not told the state either.
    authorize(speakerOf(turn), verb, appeal);
    throw new Refusal('card.stale', { number: appeal.number, status: appeal.status });
  }
  return appeal;
}

/** As `findOneMeant`, for verbs that only show something: an older card is accepted. */
export async function findOneShown(turn: ReadTurn, verb: Verb, words: Words): Promise<Appeal> {
  const [appeal, another] = await findMeant(turn, verb, numbersIn(words));
  if (!appeal) throw new Refusal('appeal.none', { verb: eventOf(verb) });
  if (another) throw new Refusal('appeal.one_only', { verb: eventOf(verb) });
  return appeal;
}

/** Does one thing to each appeal; a refusal for one is reported, and the others are still done. */
export async function toEach(
  turn: Turn,
  { appeals, unknown }: Each,
  { act, verb }: { act(number: string): Promise<unknown>; verb: keyof typeof doneToEach },
): Promise<Reply> {
  const [only] = appeals;
  if (only && appeals.length === 1 && unknown.length === 0) {
    await act(only.number);
    return done(doneWords[verb](only.number));
  }
  const results: string[] = [];
  for (const { number } of appeals) {
    try {
      await act(number);
      results.push(`${number} ${doneToEach[verb]}`);
    } catch (error) {
      // Nothing was written for this appeal, because a command decides before it writes.
      if (!(error instanceof Refusal)) throw error;
      results.push(refusalText(error, turn.work.rules));
    }
  }
  results.push(...unknown.map((refusal) => refusalText(refusal, turn.work.rules)));
  return done(results.join('\n'));
}

/** A form to fill in: for which appeal and verb. */
export interface FormAsked {
  appeal: Appeal;
  verb: VerbWithForm;
  /** Words already typed. */
  values?: Record<string, string>;
}

/** The form to fill in private, when somebody types a verb that needs more words. Throws as `mayFill`. */
export async function formReply(turn: Turn, { appeal, verb, values = {} }: FormAsked): Promise<Reply> {
  await mayFill(turn, appeal, verb);
  return { privately: formCard(verbs[verb].form, appeal, { rules: turn.work.rules, values }) };
}

interface OnCard extends Pick<FormAsked, 'appeal' | 'values'> {
  form: FormName;
  /** The pressed card, if it is one that gets redrawn. */
  base: Card | undefined;
}

/**
 * The form at the end of the pressed card; sent to the person alone if it contains something that the group may not
 * read.
 */
export function formOn({ work: { rules }, place }: Turn, { appeal, form, base, values = {} }: OnCard): Reply {
  const blocks = formBlocks(form, appeal, { rules, values });
  const own = formCard(form, appeal, { rules, values });
  if (place === 'group' && !(base && isShowable(blocks, rules, appeal)))
    return { privately: own, card: base, toast: { type: 'info', content: formSent } };
  if (!base) return { card: own };
  return { card: { ...base, blocks: [...base.blocks.filter(({ kind }) => kind !== 'buttons'), ...blocks] } };
}

function isShowable(blocks: Block[], rules: Rules, about: Appeal): boolean {
  const fields = blocks.flatMap((block) => (block.kind === 'form' ? block.fields : []));
  return fields.every(({ value }) => value === undefined || isFitForChat(value, rules, about));
}

/**
 * The form again, with what was typed, when the appeal changed in the meantime: the person sees the change and presses
 * again.
 */
export async function filledAgain(
  turn: Turn,
  { number, form, base }: { number: string; form: FormName; base: Card | undefined },
): Promise<Reply> {
  const { work, form: values, speaker } = turn;
  const appeal = await work.store.appeal(number);
  if (!appeal || !speaker || !may(speaker, 'see', appeal)) return { card: undefined };
  return formOn(turn, { appeal, form, values, base });
}

/** Checks rights and state before a form opens: nobody should fill in a form that will be refused. */
export async function mayFill(turn: Turn, appeal: Appeal, verb: Verb): Promise<void> {
  const event = eventOf(verb);
  authorize(speakerOf(turn), verb, appeal);
  await mustBeReady(turn.work, appeal, event);
  mustBeAble(appeal, event);
}
