import type { Appeal, Assignment } from '../domain/appeal.ts';
import type { AppealEvent, Attachment } from '../domain/events.ts';
import type { AppealRow, AssignmentRow, AttachmentRow, TimelineRow } from './entities/appeals.ts';
import { present } from './session.ts';

/** An appeal and its rows, there and back; pure. */
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
    sequence: Number(/\d+$/.exec(number)?.[0] ?? 0),
    company: company === undefined ? null : storable(company),
    town: town === undefined ? null : storable(town),
    leadTaskForce: lead?.taskForce ?? null,
    leadUnit: lead?.unit ?? null,
    rest,
    search: searchable([company ?? '', appeal.title, appeal.text].join('\n')),
  };
}

/** As words are stored to be looked for, and as they are looked for. */
export function searchable(words: string): string {
  return storable(words).toLowerCase();
}

/** PostgreSQL keeps no NUL character in text. */
function storable(text: string): string {
  return text.replaceAll('\0', '');
}

export function appealOf(row: AppealRow, assignments: AssignmentRow[], attachments: AttachmentRow[]): Appeal {
  const { sequence, leadTaskForce, leadUnit, search, rest, company, town, ...columns } = row;
  return {
    ...columns,
    ...rest,
    ...present({ company, town }),
    assignments: assignments.map(assignmentOf),
    attachments: attachments.map(attachmentOf),
  };
}

export function assignmentRow(appeal: string, assignment: Assignment, position: number): AssignmentRow {
  const { id, kind, taskForce, unit, from, to = null, signedAt = null, signedBy = null } = assignment;
  return { id, appeal, position, kind, taskForce, unit, fromAt: from, toAt: to, signedAt, signedBy };
}

function assignmentOf({ appeal, position, fromAt, toAt, signedAt, signedBy, ...row }: AssignmentRow): Assignment {
  return { ...row, from: fromAt, ...present({ to: toAt, signedAt, signedBy }) };
}

export function attachmentRow(appeal: string, attachment: Attachment, position: number): AttachmentRow {
  const { key, type, name = null, message } = attachment;
  return { appeal, position, key, type, name, message };
}

function attachmentOf({ key, type, name, message }: AttachmentRow): Attachment {
  return { key, type, message, ...present({ name }) };
}

export function timelineRow(event: AppealEvent, position: number): TimelineRow {
  const { type, number, at, by, from, ...data } = event;
  return { appeal: number, position, type, at, by, origin: from, data };
}

export function eventOf({ appeal, type, at, by, origin, data }: TimelineRow): AppealEvent {
  return { ...data, type, number: appeal, at, by, from: origin } as AppealEvent;
}
