import type { Appeal } from '../domain/appeal.ts';
import type { EventType } from '../domain/events.ts';
import { canHappen } from '../domain/lifecycle.ts';
import { may, type Verb } from '../domain/policy.ts';
import { shortNumber } from '../presenters/cards/facts.ts';
import type { Kind, Option } from './askBack.ts';
import { takePromise } from './dates.ts';
import { notOurs, saysDone, urges } from './talk.ts';
import { speakerOf, type Turn } from './turn.ts';

interface Step {
  label: string;
  as: Kind;
  verb: Verb;
  event: EventType;
  /** Needs words. */
  words?: true;
}

const steps = {
  sign: { label: '签收', as: '签收', verb: 'signIn', event: 'signed' },
  progress: { label: '报进展', as: '进展', verb: 'progress', event: 'progressed' },
  plan: { label: '提方案', as: '方案', verb: 'plan', event: 'planned', words: true },
  resolve: { label: '提交办结', as: '办结', verb: 'resolve', event: 'resolved', words: true },
  giveBack: { label: '申请退件', as: '申请退件', verb: 'askReturn', event: 'return_asked', words: true },
} as const satisfies Record<string, Step>;

/** Which steps of a handler the words may mean; the likeliest first. */
function likely(text: string, appeal: Appeal | undefined, now: string): Step[] {
  const { sign, progress, plan, resolve, giveBack } = steps;
  if (/^(?:请|已经?)*签收/.test(text)) return [sign, progress];
  if (notOurs(text) || /^(?:申请)?退[件回]/.test(text)) return [giveBack, sign, progress];
  const planned = /方案|计划|拟/.test(text) || takePromise(text, now).promisedOn !== undefined;
  if (saysDone(text) && !planned) return [resolve, progress, sign];
  if (appeal?.status === 'dispatched') return planned ? [sign, plan, progress, giveBack] : [sign, progress, giveBack];
  return planned ? [plan, progress] : [progress, plan];
}

/** Buttons for a handler's free words, of this appeal when it is known; only what he may do in its state. */
export function handlerOptions(turn: Turn, appeal?: Appeal): Option[] {
  const fits = ({ verb, event, words }: Step) =>
    (turn.text !== '' || !words) && (!appeal || (may(speakerOf(turn), verb, appeal) && canHappen(appeal, event)));
  return likely(turn.text, appeal, turn.work.at)
    .filter(fits)
    .map(({ label, as }) => ({ label, as, number: appeal?.number }));
}

/** Buttons for words of the submitting side, the centre or a superior that name or mean this appeal. */
export function sideOptions(turn: Turn, appeal: Appeal): Option[] {
  const { number } = appeal;
  const person = speakerOf(turn);
  const can = (verb: Verb, event: EventType) => may(person, verb, appeal) && canHappen(appeal, event);
  return [
    ...(can('instruct', 'instructed') ? [{ label: '作为意见，先预览', as: '意见' as const, number }] : []),
    ...(urges(turn.text) && can('nudge', 'nudged') ? [{ label: '催办', as: '催办' as const, number }] : []),
    ...(can('supplement', 'supplemented')
      ? [{ label: `补充到 ${shortNumber(number)}`, as: '补充' as const, number }]
      : []),
    ...(can('comment', 'commented') ? [{ label: '记为备注', as: '备注' as const, number }] : []),
    { label: '查看', as: '查看', number },
  ];
}
