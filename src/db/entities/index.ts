import { AppealSchema, AssignmentSchema, AttachmentSchema, MessageLinkSchema, TimelineSchema } from './appeals.ts';
import { ClockSchema, CounterSchema, DueStepSchema, MetaSchema, ReminderSchema } from './clocks.ts';
import { ExampleSchema } from './examples.ts';
import { PaperSchema, ReportSchema, SlotSchema } from './papers.ts';
import { BindingSchema, ChatSchema, DraftSchema, MembershipSchema, PersonSchema, TipSchema } from './people.ts';
import { InboxSchema, OutboxSchema } from './queues.ts';

export const entities = [
  AppealSchema,
  AssignmentSchema,
  AttachmentSchema,
  TimelineSchema,
  MessageLinkSchema,
  ClockSchema,
  ReminderSchema,
  DueStepSchema,
  CounterSchema,
  SlotSchema,
  PaperSchema,
  ReportSchema,
  MetaSchema,
  InboxSchema,
  OutboxSchema,
  PersonSchema,
  MembershipSchema,
  ChatSchema,
  BindingSchema,
  DraftSchema,
  TipSchema,
  ExampleSchema,
];
