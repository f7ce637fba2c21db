import { EntitySchema } from 'typeorm';
import type { ClockRow as Clock } from '../../domain/clocks/clocks.ts';
import type { DueStep, ReminderRow as Reminder } from '../../ports/rows.ts';
import { flag, integer, integerOrNull, key, text, textOrNull } from './columns.ts';

/** Fields that only some clocks have; NULL in the others. */
type Optional = 'assignment' | 'taskForce' | 'unit' | 'firstDueAt' | 'pausedAt' | 'stoppedAt' | 'ended';
export type ClockRow = Omit<Clock, Optional> & { [K in Optional]: Exclude<Clock[K], undefined> | null };

export const ClockSchema = new EntitySchema<ClockRow>({
  name: 'clocks',
  columns: {
    id: key,
    appeal: text,
    assignment: textOrNull,
    kind: text,
    owner: text,
    taskForce: integerOrNull,
    unit: textOrNull,
    rule: text,
    startedAt: text,
    dueAt: text,
    derivation: text,
    owedAt: text,
    firstDueAt: textOrNull,
    pausedAt: textOrNull,
    stoppedAt: textOrNull,
    ended: textOrNull,
  },
});

export interface ReminderTableRow extends Omit<Reminder, 'sentAt' | 'late'> {
  sentAt: string | null;
  late: boolean;
}

export const ReminderSchema = new EntitySchema<ReminderTableRow>({
  name: 'reminders',
  columns: { id: key, appeal: text, clock: text, step: text, dueAt: text, state: text, sentAt: textOrNull, late: flag },
});

/** Only steps that are not done yet; a finished one is deleted. */
export const DueStepSchema = new EntitySchema<DueStep>({
  name: 'due_steps',
  columns: { id: key, kind: text, ref: text, dueAt: text },
});

/** Last sequence number given out for each date. */
export const CounterSchema = new EntitySchema<{ date: string; last: number }>({
  name: 'counters',
  columns: { date: key, last: integer },
});

export const MetaSchema = new EntitySchema<{ key: string; value: string }>({
  name: 'meta',
  columns: { key, value: text },
});
