import { lifecycle } from '../verbs.ts';
import { type Appeal, type AppealStatus, type Assignment, currentAssignment } from './appeal.ts';
import type { AppealEvent } from './events.ts';
import type { Contact, Found } from './parts.ts';

type Submitted = Extract<AppealEvent, { type: 'submitted' }>;

function begin(event: Submitted): Appeal {
  const { number, text, title, company, town, contact, channel, routing, attachments, dispatchAt, readers } = event;
  return {
    number,
    text,
    title,
    company,
    town,
    contact,
    channel,
    routing,
    attachments,
    dispatchAt,
    ...(readers ? { readers } : {}),
    ...(event.by.role === 'specialist' && event.by.unit ? { submittedFor: event.by.unit } : {}),
    status: event.confidential ? 'confidential' : 'received',
    confidential: event.confidential,
    version: 1,
    submittedBy: event.withheld ? '' : (event.by.person ?? ''),
    receivedAt: event.at,
    round: 1,
    upheldReturns: 0,
    assignments: [],
    updatedAt: event.at,
  };
}

function assign(appeal: Appeal, event: Extract<AppealEvent, { type: 'dispatched' | 'transferred' }>): Assignment[] {
  const before = appeal.assignments.map((held) => (held.to === undefined ? { ...held, to: event.at } : held));
  const { assignment: id, taskForce, unit, at } = event;
  return [...before, { id, kind: 'lead', taskForce, unit, from: at }];
}

function sign(appeal: Appeal, at: string, by: string | undefined): Assignment[] {
  return appeal.assignments.map((held) =>
    held.to === undefined && held.signedAt === undefined ? { ...held, signedAt: at, signedBy: by } : held,
  );
}

type DeskEvent = Extract<
  AppealEvent,
  {
    type:
      | 'informed'
      | 'extension_asked'
      | 'extended'
      | 'extension_refused'
      | 'pause_asked'
      | 'paused'
      | 'pause_refused'
      | 'resumed'
      | 'nudged'
      | 'head_noted'
      | 'supervised'
      | 'instructed'
      | 'instruction_answered'
      | 'recalculated'
      | 'approved'
      | 'rejected'
      | 'commented';
  }
>;

/** The facts an event changes, apart from the status. */
function facts(appeal: Appeal, event: Exclude<AppealEvent, { type: 'submitted' }>): Partial<Appeal> {
  switch (event.type) {
    case 'rerouted':
      return { routing: reroute(appeal, event.taskForce, event.unit), dispatchAt: event.dispatchAt };
    case 'handed_to_centre':
      return { dispatchAt: undefined };
    case 'dispatched':
      return { assignments: assign(appeal, event), dispatchAt: undefined };
    case 'transferred':
      return {
        assignments: assign(appeal, event),
        upheldReturns: appeal.upheldReturns + (event.fromReturn ? 1 : 0),
        returnReason: undefined,
        asked: undefined,
        paused: undefined,
        extended: undefined,
        pausedDays: undefined,
      };
    case 'signed':
      return { assignments: sign(appeal, event.doneAt ?? event.at, event.by.person) };
    case 'return_asked':
      return { returnReason: event.reason };
    case 'return_refused':
      return { returnReason: undefined, assignments: sign(appeal, event.at, event.signer) };
    case 'confided':
      return { ...taken(appeal, event.at), confidential: true, readers: event.readers };
    case 'released':
      return { routing: event.routing, confidential: false };
    case 'planned': {
      const { text, companyText, promisedOn, at } = event;
      return {
        plan: { text, companyText, promisedOn, at, assignment: currentAssignment(appeal)?.id },
        // The company must be told of the new plan, even if it was told of the old one.
        ...(appeal.informed?.plan ? { informed: { ...appeal.informed, plan: undefined } } : {}),
      };
    }
    case 'plan_replaced': {
      const { text, companyText, at } = event;
      return {
        plan: { text, companyText, at, assignment: currentAssignment(appeal)?.id, ...promisedAnew(appeal, event) },
        ...(appeal.informed?.plan ? { informed: { ...appeal.informed, plan: undefined } } : {}),
      };
    }
    case 'progressed':
      return { attachments: [...appeal.attachments, ...event.attachments] };
    case 'supplemented':
      return {
        attachments: [...appeal.attachments, ...event.attachments],
        ...(event.text ? { text: `${appeal.text}\n${event.text}` } : {}),
        ...fill(appeal, event.found),
      };
    case 'details_corrected':
      return corrected(appeal, event.after);
    case 'detached':
      return {
        attachments: appeal.attachments.filter(({ key }) => !event.keys.includes(key)),
        ...(event.text ? { text: withoutLast(appeal.text, `\n${event.text}`) } : {}),
        ...forget(appeal, event.found),
      };
    case 'resolved': {
      const { outcome, text, companyText, promisedOn, at } = event;
      return {
        result: { outcome, text, companyText, promisedOn, at },
        attachments: [...appeal.attachments, ...event.attachments],
        asked: undefined,
        paused: undefined,
      };
    }
    case 'withdrawn':
      return { dispatchAt: undefined, asked: undefined, paused: undefined };
    default:
      return deskFacts(appeal, event);
  }
}

/** What ends with the assignment when the appeal is taken from its holder and given to nobody. */
function taken({ assignments }: Appeal, at: string): Partial<Appeal> {
  return {
    assignments: assignments.map((held) => ({ ...held, to: held.to ?? at })),
    dispatchAt: undefined,
    returnReason: undefined,
    asked: undefined,
    paused: undefined,
    extended: undefined,
    pausedDays: undefined,
  };
}

/** The first promised date is kept, however often the plan is replaced. */
function promisedAnew({ plan }: Appeal, { promisedOn = plan?.promisedOn }: { promisedOn?: string }) {
  const first = plan?.firstPromisedOn ?? plan?.promisedOn;
  return { promisedOn, ...(first !== undefined && first !== promisedOn ? { firstPromisedOn: first } : {}) };
}

/** Facts changed by events about time and supervision: asked, granted, urged, instructed. */
function deskFacts(appeal: Appeal, event: DeskEvent): Partial<Appeal> {
  const { at } = event;
  switch (event.type) {
    case 'informed':
      return { informed: { ...appeal.informed, [event.of]: at } };
    case 'extension_asked':
      return { asked: { kind: 'extension', until: event.until, reason: event.reason, at } };
    case 'pause_asked':
      return { asked: { kind: 'pause', until: event.until, reason: event.reason, cause: event.cause, at } };
    case 'extended':
      return { asked: undefined, extended: true };
    case 'extension_refused':
    case 'pause_refused':
      return { asked: undefined };
    case 'paused':
      // The pause begins when it was asked for: the unit does not lose the time that the centre takes to decide.
      return { asked: undefined, paused: pausedSince(appeal, event.until, at) };
    case 'resumed':
      return { paused: undefined, pausedDays: (appeal.pausedDays ?? 0) + event.days };
    case 'nudged':
      return { nudgedAt: at };
    case 'supervised':
      return event.level === 'yellow' && appeal.supervision?.level === 'red'
        ? {}
        : { supervision: { level: event.level, ...(event.document ? { number: event.document } : {}), at } };
    case 'instructed': {
      const { instruction: id, text, recorded, by } = event;
      return { instructions: [...(appeal.instructions ?? []), { id, text, recorded, by: by.person ?? '', at }] };
    }
    case 'instruction_answered':
      return {
        instructions: (appeal.instructions ?? []).map((one) =>
          one.answer ? one : { ...one, answer: { text: event.text, at } },
        ),
      };
    case 'approved':
    case 'rejected':
    case 'commented':
    case 'head_noted':
    case 'recalculated':
      return {};
    default:
      return event satisfies never;
  }
}

function pausedSince({ asked }: Appeal, until: string, at: string): Appeal['paused'] {
  return { cause: asked?.cause ?? '待第三方', until, at: asked?.at ?? at };
}

/** Takes over what a supplement tells for the first time. */
function fill(appeal: Appeal, { company, town, contact }: Found = {}): Partial<Appeal> {
  return {
    ...(company ? { company } : {}),
    ...(town ? { town } : {}),
    ...(contact ? withContact(appeal, { ...appeal.contact, ...contact }) : {}),
  };
}

function corrected(appeal: Appeal, { company, town, contact }: Found): Partial<Appeal> {
  return {
    ...(company ? { company } : {}),
    ...(town ? { town } : {}),
    ...(contact ? withContact(appeal, contact) : {}),
  };
}

function withContact({ contact: old, formerNames = [] }: Appeal, contact: Contact): Partial<Appeal> {
  const former = old?.name && old.name !== contact.name ? [...formerNames, old.name] : undefined;
  return { contact, ...(former ? { formerNames: former } : {}) };
}

/** Removes what the detached supplement told; the rest of the contact stays. */
function forget({ company, town, contact }: Appeal, found: Found = {}): Partial<Appeal> {
  const name = isOf(found.contact?.name, contact?.name) ? undefined : contact?.name;
  const phone = isOf(found.contact?.phone, contact?.phone) ? undefined : contact?.phone;
  return {
    ...(isOf(found.company, company) ? { company: undefined } : {}),
    ...(isOf(found.town, town) ? { town: undefined } : {}),
    ...(found.contact ? { contact: name || phone ? { name, phone } : undefined } : {}),
  };
}

/** What was corrected since is no longer the supplement's. */
function isOf(told: string | undefined, now: string | undefined): boolean {
  return told !== undefined && told === now;
}

function withoutLast(text: string, words: string): string {
  const at = text.lastIndexOf(words);
  return at < 0 ? text : text.slice(0, at) + text.slice(at + words.length);
}

function reroute(appeal: Appeal, taskForce: number, unit: string): Appeal['routing'] {
  const candidates = appeal.routing.kind === 'sensitive' ? [] : appeal.routing.candidates;
  const known = candidates.find((candidate) => candidate.taskForce === taskForce && candidate.unit === unit);
  const choice = known ?? { taskForce, unit, score: 0, words: [] };
  return { kind: 'decided', by: 'person', choice, candidates };
}

/** The next state of an appeal; applied to every event of the timeline in turn, it rebuilds the appeal. */
export function evolve(appeal: Appeal | undefined, event: AppealEvent): Appeal {
  if (event.type === 'submitted') return begin(event);
  if (!appeal) throw new RangeError(`timeline of ${event.number} does not begin with its submission`);
  const { to } = lifecycle[event.type] as { to?: AppealStatus };
  return {
    ...appeal,
    ...facts(appeal, event),
    status: to ?? appeal.status,
    version: appeal.version + 1,
    updatedAt: event.at,
  };
}

/** Throws RangeError on an empty timeline. */
export function rebuild(timeline: AppealEvent[]): Appeal {
  const appeal = timeline.reduce<Appeal | undefined>((state, event) => evolve(state, event), undefined);
  if (!appeal) throw new RangeError('an empty timeline rebuilds nothing');
  return appeal;
}
