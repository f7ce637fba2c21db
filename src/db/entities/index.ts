import { AppealSchema, AssignmentSchema, AttachmentSchema, MessageLinkSchema, TimelineSchema } from './appeals.ts';
import { ClockSchema, CounterSchema, DueStepSchema, MetaSchema, SlotSchema } from './clocks.ts';
import { BindingSchema, ChatSchema, DraftSchema, MembershipSchema, PersonSchema, TipSchema } from './people.ts';
import { InboxSchema, OutboxSchema } from './queues.ts';

export const entities = [
  AppealSchema,
  AssignmentSchema,
  AttachmentSchema,
  TimelineSchema,
  MessageLinkSchema,
  ClockSchema,
  DueStepSchema,
  CounterSchema,
  SlotSchema,
  MetaSchema,
  InboxSchema,
  OutboxSchema,
  PersonSchema,
  MembershipSchema,
  ChatSchema,
  BindingSchema,
  DraftSchema,
  TipSchema,
];
