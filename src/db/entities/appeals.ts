import { EntitySchema } from 'typeorm';
import type { Appeal, Assignment } from '../../domain/appeal/appeal.ts';
import type { Actor, Origin } from '../../domain/appeal/events.ts';
import type { Attachment } from '../../domain/appeal/parts.ts';
import { flag, integer, integerOrNull, json, key, keyPart, text, textOrNull } from './columns.ts';

/** Fields of an appeal that have their own column, because filters need them; everything else is in `rest`. */
type AppealColumn = 'number' | 'status' | 'version' | 'submittedBy' | 'receivedAt' | 'updatedAt' | 'company' | 'town';
export type AppealRest = Omit<Appeal, AppealColumn | 'assignments' | 'attachments'>;

export interface AppealRow extends Pick<Appeal, 'number' | 'status' | 'version' | 'submittedBy' | 'receivedAt'> {
  updatedAt: string;
  /** Last part of the number. */
  sequence: number;
  company: string | null;
  town: string | null;
  /** Task force of the current lead assignment; the next field is its unit. */
  leadTaskForce: number | null;
  leadUnit: string | null;
  /** Also in `rest`; a column too, for figures to leave the appeal out. */
  confidential: boolean;
  rest: AppealRest;
  /** Company, title and text in lower case: one column to look for words in. */
  search: string;
}

export const AppealSchema = new EntitySchema<AppealRow>({
  name: 'appeals',
  columns: {
    number: key,
    status: text,
    version: integer,
    submittedBy: text,
    receivedAt: text,
    updatedAt: text,
    sequence: integer,
    company: textOrNull,
    town: textOrNull,
    leadTaskForce: integerOrNull,
    leadUnit: textOrNull,
    confidential: flag,
    rest: json,
    search: text,
  },
});

export interface AssignmentRow {
  id: string;
  appeal: string;
  position: number;
  kind: Assignment['kind'];
  taskForce: number;
  unit: string;
  fromAt: string;
  toAt: string | null;
  signedAt: string | null;
  signedBy: string | null;
}

export const AssignmentSchema = new EntitySchema<AssignmentRow>({
  name: 'assignments',
  columns: {
    id: key,
    appeal: text,
    position: integer,
    kind: text,
    taskForce: integer,
    unit: text,
    fromAt: text,
    toAt: textOrNull,
    signedAt: textOrNull,
    signedBy: textOrNull,
  },
});

export interface AttachmentRow extends Omit<Attachment, 'name'> {
  appeal: string;
  position: number;
  name: string | null;
}

export const AttachmentSchema = new EntitySchema<AttachmentRow>({
  name: 'attachments',
  columns: { appeal: key, position: keyPart, key: text, type: text, name: textOrNull, message: text },
});

export interface TimelineRow {
  appeal: string;
  /** Version of the appeal after this event. */
  position: number;
  type: string;
  at: string;
  by: Actor;
  origin: Origin;
  /** Fields that only this type of event has. */
  data: object;
}

export const TimelineSchema = new EntitySchema<TimelineRow>({
  name: 'timeline',
  columns: { appeal: key, position: keyPart, type: text, at: text, by: json, origin: json, data: json },
});

export interface MessageLinkRow {
  message: string;
  appeal: string;
  /** When the link was stored. */
  at: string;
}

export const MessageLinkSchema = new EntitySchema<MessageLinkRow>({
  name: 'message_links',
  columns: { message: key, appeal: text, at: text },
});
