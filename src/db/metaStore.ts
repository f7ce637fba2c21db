import type { Store } from '../ports.ts';
import type { Session } from './session.ts';

export function metaReader({ rows }: Session): Pick<Store, 'meta'> {
  return {
    async meta(key) {
      const [row] = await rows<{ value: string }>('SELECT value FROM meta WHERE key = $1', [key]);
      return row?.value;
    },
  };
}

export function metaStore(session: Session): Pick<Store, 'meta' | 'setMeta'> {
  return {
    ...metaReader(session),
    async setMeta(key, value) {
      const sql = `INSERT INTO meta (key, value) VALUES ($1, $2)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value RETURNING key`;
      await session.rows(sql, [key, value]);
    },
  };
}
