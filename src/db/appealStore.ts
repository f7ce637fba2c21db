import { MoreThanOrEqual } from 'typeorm';
import type { Appeal } from '../domain/appeal.ts';
import type { AppealEvent } from '../domain/events.ts';
import { Conflict, type Store } from '../ports.ts';
import { defaultLimit, numbersMatching } from './appealFilter.ts';
import {
  appealOf,
  appealRow,
  assignmentRow,
  attachmentRow,
  eventOf,
  type FoundAppeal,
  type FoundEvent,
  timelineRow,
} from './appealRows.ts';
import {
  AppealSchema,
  AssignmentSchema,
  AttachmentSchema,
  MessageLinkSchema,
  TimelineSchema,
} from './entities/appeals.ts';
import { longList, nested } from './longList.ts';
import { insert, placeholders, type Session, upsert } from './session.ts';

type Reading = Pick<Store, 'appeal' | 'appeals' | 'timeline' | 'lastEvents'>;
type Writing = Pick<Store, 'nextSequence' | 'save' | 'linkMessage' | 'appealOfMessage'>;

export function appealReader(session: Session): Reading {
  return {
    appeal: async (number) => (await load(session, [number]))[0],
    async appeals(filter) {
      const { numbers: asked, limit = defaultLimit, ...more } = filter;
      if (asked && Object.keys(more).length === 0) return newestFirst(await load(session, asked)).slice(0, limit);
      const { sql, parameters } = numbersMatching(filter, session.dialect);
      const found = await session.rows<{ number: string }>(sql, parameters);
      const numbers = found.map(({ number }) => number);
      const byNumber = new Map((await load(session, numbers)).map((appeal) => [appeal.number, appeal]));
      return numbers.flatMap((number) => byNumber.get(number) ?? []);
    },
    async timeline(number) {
      const rows = await session.manager.find(TimelineSchema, {
        where: { appeal: number },
        order: { position: 'ASC' },
      });
      return rows.map(eventOf);
    },
    async lastEvents<T extends AppealEvent['type']>(numbers: string[], type: T) {
      const found = numbers.length > 0 ? await newest(session, numbers, type) : [];
      return found as Extract<AppealEvent, { type: T }>[];
    },
  };
}

const ofAppeal = {
  number: 'a.number',
  status: 'a.status',
  version: 'a.version',
  submittedBy: 'a.submitted_by',
  receivedAt: 'a.received_at',
  updatedAt: 'a.updated_at',
  company: 'a.company',
  town: 'a.town',
  rest: 'a.rest',
};

const ofAssignment = {
  position: 'p.position',
  id: 'p.id',
  kind: 'p.kind',
  taskForce: 'p.task_force',
  unit: 'p.unit',
  from: 'p.from_at',
  to: 'p.to_at',
  signedAt: 'p.signed_at',
  signedBy: 'p.signed_by',
};

const ofAttachment = { position: 'p.position', key: 'p.key', type: 'p.type', name: 'p.name', message: 'p.message' };

/** In one statement: an appeal is read for everything that happens to it. */
async function load(session: Session, numbers: string[]): Promise<Appeal[]> {
  if (numbers.length === 0) return [];
  const assignments = nested(session, ofAssignment, 'FROM assignments p WHERE p.appeal = a.number');
  const attachments = nested(session, ofAttachment, 'FROM attachments p WHERE p.appeal = a.number');
  const query = { from: `FROM appeals a WHERE a.number IN (${placeholders(numbers.length)})`, parameters: numbers };
  return (await longList<FoundAppeal>(session, { ...ofAppeal, assignments, attachments }, query)).map(appealOf);
}

async function newest(session: Session, numbers: string[], type: AppealEvent['type']): Promise<AppealEvent[]> {
  const fields = { appeal: 't.appeal', type: 't.type', at: 't.at', by: 't.by', origin: 't.origin', data: 't.data' };
  const newer = 'SELECT 1 FROM timeline n WHERE n.appeal = t.appeal AND n.type = t.type AND n.position > t.position';
  const from = `FROM timeline t WHERE t.type = $1 AND t.appeal IN (${placeholders(numbers.length, 2)})
    AND NOT EXISTS (${newer})`;
  const found = await longList<FoundEvent>(session, fields, { from, parameters: [type, ...numbers] });
  return found.map(({ by, origin, data, ...row }) =>
    eventOf({ ...row, by: JSON.parse(by), origin: JSON.parse(origin), data: JSON.parse(data) }),
  );
}

function newestFirst(appeals: Appeal[]): Appeal[] {
  const keyOf = ({ receivedAt, number }: Appeal) => `${receivedAt} ${number}`;
  return appeals.sort((one, other) => (keyOf(one) < keyOf(other) ? 1 : -1));
}

export function appealStore(session: Session): Reading & Writing {
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
    linkMessage: (message, appeal) =>
      upsert(session, { schema: MessageLinkSchema, keys: ['message'] }, [{ message, appeal }]),
    appealOfMessage: (message) => appealOfMessage(session, message),
  };
}

/** The version tells whether somebody else saved meanwhile: every event raises it by one. */
async function save(session: Session, appeal: Appeal, events: AppealEvent[]): Promise<void> {
  const before = appeal.version - events.length;
  const { number } = appeal;
  if (before === 0) await insert(session, AppealSchema, [appealRow(appeal)]);
  else await update(session, appeal, before);
  const assignments = appeal.assignments.map((assignment, index) => assignmentRow(number, assignment, index));
  await upsert(session, { schema: AssignmentSchema, keys: ['id'] }, assignments);
  // A file that was put to the wrong appeal leaves it again; the timeline keeps both facts.
  const beyond = { appeal: number, position: MoreThanOrEqual(appeal.attachments.length) };
  if (events.some(({ type }) => type === 'detached')) await session.manager.delete(AttachmentSchema, beyond);
  const attachments = appeal.attachments.map((attachment, index) => attachmentRow(number, attachment, index));
  await upsert(session, { schema: AttachmentSchema, keys: ['appeal', 'position'] }, attachments);
  const timeline = events.map((event, index) => timelineRow(event, before + 1 + index));
  await insert(session, TimelineSchema, timeline);
}

async function update(session: Session, appeal: Appeal, before: number): Promise<void> {
  const { number, ...values } = appealRow(appeal);
  const { affected } = await session.manager.update(AppealSchema, { number, version: before }, values as object);
  if (affected !== 1) throw new Conflict(`appeal ${number} is no longer at version ${before}`);
}

/** A message of ours speaks of its appeal without being told: the outbox knows it. */
async function appealOfMessage(session: Session, message: string): Promise<string | undefined> {
  const [row] = await session.rows<{ appeal: string }>(
    `SELECT appeal FROM message_links WHERE message = $1
     UNION ALL SELECT appeal FROM outbox WHERE message_id = $1 AND appeal IS NOT NULL LIMIT 1`,
    [message],
  );
  return row?.appeal;
}
