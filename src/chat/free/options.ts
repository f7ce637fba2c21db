import type { Appeal } from '../../domain/appeal/appeal.ts';
import { may } from '../../domain/people/access.ts';
import type { Understanding } from '../../domain/texts/reading.ts';
import { fitsNow, type Verb } from '../../domain/verbs.ts';
import { shortNumber } from '../../presenters/cards/facts.ts';
import { labels } from '../../presenters/words/questionWords.ts';
import { takePromise } from '../reading/dates.ts';
import { speakerOf, type Turn } from '../turn.ts';
import type { Kind, Option } from './askBack.ts';

interface Offer {
  label: string;
  as: Kind;
  verb: Verb;
  /** True when it needs words. */
  words?: true;
  /** True for a decision on what was shown: the press carries the version of the appeal. */
  decides?: true;
  when?(appeal: Appeal): boolean;
}

/** Everything that kept words can become; a card offers only what the person may do in the present state. */
// biome-ignore format: a table is read by column
const offers = {
  sign:         { label: labels.sign, as: '签收', verb: 'signIn' },
  progress:     { label: labels.progress, as: '进展', verb: 'progress' },
  plan:         { label: labels.plan, as: '方案', verb: 'plan', words: true },
  resolve:      { label: labels.resolve, as: '办结', verb: 'resolve', words: true },
  giveBack:     { label: labels.giveBack, as: '申请退件', verb: 'askReturn', words: true },
  pause:        { label: labels.pause, as: '暂停', verb: 'askPause', words: true },
  extend:       { label: labels.extend, as: '延期', verb: 'askExtension', words: true },
  askCompany:   { label: labels.askCompany, as: '问专员', verb: 'askCompany', words: true },
  askCentre:    { label: labels.askCentre, as: '问中心', verb: 'comment', words: true },
  askUnit:      { label: labels.askUnit, as: '备注', verb: 'comment', words: true, when: ({ assignments }) => assignments.length > 0 },
  instruct:     { label: labels.instruct, as: '意见', verb: 'instruct', words: true },
  nudge:        { label: labels.nudge, as: '催办', verb: 'nudge' },
  supplement:   { label: labels.supplement, as: '补充', verb: 'supplement' },
  comment:      { label: labels.comment, as: '备注', verb: 'comment', words: true },
  withdraw:     { label: labels.withdraw, as: '撤回', verb: 'withdraw' },
  inform:       { label: labels.inform, as: '已告知', verb: 'inform' },
  look:         { label: labels.look, as: '查看', verb: 'see' },
  approve:      { label: labels.approve, as: '审核通过', verb: 'approve', decides: true },
  reject:       { label: labels.reject, as: '退回补正', verb: 'reject', words: true, decides: true },
  refuseReturn: { label: labels.refuseReturn, as: '退件不成立', verb: 'refuseReturn', words: true, decides: true },
  upholdReturn: { label: labels.upholdReturn, as: '改派', verb: 'upholdReturn', decides: true },
  grantTime:    { label: labels.grantTime, as: '同意', verb: 'grantTime', decides: true },
  refuseTime:   { label: labels.refuseTime, as: '不同意', verb: 'refuseTime', words: true, decides: true },
} as const satisfies Record<string, Offer>;

export type OfferName = keyof typeof offers;

/** Those of these buttons that this person may press now, for this appeal if it is known. */
export function optionsOf(turn: Turn, names: readonly OfferName[], appeal?: Appeal): Option[] {
  const person = speakerOf(turn);
  return names
    .map((name): Offer => offers[name])
    .filter(({ words }) => turn.text !== '' || !words)
    .filter(({ verb, as, when = () => true }) => {
      if (!appeal) return true;
      return may(person, verb, appeal) && (as === '查看' || fitsNow(verb, appeal)) && when(appeal);
    })
    .map(({ label, as, decides }) => ({
      label,
      as,
      number: appeal?.number,
      ...(decides && appeal ? { rev: appeal.version } : {}),
    }));
}

/** Offers by what the reader takes the words for (names of training/corpus/intents.jsonl). */
const meant: Record<string, OfferName> = {
  sign_in: 'sign',
  plan: 'plan',
  progress: 'progress',
  resolve: 'resolve',
  ask_return: 'giveBack',
  transfer: 'giveBack',
  ask_extension: 'extend',
  ask_pause: 'pause',
  question_to_submitter: 'askCompany',
  inform_company: 'inform',
};
const sureOfVerb = 0.5;

/** Steps of a handler that the words may mean, the likeliest first: what the reader is sure of, then what fits the state. */
function likely(text: string, appeal: Appeal | undefined, work: Turn['work']): OfferName[] {
  const read = work.rules.reader.read(text, { by: 'handler', quoting: appeal !== undefined });
  const first = read.verb.confidence >= sureOfVerb ? meant[read.verb.name] : undefined;
  const planned = read.kind === 'plan' || takePromise(text, work.at, work).promisedOn !== undefined;
  const others = fitting(read, planned, appeal).filter((one) => one !== first);
  return first ? [first, ...others] : others;
}

function fitting({ kind, verb }: Understanding, planned: boolean, appeal: Appeal | undefined): OfferName[] {
  if (verb.name === 'ask_return' || verb.name === 'transfer') return ['giveBack', 'sign', 'progress'];
  if (kind === 'result' && !planned) return ['resolve', 'progress', 'sign'];
  if (appeal?.status === 'dispatched')
    return planned ? ['sign', 'plan', 'progress', 'giveBack'] : ['sign', 'progress', 'plan', 'giveBack'];
  return planned ? ['plan', 'progress'] : ['progress', 'plan'];
}

/** Buttons for a handler's free words, for this appeal if it is known; only steps that he may take in its state. */
export function handlerOptions(turn: Turn, appeal?: Appeal): Option[] {
  return optionsOf(turn, likely(turn.text, appeal, turn.work), appeal);
}

/** Buttons for words of the submitting side, the centre or a superior that name or mean this appeal. */
export function sideOptions(turn: Turn, appeal: Appeal): Option[] {
  const { verb } = turn.work.rules.reader.read(turn.text, { by: 'submitter', quoting: true });
  const nudge: OfferName[] = verb.name === 'nudge' ? ['nudge'] : [];
  return optionsOf(turn, ['instruct', ...nudge, 'supplement', 'comment', 'look'], appeal).map((option) =>
    option.as === '补充' ? { ...option, label: labels.supplementTo(shortNumber(appeal.number)) } : option,
  );
}
