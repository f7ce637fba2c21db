import { type Step, steps } from '../../src/domain/clocks/ladder.ts';
import { chinaDate, timeText } from '../../src/domain/time/chinaTime.ts';
import type { ReminderRow } from '../../src/ports/rows.ts';
import type { Month } from './month.ts';

/**
 * Promises about reminders (docs/develop/domain.md#reminders) that the month broke, each with an example; warm-up
 * included. Empty when all were kept.
 */
export async function broken(month: Month): Promise<string[]> {
  const { office } = month;
  const numbers = [...new Set(office.sent.flatMap(({ appeal }) => appeal ?? []))];
  const reminders: ReminderRow[] = [];
  for (const number of numbers) reminders.push(...(await office.deps.read((store) => store.reminders(number))));
  const told = reminders.filter(({ state }) => state === 'sent');
  const found = [
    ...outOfHours(month),
    ...twice(month),
    ...remindedTwice(told),
    ...outOfOrder(told),
    ...higherFirst(month, told),
    ...office.faults.map((fault) => `the bot logged: ${fault}`),
  ];
  return found;
}

/** Nothing outside working days 08:30–18:00 except answers to what one did oneself. */
function outOfHours({ office }: Month): string[] {
  const { sendingHours } = office.deps.rules.district;
  const { calendar } = office.deps;
  const off = office.sent.filter(({ at, own }) => {
    const time = timeText(at);
    return !own && (!calendar.isWorkday(chinaDate(at)) || time < sendingHours.from || time > sendingHours.to);
  });
  return off.map(({ at, kind, to }) => `outside working hours: ${kind} to ${to} at ${at}`);
}

/** A reminder, list or report that the same reader had word for word before. */
function twice({ office }: Month): string[] {
  const known = new Set<string>();
  return office.sent.flatMap(({ to, kind, content, slot, at }) => {
    if (kind === '通知' || slot) return [];
    const key = `${to} ${content}`;
    if (known.has(key)) return [`twice: ${kind} to ${to} at ${at}`];
    known.add(key);
    return [];
  });
}

function remindedTwice(told: ReminderRow[]): string[] {
  const known = new Set<string>();
  return told.flatMap(({ clock, step, dueAt, appeal }) => {
    const key = `${clock} ${step} ${dueAt}`;
    if (known.has(key)) return [`reminded twice: ${step} of ${appeal}, due ${dueAt}`];
    known.add(key);
    return [];
  });
}

/** What goes upward comes on a later day than what the step below it said. */
const upward: Step[] = ['overdue', 'head-note', 'supervision'];

function outOfOrder(told: ReminderRow[]): string[] {
  const firstAt = new Map<string, string>();
  for (const { clock, step, sentAt = '' } of told) {
    const key = `${clock} ${step}`;
    firstAt.set(key, [sentAt, firstAt.get(key) ?? sentAt].sort()[0] as string);
  }
  return told.flatMap(({ clock, step, appeal, sentAt = '' }) => {
    const below = upward[upward.indexOf(step) - 1];
    if (below === undefined) return [];
    const before = firstAt.get(`${clock} ${below}`);
    const inOrder = before !== undefined && chinaDate(before) < chinaDate(sentAt);
    return inOrder ? [] : [`${step} of ${appeal} on ${sentAt}, ${below} ${before ?? 'never'}`];
  });
}

/** A head or a leader reads the name of an appeal that its own unit was not told of on an earlier day. */
function higherFirst({ office, cast }: Month, told: ReminderRow[]): string[] {
  const toldOn = new Map<string, string>();
  for (const { appeal, step, sentAt = '' } of told) {
    if (steps.indexOf(step) < steps.indexOf('overdue')) continue;
    const day = chinaDate(sentAt);
    if (day < (toldOn.get(appeal) ?? '9')) toldOn.set(appeal, day);
  }
  return office.sent.flatMap(({ to, at, kind, named }) => {
    const audience = cast.audienceOf.get(to);
    if (audience !== 'head' && audience !== 'leader') return [];
    const early = named.filter((number) => (toldOn.get(number) ?? '9') >= chinaDate(at));
    return early.map((number) => `${audience} before the unit: ${kind} names ${number} at ${at}`);
  });
}
