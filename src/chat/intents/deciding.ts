import { approveResult } from '../../commands/handling/approveResult.ts';
import { rejectResult } from '../../commands/handling/rejectResult.ts';
import { confideAppeal } from '../../commands/intake/confideAppeal.ts';
import { releaseAppeal } from '../../commands/intake/releaseAppeal.ts';
import { refuseReturn } from '../../commands/returns/refuseReturn.ts';
import { toldSteps } from '../../domain/clocks/ladder.ts';
import { Refusal } from '../../domain/errors.ts';
import { isInsider } from '../../domain/people/visibility.ts';
import { eventOf } from '../../domain/verbs.ts';
import { clockCard } from '../../presenters/cards/clockCard.ts';
import { doneWords } from '../../presenters/words/verbs.ts';
import { findEachMeant, findSeen } from '../meant/appealMeant.ts';
import { oneNumber } from '../reading/numberWords.ts';
import { done, type Reply, speakerOf, type Turn } from '../turn.ts';
import { bareVerb, type Intent, numbersIn, textIn, verbWithText, type Words } from './intent.ts';
import { findOneMeant, findOneShown, formReply, toEach } from './one.ts';

/** A ruling must give its reason: without one the form asks for it. */
async function refuse(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await findOneMeant(turn, 'refuseReturn', words);
  const reason = (turn.form?.reason ?? textIn(words)).trim();
  if (!reason && !turn.form) return formReply(turn, { appeal, verb: 'refuseReturn' });
  await refuseReturn(turn.work, turn.acting, { number: appeal.number, reason });
  return done(doneWords.refuseReturn(appeal.number));
}

async function approve(turn: Turn, words: Words): Promise<Reply> {
  // A result must be read before it is approved, so each must be named.
  if (numbersIn(words) === '全部') throw new Refusal('appeal.one_only', { verb: eventOf('approve') });
  const each = turn.pressed
    ? { appeals: [await findOneMeant(turn, 'approve', words)], unknown: [] }
    : await findEachMeant(turn, 'approve', numbersIn(words));
  const act = (number: string) => approveResult(turn.work, turn.acting, { number });
  return toEach(turn, each, { verb: 'approve', act });
}

export async function reject(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await findOneMeant(turn, 'reject', words);
  const reason = (turn.form?.reason ?? textIn(words)).trim();
  if (!reason && !turn.form) return formReply(turn, { appeal, verb: 'reject' });
  await rejectResult(turn.work, turn.acting, { number: appeal.number, reason });
  return done(doneWords.reject(appeal.number));
}

async function derivation(turn: Turn, words: Words): Promise<Reply> {
  const written = numbersIn(words);
  // A named appeal goes before a quoted one; buttons of older cards also send a whole number.
  const whole = written?.includes('-') ? await findSeen(turn, written) : undefined;
  const appeal = whole ?? (await findOneShown(turn, 'see', words));
  const clocks = await turn.work.store.clocks(appeal.number);
  // The company's side sees its dates, but not how the unit was urged (docs/develop/rules.md#rule-19).
  if (!isInsider(speakerOf(turn), appeal)) {
    const own = clocks.filter(({ kind }) => kind !== 'instruction');
    return { privately: clockCard(appeal, own, []) };
  }
  const sent = (await turn.work.store.reminders(appeal.number)).flatMap(
    ({ clock, step, sentAt, late = false, state }) =>
      state === 'sent' && sentAt && toldSteps.has(step) ? [{ clock, step, sentAt, late }] : [],
  );
  return { privately: clockCard(appeal, clocks, sent) };
}

async function release(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await findOneMeant(turn, 'release', words);
  await releaseAppeal(turn.work, turn.acting, { number: appeal.number });
  return done(doneWords.release(appeal.number));
}

async function confide(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await findOneMeant(turn, 'confide', words);
  await confideAppeal(turn.work, turn.acting, { number: appeal.number, reason: textIn(words) || undefined });
  return done(doneWords.confide(appeal.number));
}

/** Intents that decide about returns and results; where an appeal goes is in assigning.ts. */
export const deciding: Intent[] = [
  {
    name: 'confide',
    verb: 'confide',
    pattern: verbWithText('转为?保密件?|转保密办理', { gap: '[,，][\\s,，]*' }),
    run: confide,
  },
  {
    name: 'release',
    verb: 'release',
    pattern: bareVerb('转普通件'),
    run: release,
  },
  {
    name: 'refuseReturn',
    verb: 'refuseReturn',
    pattern: verbWithText('退件不成立'),
    run: refuse,
  },
  {
    name: 'approve',
    verb: 'approve',
    pattern: bareVerb('审核通过'),
    run: approve,
  },
  {
    name: 'approveShort',
    verb: 'approve',
    // A number is required, because 通过 alone is said about many things.
    pattern: new RegExp(`^(?=[\\s\\S]*\\d)${bareVerb('通过').source.slice(1)}`),
    run: approve,
  },
  {
    name: 'rejectShort',
    verb: 'reject',
    pattern: new RegExp(
      `^(?:审核)?[不未]通过\\s*(?<after>${oneNumber})(?:[\\s:：,，]+(?<text>[^\\s:：,，][\\s\\S]*))?$|^(?<before>${oneNumber})\\s*(?:审核)?[不未]通过(?:[\\s:：,，]+(?<text3>[^\\s:：,，][\\s\\S]*))?$`,
    ),
    run: reject,
  },
  {
    name: 'reject',
    verb: 'reject',
    pattern: verbWithText('退回补正|补正'),
    run: reject,
  },
  {
    name: 'derivation',
    verb: 'look',
    pattern: bareVerb('怎么算的?'),
    run: derivation,
  },
];
