import type { ClockRow } from '../../src/domain/clocks/clocks.ts';
import type { Reminder } from '../../src/domain/clocks/ladder.ts';
import type { DueStep } from '../../src/ports/rows.ts';
import { later, noon } from '../support/rows.ts';

const number = 'JJ20260929-001';

/** Runs for a unit from noon, due a minute later. */
export function aClock(id: string, facts: Partial<ClockRow> = {}): ClockRow {
  return {
    ...{ id, appeal: number, kind: 'plan', owner: 'handler', rule: '5日', startedAt: noon, dueAt: later(60) },
    ...{ derivation: '…', owedAt: facts.dueAt ?? later(60) },
    ...facts,
  };
}

export function aReminder(id: string, clock: string, facts: Partial<Reminder> = {}): Reminder {
  return { id, appeal: number, clock, step: 'today', dueAt: noon, ...facts };
}

export function aStep(id: string, facts: Partial<DueStep> = {}): DueStep {
  return { id, kind: 'dispatch', ref: number, dueAt: noon, ...facts };
}
