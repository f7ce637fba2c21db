import { EntitySchema } from 'typeorm';
import type { ClockRow as Clock } from '../../domain/clocks.ts';
import type { DueStep } from '../../ports.ts';
import { integer, key, text, textOrNull } from './columns.ts';

export interface ClockRow extends Omit<Clock, 'assignment' | 'stoppedAt'> {
  assignment: string | null;
  stoppedAt: string | null;
}

export const ClockSchema = new EntitySchema<ClockRow>({
  name: 'clocks',
  columns: {
    id: key,
    appeal: text,
    assignment: textOrNull,
    kind: text,
    rule: text,
    startedAt: text,
    dueAt: text,
    derivation: text,
    stoppedAt: textOrNull,
  },
});

/** Only steps that are still to come; a finished one is deleted. */
export const DueStepSchema = new EntitySchema<DueStep>({
  name: 'due_steps',
  columns: { id: key, kind: text, ref: text, dueAt: text },
});

/** Last number handed out for a date. */
export const CounterSchema = new EntitySchema<{ date: string; last: number }>({
  name: 'counters',
  columns: { date: key, last: integer },
});

/** A slot of the timetable is claimed by inserting its row. */
export const SlotSchema = new EntitySchema<{ job: string; slot: string; claimedAt: string }>({
  name: 'slots',
  columns: { job: key, slot: key, claimedAt: text },
});

export const MetaSchema = new EntitySchema<{ key: string; value: string }>({
  name: 'meta',
  columns: { key, value: text },
});
