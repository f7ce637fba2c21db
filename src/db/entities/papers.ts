import { EntitySchema } from 'typeorm';
import type { Paper } from '../../domain/appeal/papers.ts';
import type { Claimed, Report } from '../../ports/rows.ts';
import { json, key, text, textOrNull } from './columns.ts';

type Optional = 'clock' | 'number' | 'releasedAt' | 'draftedBy' | 'releasedBy';
export type PaperRow = Omit<Paper, Optional> & Record<Optional, string | null>;

export const PaperSchema = new EntitySchema<PaperRow>({
  name: 'papers',
  columns: {
    id: key,
    kind: text,
    appeal: text,
    clock: textOrNull,
    unit: text,
    number: textOrNull,
    reason: text,
    dueAt: text,
    state: text,
    createdAt: text,
    releasedAt: textOrNull,
    draftedBy: textOrNull,
    releasedBy: textOrNull,
  },
});

export const ReportSchema = new EntitySchema<Report>({
  name: 'reports',
  columns: { id: key, job: text, audience: text, at: text, lists: json, totals: json },
});

/** A slot of the timetable is claimed by inserting its row. */
export const SlotSchema = new EntitySchema<Claimed>({
  name: 'slots',
  columns: { job: key, slot: key, state: text, at: text },
});
