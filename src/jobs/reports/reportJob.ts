import { owe } from '../../commands/shared/record.ts';
import { type Reads, scheduler, type Work, workOf } from '../../commands/shared/work.ts';
import type { Span } from '../../domain/figures/happened.ts';
import type { TimetableEntry } from '../../domain/rules.ts';
import { settleForLater } from '../../domain/settled.ts';
import type { Calendar } from '../../domain/time/calendar.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { addressTo } from '../../notices/drawing.ts';
import type { Deps } from '../../ports/index.ts';
import type { Recipient } from '../../ports/queues.ts';
import type { Made, Reading } from '../../reporting/making.ts';
import { type Situation, situationAt } from '../../reporting/situation.ts';
import type { Job, Ready, RunCopy } from '../timetable/occurrencesDue.ts';
import { type Reader, readersOf } from './readers.ts';

export interface ReportKind {
  /** What the report looks back on. */
  span(slot: Instant, calendar: Calendar): Span;
  /** On-time rates are read too. */
  rates: boolean;
  /** The card of one reader, with the lists behind its numbers; undefined when there is none for him. */
  make(
    work: Work<Reads>,
    situation: Situation,
    of: { reader: Reader; reading: Reading; entry: TimetableEntry },
  ): Promise<Made | undefined>;
}

/**
 * A report that goes to its audience by the timetable. What it tells is read once for all its readers of a tick, and
 * their cards are made beside the writer: a copy only stores and sends its own.
 */
export function reportJob(kind: ReportKind): Job {
  return {
    async gather(deps, entry, slot) {
      const readers = await deps.read((store) => readersOf(store, entry.audience));
      return {
        recipients: readers.map(({ id }) => id),
        copies: (ready) => makeAll(deps, kind, { entry, slot, readers, ready }),
      };
    },
  };
}

interface Due {
  entry: TimetableEntry;
  slot: Instant;
  readers: Reader[];
  ready: Ready;
}

function makeAll(
  deps: Deps,
  { span, rates, make }: ReportKind,
  { entry, slot, readers, ready }: Due,
): Promise<RunCopy> {
  const at = deps.clock.now().toISOString();
  const { recipients, late } = ready;
  const read = async (store: Reads): Promise<RunCopy> => {
    const situation = await situationAt(store, { at, span: span(slot, deps.calendar), rates });
    const made = new Map<string, (work: Work) => Promise<void>>();
    for (const reader of readers.filter(({ id }) => recipients.includes(id))) {
      const { scope, id: audience, to, person } = reader;
      const reading: Reading = { scope, audience, masked: person === undefined, late };
      // One card that cannot be made costs nobody else his: its fault is that of its own copy.
      const one = await settleForLater(make(workOf(deps, store, at), situation, { reader, reading, entry }));
      made.set(reader.id, async (work) => send(work, to, one()));
    }
    return async (work, { recipient }) => void (await made.get(recipient)?.(work));
  };
  return deps.read(read, { long: true });
}

async function send(work: Work, to: Recipient, made: Made | undefined): Promise<void> {
  if (!made) return;
  await work.store.saveReport(made.report);
  await owe(work, scheduler, addressTo(to, made.card, work.rules));
}
