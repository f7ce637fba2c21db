import { EntitySchema } from 'typeorm';
import type { Binding } from '../../domain/chats.ts';
import type { Membership } from '../../domain/people/contacts.ts';
import type { Draft, Tip } from '../../domain/tips.ts';
import { flag, integerOrNull, json, key, keyPart, text, textOrNull } from './columns.ts';

export interface PersonRow {
  id: string;
  openId: string | null;
  name: string;
  mobile: string | null;
}

export const PersonSchema = new EntitySchema<PersonRow>({
  name: 'people',
  columns: { id: key, openId: textOrNull, name: text, mobile: textOrNull },
});

export interface MembershipRow {
  person: string;
  position: number;
  role: Membership['role'];
  taskForce: number | null;
  unit: string | null;
  tier: Membership['tier'] | null;
  title: string | null;
  standsInFor: string | null;
  until: string | null;
}

export const MembershipSchema = new EntitySchema<MembershipRow>({
  name: 'memberships',
  columns: {
    person: key,
    position: keyPart,
    role: text,
    taskForce: integerOrNull,
    unit: textOrNull,
    tier: integerOrNull,
    title: textOrNull,
    standsInFor: textOrNull,
    until: textOrNull,
  },
});

export interface ChatRow {
  id: string;
  name: string;
  external: boolean;
  alive: boolean;
  isPrivate: boolean;
}

export const ChatSchema = new EntitySchema<ChatRow>({
  name: 'chats',
  columns: { id: key, name: text, external: flag, alive: flag, isPrivate: flag },
});

/** The primary key is the binding itself: each binding has at most one group. */
export interface BindingRow {
  binding: string;
  chat: string;
  data: Binding;
}

export const BindingSchema = new EntitySchema<BindingRow>({
  name: 'bindings',
  columns: { binding: key, chat: text, data: json },
});

type DraftColumn = 'appeal' | 'takenAt' | 'takenAs';
export interface DraftRow extends Omit<Draft, DraftColumn>, Record<DraftColumn, string | null> {}

export const DraftSchema = new EntitySchema<DraftRow>({
  name: 'drafts',
  columns: {
    id: key,
    person: text,
    kind: text,
    text,
    attachments: json,
    appeal: textOrNull,
    chat: text,
    message: text,
    createdAt: text,
    takenAt: textOrNull,
    takenAs: textOrNull,
  },
});

type TipColumn = 'appeal' | 'decidedBy' | 'decidedAt';
export interface TipRow extends Omit<Tip, TipColumn>, Record<TipColumn, string | null> {}

export const TipSchema = new EntitySchema<TipRow>({
  name: 'tips',
  columns: {
    id: key,
    openId: text,
    text,
    attachments: json,
    chat: text,
    message: text,
    createdAt: text,
    state: text,
    appeal: textOrNull,
    decidedBy: textOrNull,
    decidedAt: textOrNull,
  },
});
