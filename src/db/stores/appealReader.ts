import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { AppealEvent } from '../../domain/appeal/events.ts';
import type { AppealFilter } from '../../ports/rows.ts';
import type { AppealReader } from '../../ports/store.ts';
import type { Session } from '../engines/session.ts';
import { TimelineSchema } from '../entities/appeals.ts';
import { countMatching, defaultLimit, numbersMatching } from './appealFilter.ts';
import { appealOf, eventOf, type FoundAppeal, type FoundEvent } from './appealRows.ts';
import { longList, nested } from './longList.ts';
import { placeholders, select } from './tables.ts';

export function appealReader(session: Session): AppealReader {
  return {
    appeal: async (number) => (await load(session, [number]))[0],
    async appeals(filter) {
      const { numbers, limit = defaultLimit, ...more } = filter;
      const known = numbers && Object.keys(more).length === 0;
      const found = await load(session, known ? numbers : await numbersOf(session, filter));
      return newestFirst(found).slice(0, limit);
    },
    async countAppeals(filters) {
      const { sql, parameters } = countMatching(filters);
      const [found] = await session.rows<{ total: number | string }>(sql, parameters);
      return Number(found?.total ?? 0);
    },
    async timeline(number) {
      const where = 'appeal = $1 ORDER BY position';
      return (await select(session, TimelineSchema, { where, parameters: [number] })).map(eventOf);
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

/** In one statement, for speed: every action on an appeal reads it. */
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
  // The appeal numbers match few rows, the type many. The `|| ''` keeps SQLite, without statistics, from starting with
  // the index of types.
  const from = `FROM timeline t WHERE t.type || '' = $1 AND t.appeal IN (${placeholders(numbers.length, 2)})
    AND NOT EXISTS (${newer})`;
  const found = await longList<FoundEvent>(session, fields, { from, parameters: [type, ...numbers] });
  return found.map(({ by, origin, data, ...row }) =>
    eventOf({ ...row, by: JSON.parse(by), origin: JSON.parse(origin), data: JSON.parse(data) }),
  );
}

async function numbersOf(session: Session, filter: AppealFilter): Promise<string[]> {
  const { sql, parameters } = numbersMatching(filter, session.dialect);
  return (await session.rows<{ number: string }>(sql, parameters)).map(({ number }) => number);
}

function newestFirst(appeals: Appeal[]): Appeal[] {
  const keyOf = ({ receivedAt, number }: Appeal) => `${receivedAt} ${number}`;
  return appeals.sort((one, other) => (keyOf(one) < keyOf(other) ? 1 : -1));
}
