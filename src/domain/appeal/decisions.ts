import { Refusal } from '../errors.ts';
import type { District } from '../rules.ts';
import { chinaDate, inChina } from '../time/chinaTime.ts';
import type { ChinaDate, Instant } from '../time/instant.ts';
import { type Appeal, currentAssignment } from './appeal.ts';
import type { Actor, AppealEvent, Happening, Origin } from './events.ts';
import { evolve } from './evolve.ts';
import { mustBeAble } from './lifecycle.ts';
import type { Attachment, Contact, Found, Outcome, Routing } from './parts.ts';

/** Who, when and from where; all events of one act carry the same stamp. */
export interface Stamp {
  by: Actor;
  at: Instant;
  from: Origin;
}

/** A new state and the facts that led to it; stored together or not at all. */
export interface Decision {
  appeal: Appeal;
  events: AppealEvent[];
}

type Submission = Extract<Happening, { type: 'submitted' }>;

export function submit(submission: Submission, stamp: Stamp): Decision {
  const event: AppealEvent = { ...submission, ...stamp };
  return { appeal: evolve(undefined, event), events: [event] };
}

/** Applies happenings in order; each must be possible in the state that the previous one led to. */
export function happen(appeal: Appeal, stamp: Stamp, ...happenings: Exclude<Happening, Submission>[]): Decision {
  let state = appeal;
  const events: AppealEvent[] = [];
  for (const happening of happenings) {
    mustBeAble(state, happening.type);
    const event: AppealEvent = { ...happening, number: appeal.number, ...stamp };
    state = evolve(state, event);
    events.push(event);
  }
  return { appeal: state, events };
}

/**
 * Any act of the handling unit on an unsigned appeal first records 签收 (docs/develop/domain.md#implied-sign-in), with
 * the time of that act.
 */
function handled(appeal: Appeal, stamp: Stamp, happening: Exclude<Happening, Submission>): Decision {
  mustBeAble(appeal, happening.type);
  if (appeal.status !== 'dispatched') return happen(appeal, stamp, happening);
  const doneAt = 'doneAt' in happening && happening.doneAt ? { doneAt: happening.doneAt } : {};
  return happen(appeal, stamp, { type: 'signed', implied: true, ...doneAt }, happening);
}

export function reroute(appeal: Appeal, to: { taskForce: number; unit: string; dispatchAt?: Instant }, stamp: Stamp) {
  return happen(appeal, stamp, { type: 'rerouted', ...to });
}

export function handToCentre(appeal: Appeal, stamp: Stamp): Decision {
  return happen(appeal, stamp, { type: 'handed_to_centre' });
}

/** 转保密: nobody but its readers and its submitter reads it from now on; whoever held it does not any more. */
export function confide(appeal: Appeal, how: { reason?: string; readers: string[] }, stamp: Stamp): Decision {
  return happen(appeal, stamp, { type: 'confided', ...how });
}

/** 转普通件: the appeal is handled the ordinary way; the centre decides where it goes. */
export function release(appeal: Appeal, routing: Routing, stamp: Stamp): Decision {
  return happen(appeal, stamp, { type: 'released', routing });
}

export interface Target {
  assignment: string;
  taskForce: number;
  unit: string;
}

export function dispatch(appeal: Appeal, target: Target, stamp: Stamp): Decision {
  return happen(appeal, stamp, { type: 'dispatched', ...target });
}

/**
 * 转办. An upheld return is the same step, from `returned`: if the ruling gives no reason of its own, the unit's reason
 * is used. Throws `transfer.same` when nothing would change.
 */
export function transfer(appeal: Appeal, target: Target & { reason?: string }, stamp: Stamp): Decision {
  mustBeAble(appeal, 'transferred');
  const held = currentAssignment(appeal);
  if (held?.taskForce === target.taskForce && held.unit === target.unit) {
    throw new Refusal('transfer.same', { number: appeal.number, target: target.unit });
  }
  const fromReturn = appeal.status === 'returned';
  const reason = target.reason?.trim() || (fromReturn ? appeal.returnReason : undefined);
  return happen(appeal, stamp, { type: 'transferred', ...target, reason, fromReturn });
}

export function signIn(appeal: Appeal, stamp: Stamp, done: Backfill = {}): Decision {
  return happen(appeal, stamp, { type: 'signed', implied: false, ...done });
}

/** 补录: when the step was really taken, if it is entered later (see commands/shared/backfill.ts). */
export interface Backfill {
  doneAt?: Instant;
}

/** Possible before the sign-in, or on the working day of the sign-in; not after two upheld returns (指定办理). */
export function askReturn(appeal: Appeal, reason: string, stamp: Stamp, district: District): Decision {
  mustBeAble(appeal, 'return_asked');
  if (!reason.trim()) throw new Refusal('reason.missing', { verb: 'return_asked' });
  if (appeal.upheldReturns >= district.returnsBeforeDesignation) {
    throw new Refusal('return.not_returnable', { number: appeal.number });
  }
  const signedAt = currentAssignment(appeal)?.signedAt;
  if (signedAt && chinaDate(signedAt) !== chinaDate(stamp.at)) {
    throw new Refusal('return.too_late', { number: appeal.number });
  }
  return happen(appeal, stamp, { type: 'return_asked', reason });
}

/** 视同签收 by the person who asked for the return (`signer`). A ruling must give its reason. */
export function refuseReturn(appeal: Appeal, how: { reason: string; signer?: string }, stamp: Stamp): Decision {
  mustBeAble(appeal, 'return_refused');
  if (!how.reason.trim()) throw new Refusal('reason.missing', { verb: 'return_refused' });
  return happen(appeal, stamp, { type: 'return_refused', ...how });
}

export interface Plan extends Backfill {
  text: string;
  /** Lines marked 仅内部, here and below. */
  internal?: string;
  companyText: string;
  promisedOn?: ChinaDate;
}

/** A promised date is today or later, and not beyond the horizon. */
export function plan(appeal: Appeal, input: Plan, stamp: Stamp, district: District): Decision {
  mustBeAble(appeal, 'planned');
  if (input.promisedOn) checkPromise(appeal.number, input.promisedOn, stamp.at, district);
  return handled(appeal, stamp, { type: 'planned', ...input });
}

export interface NewPlan {
  text: string;
  internal?: string;
  companyText: string;
  promisedOn?: ChinaDate;
  reason: string;
}

/**
 * 更换方案, with its reason, while the appeal is in hand. `dueAt`: when its result is due now; the new date may be earlier,
 * but a later date needs an extension (docs/develop/domain.md#more-time). Throws Refusal `reason.missing`,
 * `plan.date_past`, `plan.date_far`, `plan.date_later`.
 */
export function replacePlan(
  appeal: Appeal,
  input: NewPlan,
  stamp: Stamp,
  { district, dueAt }: { district: District; dueAt?: Instant },
): Decision {
  mustBeAble(appeal, 'plan_replaced');
  const { number } = appeal;
  if (!input.reason.trim()) throw new Refusal('reason.missing', { verb: 'plan_replaced' });
  if (input.promisedOn) {
    checkPromise(number, input.promisedOn, stamp.at, district);
    const due = dueAt && chinaDate(dueAt);
    if (due && input.promisedOn > due) throw new Refusal('plan.date_later', { number, date: input.promisedOn, due });
  }
  return happen(appeal, stamp, { type: 'plan_replaced', ...input });
}

/** The last day that anybody may name: a date beyond it is taken for a typing mistake. */
export function furthest(at: Instant, { planHorizonMonths }: Pick<District, 'planHorizonMonths'>): ChinaDate {
  return inChina(at).plus({ months: planHorizonMonths }).toFormat('yyyy-MM-dd');
}

export function checkPromise(number: string, date: ChinaDate, at: Instant, { planHorizonMonths }: District): void {
  if (date < chinaDate(at)) throw new Refusal('plan.date_past', { number, date });
  if (date > furthest(at, { planHorizonMonths }))
    throw new Refusal('plan.date_far', { number, date, months: planHorizonMonths });
}

export interface Report {
  text: string;
  /** Lines marked 仅内部. */
  internal?: string;
  attachments: Attachment[];
}

export function progress(appeal: Appeal, input: Report, stamp: Stamp): Decision {
  return handled(appeal, stamp, { type: 'progressed', ...input });
}

export interface Resolution extends Backfill {
  outcome: Outcome;
  text: string;
  internal?: string;
  companyText: string;
  promisedOn?: ChinaDate;
  attachments: Attachment[];
}

/** 计划解决 must name its date. Steps not yet taken are implied (a matter answered on the spot is 即办件). */
export function resolve(appeal: Appeal, input: Resolution, stamp: Stamp, district: District): Decision {
  mustBeAble(appeal, 'resolved');
  if (input.outcome === '计划解决') {
    if (!input.promisedOn) throw new Refusal('resolve.date_missing', { number: appeal.number });
    checkPromise(appeal.number, input.promisedOn, stamp.at, district);
  }
  return handled(appeal, stamp, { type: 'resolved', ...input });
}

export function approve(appeal: Appeal, stamp: Stamp): Decision {
  return happen(appeal, stamp, { type: 'approved' });
}

export function reject(appeal: Appeal, reason: string, stamp: Stamp): Decision {
  mustBeAble(appeal, 'rejected');
  if (!reason.trim()) throw new Refusal('reason.missing', { verb: 'rejected' });
  return happen(appeal, stamp, { type: 'rejected', reason });
}

export function comment(appeal: Appeal, text: string, stamp: Stamp): Decision {
  return happen(appeal, stamp, { type: 'commented', text });
}

/** 问专员: a question that only the company's side can answer; the answer comes as a remark or a supplement. */
export function askCompany(appeal: Appeal, text: string, stamp: Stamp): Decision {
  return happen(appeal, stamp, { type: 'commented', text, to: 'company' });
}

export interface Supplement {
  text?: string;
  attachments: Attachment[];
  /** What was read from the text; only what the appeal does not have yet is used. */
  found?: Found;
}

export function supplement(appeal: Appeal, { found, ...more }: Supplement, stamp: Stamp): Decision {
  const fresh = found && lacking(appeal, found, more.text ?? '');
  return happen(appeal, stamp, { type: 'supplemented', ...more, ...(fresh ? { found: fresh } : {}) });
}

const corrects = /改为|改成|换成|换为|更正|变更为/;

/**
 * Name and phone belong together: if they are another person's, neither is used, unless the text says that it corrects
 * the contact.
 */
function contactFrom(known: Contact, told: Contact, correction: boolean): Contact | undefined {
  const other = (key: keyof Contact) => known[key] !== undefined && told[key] !== undefined && known[key] !== told[key];
  if (!correction && (other('name') || other('phone'))) return undefined;
  // The old number belongs to the old name and is not kept beside a new one.
  if (correction && other('name')) return { name: told.name, phone: told.phone };
  const name = correction ? told.name : known.name ? undefined : told.name;
  const phone = correction ? told.phone : known.phone ? undefined : told.phone;
  return name || phone ? { ...(name ? { name } : {}), ...(phone ? { phone } : {}) } : undefined;
}

/** Known facts are overwritten only when the text says that it corrects them. */
function lacking(appeal: Appeal, found: Found, text: string): Found | undefined {
  const company = appeal.company ? undefined : found.company;
  const town = appeal.town ? undefined : found.town;
  const contact = contactFrom(appeal.contact ?? {}, found.contact ?? {}, corrects.test(text));
  if (!company && !town && !contact) return undefined;
  return { ...(company ? { company } : {}), ...(town ? { town } : {}), ...(contact ? { contact } : {}) };
}

/** 更正 of what was read. Throws Refusal `details.same` when nothing would change. */
export function correctDetails(appeal: Appeal, told: Found, stamp: Stamp): Decision {
  mustBeAble(appeal, 'details_corrected');
  const after = differing(appeal, told);
  if (Object.keys(after).length === 0) throw new Refusal('details.same', { number: appeal.number });
  const { company, town, contact } = appeal;
  const before: Found = {
    ...(after.company && company ? { company } : {}),
    ...(after.town && town ? { town } : {}),
    ...(after.contact && contact ? { contact } : {}),
  };
  return happen(appeal, stamp, { type: 'details_corrected', before, after });
}

/** Of a contact only what is told changes: a name read wrongly stood beside the right number, and the other way round. */
function differing(appeal: Appeal, { company, town, contact }: Found): Found {
  const { name, phone } = { ...appeal.contact, ...contact };
  const other = name !== appeal.contact?.name || phone !== appeal.contact?.phone;
  return {
    ...(company && company !== appeal.company ? { company } : {}),
    ...(town && town !== appeal.town ? { town } : {}),
    ...(contact && other ? { contact: { ...(name ? { name } : {}), ...(phone ? { phone } : {}) } } : {}),
  };
}

export interface Misfiled {
  keys: string[];
  text?: string;
  found?: Found;
}

export function detach(appeal: Appeal, what: string[] | Misfiled, stamp: Stamp): Decision {
  return happen(appeal, stamp, { type: 'detached', ...(Array.isArray(what) ? { keys: what } : what) });
}

/** The submitter may withdraw until a plan exists; later only the centre may (`by.centre`). */
export function withdraw(appeal: Appeal, by: { centre: boolean; reason?: string }, stamp: Stamp): Decision {
  mustBeAble(appeal, 'withdrawn');
  if (!by.centre && (appeal.status === 'planned' || appeal.status === 'returned')) {
    throw new Refusal('withdraw.too_late', { number: appeal.number });
  }
  return happen(appeal, stamp, { type: 'withdrawn', reason: by.reason });
}
