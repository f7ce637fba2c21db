import { owe } from '../commands/record.ts';
import { scheduler, type Work } from '../commands/work.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { Instant } from '../domain/events.ts';
import type { Span } from '../domain/happened.ts';
import { addressed } from '../notices/drawing.ts';
import type { Card } from '../presenters/card.ts';
import type { Reading } from '../reporting/making.ts';
import { type Situation, situationAt } from '../reporting/situation.ts';
import { type Reader, readersOf } from './readers.ts';
import type { Copy, Job, RunCopy } from './slots.ts';

export interface ReportKind {
  /** What the report looks back on. */
  span(slot: Instant, calendar: Calendar): Span;
  /** On-time rates are read too. */
  rates: boolean;
  /** The card of one reader, its numbers saved; undefined when there is none for him. */
  make(
    work: Work,
    situation: Situation,
    of: { reader: Reader; reading: Reading; copy: Copy },
  ): Promise<Card | undefined>;
}

/** A report that goes to its audience by the timetable; what it tells is read once for all its readers of a tick. */
export function reportJob({ span, rates, make }: ReportKind): Job {
  return {
    async gather(deps, { audience }, slot) {
      const readers = await deps.read((store) => readersOf(store, audience));
      const at = deps.clock.now().toISOString();
      return {
        recipients: readers.map(({ id }) => id),
        async copies() {
          const before = span(slot, deps.calendar);
          const situation = await deps.read((store) => situationAt(store, { at, span: before, rates }));
          return copyOf(new Map(readers.map((reader) => [reader.id, reader])), situation, make);
        },
      };
    },
  };
}

function copyOf(readers: Map<string, Reader>, situation: Situation, make: ReportKind['make']): RunCopy {
  return async (work, copy) => {
    const reader = readers.get(copy.recipient);
    if (!reader) return undefined;
    const { scope, id: audience, to, person } = reader;
    const reading: Reading = { scope, audience, masked: person === undefined, late: copy.late };
    const message = await make(work, situation, { reader, reading, copy });
    if (message) await owe(work, scheduler, addressed(to, message, work.rules));
    return undefined;
  };
}
