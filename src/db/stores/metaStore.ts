import type { MetaReader, MetaStore } from '../../ports/store.ts';
import type { Session } from '../engines/session.ts';
import { placeholders } from './tables.ts';

export function metaReader({ rows }: Session): MetaReader {
  return {
    async meta(key) {
      const [row] = await rows<{ value: string }>('SELECT value FROM meta WHERE key = $1', [key]);
      return row?.value;
    },
    async metas(keys) {
      if (keys.length === 0) return new Map();
      const sql = `SELECT key, value FROM meta WHERE key IN (${placeholders(keys.length)})`;
      const known = await rows<{ key: string; value: string }>(sql, keys);
      return new Map(known.map(({ key, value }) => [key, value]));
    },
  };
}

export function metaStore(session: Session): MetaStore {
  return {
    ...metaReader(session),
    async setMeta(key, value) {
      const sql = `INSERT INTO meta (key, value) VALUES ($1, $2)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value RETURNING key`;
      await session.rows(sql, [key, value]);
    },
    async changeMeta(key, { from, to }) {
      const begin = 'INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING RETURNING key';
      const change = 'UPDATE meta SET value = $1 WHERE key = $2 AND value = $3 RETURNING key';
      const done = from === undefined ? session.rows(begin, [key, to]) : session.rows(change, [to, key, from]);
      return (await done).length > 0;
    },
  };
}
