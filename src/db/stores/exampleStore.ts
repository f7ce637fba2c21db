import type { Example } from '../../domain/learning/examples.ts';
import type { ExampleReader, ExampleStore } from '../../ports/store.ts';
import { present, type Session } from '../engines/session.ts';
import { type ExampleRow, ExampleSchema } from '../entities/examples.ts';
import { select, upsert } from './tables.ts';

export function exampleReader(session: Session): ExampleReader {
  return {
    async examples(limit, since = '') {
      const where = 'at >= $1 ORDER BY at DESC, id DESC LIMIT $2';
      return (await select(session, ExampleSchema, { where, parameters: [since, limit] })).map(exampleOf);
    },
    async newestExample() {
      const [row] = await session.rows<{ at: string }>('SELECT at FROM examples ORDER BY at DESC, id DESC LIMIT 1');
      return row?.at;
    },
  };
}

export function exampleStore(session: Session): ExampleStore {
  return {
    ...exampleReader(session),
    keepExample: ({ part = null, taskForce = null, sensitive, ...example }) => {
      const row = { ...example, part, taskForce, sensitive: sensitive === undefined ? null : Number(sensitive) };
      return upsert(session, { schema: ExampleSchema, keys: ['appeal', 'about'] }, [row]);
    },
  };
}

function exampleOf({ sensitive, ...row }: ExampleRow): Example {
  const known = present(row) as Example;
  return sensitive === null ? known : { ...known, sensitive: sensitive === 1 };
}
