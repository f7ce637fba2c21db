import type { Appeal, Assignment } from '../../domain/appeal/appeal.ts';
import type { AppealEvent } from '../../domain/appeal/events.ts';
import type { Attachment } from '../../domain/appeal/parts.ts';
import { present } from '../engines/session.ts';
import type { AppealRest, AppealRow, AssignmentRow, AttachmentRow, TimelineRow } from '../entities/appeals.ts';

/** Converts an appeal to its rows and back; pure. */
export function appealRow(appeal: Appeal): AppealRow {
  const { number, status, version, submittedBy, receivedAt, updatedAt, company, town, ...more } = appeal;
  const { assignments, attachments, ...rest } = more;
  const lead = assignments.find(({ kind, to }) => kind === 'lead' && to === undefined);
  return {
    number,
    status,
    version,
    submittedBy,
    receivedAt,
    updatedAt,
    sequence: Number(/-(\d{1,9})$/.exec(number)?.[1] ?? 0),
    company: company ?? null,
    town: town ?? null,
    leadTaskForce: lead?.taskForce ?? null,
    leadUnit: lead?.unit ?? null,
    confidential: rest.confidential,
    rest,
    search: searchable([company ?? '', appeal.title, appeal.text].join('\n')),
  };
}

/** Text for the search column; search words are converted in the same way. */
export function searchable(words: string): string {
  return words.toLowerCase();
}

/** An appeal as it is read, its parts in any order; NULLs are left out, except inside the parts. */
export interface FoundAppeal
  extends Pick<AppealRow, 'number' | 'status' | 'version' | 'submittedBy' | 'receivedAt' | 'updatedAt'> {
  company?: string;
  town?: string;
  /** JSON text. */
  rest: string;
  assignments?: Placed<Assignment>[];
  attachments?: Placed<Attachment>[];
}

type Placed<T> = T & { position: number };

export function appealOf({ rest, assignments, attachments, ...columns }: FoundAppeal): Appeal {
  return {
    ...columns,
    ...(JSON.parse(rest) as AppealRest),
    assignments: inOrder(assignments),
    attachments: inOrder(attachments),
  };
}

function inOrder<T extends object>(parts: Placed<T>[] = []): T[] {
  return parts.sort((one, other) => one.position - other.position).map(({ position, ...part }) => present(part) as T);
}

export function assignmentRow(appeal: string, assignment: Assignment, position: number): AssignmentRow {
  const { id, kind, taskForce, unit, from, to = null, signedAt = null, signedBy = null } = assignment;
  return { id, appeal, position, kind, taskForce, unit, fromAt: from, toAt: to, signedAt, signedBy };
}

export function attachmentRow(appeal: string, attachment: Attachment, position: number): AttachmentRow {
  const { key, type, name = null, message } = attachment;
  return { appeal, position, key, type, name, message };
}

export function timelineRow(event: AppealEvent, position: number): TimelineRow {
  const { type, number, at, by, from, ...data } = event;
  return { appeal: number, position, type, at, by, origin: from, data };
}

/** A row of the timeline with its JSON as text. */
export type FoundEvent = Pick<TimelineRow, 'appeal' | 'type' | 'at'> & Record<'by' | 'origin' | 'data', string>;

export function eventOf({ appeal, type, at, by, origin, data }: Omit<TimelineRow, 'position'>): AppealEvent {
  return { ...data, type, number: appeal, at, by, from: origin } as AppealEvent;
}
