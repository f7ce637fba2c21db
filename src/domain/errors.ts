import type { AppealStatus } from './appeal/appeal.ts';
import type { Paper } from './appeal/papers.ts';
import type { Instant } from './time/instant.ts';

/**
 * Every refusal, with the facts that its sentence needs. The sentences are in presenters/words/refusals/. A code
 * without a sentence does not compile.
 */
export interface Refusals {
  'person.unknown': Record<never, never>;
  'not.allowed': { verb: string; number?: string };
  'wrong.state': { number: string; status: AppealStatus; verb: string };
  'card.stale': { number: string; status: AppealStatus };
  'appeal.unknown': { number: string };
  'appeal.one_only': { verb: string };
  'appeal.too_many': { count: number; limit: number };
  'appeal.none': { verb: string };
  'text.missing': { verb: string; number?: string };
  'text.sensitive': { number: string };
  /** 更正 that names nothing, or nothing new. */
  'details.unreadable': { number: string };
  'details.same': { number: string };
  /** 测试派单 without a text, or where others would read it. */
  'trial.empty': Record<never, never>;
  'trial.private': Record<never, never>;
  /** `where`: whether the words came in a message or in a form; `begins`: their first characters. */
  'text.too_long': { limit: number; length: number; begins: string; where: 'message' | 'form' };
  /** The appeal with all its supplements already has `held` characters; `length` more are too many. */
  'text.full': { number: string; limit: number; held: number; length: number };
  'field.missing': { fields: string[] };
  'field.foreign': { fields: string[] };
  'plan.date_later': { number: string; date: string; due: string };
  'plan.date_past': { number: string; date: string };
  'plan.date_far': { number: string; date: string; months: number };
  'date.unreadable': { text: string };
  'resolve.date_missing': { number: string };
  'return.too_late': { number: string };
  'return.not_returnable': { number: string };
  'reason.missing': { verb: string };
  'withdraw.too_late': { number: string };
  'transfer.same': { number: string; target: string };
  'transfer.no_force': { number: string };
  'transfer.outside': { number: string; target: string };
  'task_force.unknown': { name: string };
  'task_force.ambiguous': { name: string; candidates: string[] };
  /** `nearest`: the unit that may be meant. */
  'unit.unknown': { name: string; nearest?: string };
  'unit.ambiguous': { name: string; candidates: string[] };
  'bind.not_group': Record<never, never>;
  'bind.unknown': Record<never, never>;
  'bind.external': Record<never, never>;
  'bind.taken': { name: string };
  'bind.nothing': Record<never, never>;
  'draft.gone': Record<never, never>;
  /** `as`: what the person chose at that time, such as 仍要提交. */
  'draft.done': { at: Instant; as: string };
  'files.gone': { number: string };
  'tip.done': { accepted: boolean; by?: string; at?: Instant; number?: string };
  confidential: { number: string };
  'time.not_movable': { number: string };
  'time.asked': { number: string };
  'time.not_asked': { number: string };
  'extension.once': { number: string };
  'extension.too_late': { number: string; days: number };
  'extension.date': { number: string; due: string };
  'pause.too_long': { number: string; left: number };
  'pause.running': { number: string };
  'pause.none': { number: string };
  'nudge.too_soon': { number: string; until: string };
  /** A leader's words would go to a bureau (docs/develop/domain.md#sensitive). */
  'instruction.sensitive': { number: string };
  'instruction.none': { number: string };
  'inform.done': { number: string; of: 'plan' | 'result' };
  'backfill.date': { number: string; date: string; from: string };
  'paper.gone': { number: string };
  'paper.decided': { number: string; kind: Paper['kind']; released: boolean; at: Instant; by?: string };
  'head.vacant': { number: string; unit: string };
  'supervision.open': { number: string };
  /** The facts are those of the last 督办, whose term still runs. */
  'supervision.running': { number: string; document: string; due: Instant };
  'supervision.blue': { number: string };
  'supervision.date': { number: string; date: string };
  'supervision.date_far': { number: string; date: string; months: number };
  'rules.changed': Record<never, never>;
  'rules.settled': Record<never, never>;
  'substitute.self': Record<never, never>;
  'substitute.date': { date: string; days: number };
  'substitute.nothing': { name: string };
  'substitute.nobody': Record<never, never>;
  'substitute.none': Record<never, never>;
  /** Names of people who are unknown, or who were not mentioned with @. */
  'substitute.unknown': { names: string[] };
  'report.gone': Record<never, never>;
  /** The list asked for is of a task force or unit that is not the asker's, or not the group's. */
  'report.outside': { name: string; inGroup: boolean };
}

export type RefusalCode = keyof Refusals;

/**
 * Not a fault of the program: what the person asked for is not possible, and `facts` say why. Throwing it rolls the
 * command back.
 */
export class Refusal<C extends RefusalCode = RefusalCode> extends Error {
  readonly code: C;
  readonly facts: Refusals[C];

  constructor(code: C, facts: Refusals[C]) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.facts = facts;
  }
}
