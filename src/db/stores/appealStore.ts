import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { AppealEvent } from '../../domain/appeal/events.ts';
import { type AppealStore, Conflict } from '../../ports/store.ts';
import type { Session } from '../engines/session.ts';
import {
  AppealSchema,
  AssignmentSchema,
  AttachmentSchema,
  MessageLinkSchema,
  TimelineSchema,
} from '../entities/appeals.ts';
import { appealReader } from './appealReader.ts';
import { appealRow, assignmentRow, attachmentRow, timelineRow } from './appealRows.ts';
import { insert, update, upsert } from './tables.ts';

export function appealStore(session: Session): AppealStore {
  return {
    ...appealReader(session),
    save: (appeal, events) => save(session, appeal, events),
    async nextSequence(date) {
      const rows = await session.rows<{ last: number }>(
        `INSERT INTO counters (date, last) VALUES ($1, 1)
         ON CONFLICT (date) DO UPDATE SET last = counters.last + 1 RETURNING last`,
        [date],
      );
      return rows[0]?.last as number;
    },
    linkMessage: (message, appeal, at) =>
      upsert(session, { schema: MessageLinkSchema, keys: ['message'] }, [{ message, appeal, at }]),
    appealOfMessage: (message) => appealOfMessage(session, message),
  };
}

/** The version shows whether somebody else saved in the meantime: every event raises it by one. */
async function save(session: Session, appeal: Appeal, events: AppealEvent[]): Promise<void> {
  const before = appeal.version - events.length;
  const { number } = appeal;
  if (before === 0) await insert(session, AppealSchema, [appealRow(appeal)]);
  else await replace(session, appeal, before);
  const assignments = appeal.assignments.map((assignment, index) => assignmentRow(number, assignment, index));
  await upsert(session, { schema: AssignmentSchema, keys: ['id'] }, assignments);
  // A file that was added to the wrong appeal is removed from it; the timeline keeps both facts.
  const beyond = 'DELETE FROM attachments WHERE appeal = $1 AND position >= $2';
  if (events.some(({ type }) => type === 'detached')) await session.rows(beyond, [number, appeal.attachments.length]);
  const attachments = appeal.attachments.map((attachment, index) => attachmentRow(number, attachment, index));
  await upsert(session, { schema: AttachmentSchema, keys: ['appeal', 'position'] }, attachments);
  const timeline = events.map((event, index) => timelineRow(event, before + 1 + index));
  await insert(session, TimelineSchema, timeline);
}

async function replace(session: Session, appeal: Appeal, before: number): Promise<void> {
  const { number } = appeal;
  const changed = await update(session, AppealSchema, { row: appealRow(appeal), keys: ['number'], version: before });
  if (!changed) throw new Conflict(`appeal ${number} is no longer at version ${before}`);
}

/** Our own messages need no link: the outbox row names their appeal. */
async function appealOfMessage(session: Session, message: string): Promise<string | undefined> {
  const [row] = await session.rows<{ appeal: string }>(
    `SELECT appeal FROM message_links WHERE message = $1
     UNION ALL SELECT appeal FROM outbox WHERE message_id = $1 AND appeal IS NOT NULL LIMIT 1`,
    [message],
  );
  return row?.appeal;
}
