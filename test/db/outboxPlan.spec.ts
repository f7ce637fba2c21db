import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { dataSource } from '../../ormconfig.ts';
import type { Engine } from '../../src/db/engines/engine.ts';
import type { Parameter } from '../../src/db/engines/session.ts';
import { claimInDatabase } from '../../src/db/queues/outboxClaim.ts';
import { alone } from '../../src/db/queues/presence.ts';
import { onlySender } from '../../src/db/queues/sendingTurn.ts';
import { engines, type Place } from '../support/databases.ts';
import { noon } from '../support/rows.ts';

const { PostgreSQL: makePlace } = engines;
const rows = 10_000;
const lanes = 200;

interface Plan {
  'Actual Loops': number;
  'Rows Removed by Join Filter'?: number;
  Plans?: Plan[];
}

/** How often a row was compared with another one in vain. */
function compared({ Plans = [], ...step }: Plan): number {
  const own = (step['Rows Removed by Join Filter'] ?? 0) * step['Actual Loops'];
  return own + Plans.reduce((sum, part) => sum + compared(part), 0);
}

/** The statement with which a process takes messages, and what it is asked with. */
async function claiming(): Promise<{ sql: string; parameters: Parameter[] }> {
  const asked: { sql: string; parameters: Parameter[] }[] = [];
  const engine = {
    async statement(sql: string, parameters: Parameter[]) {
      asked.push({ sql, parameters });
      return [];
    },
    look: async () => [],
  } as unknown as Engine;
  await claimInDatabase(engine, { process: alone('one'), turn: onlySender(engine) })(noon, 50);
  return asked[0] ?? { sql: '', parameters: [] };
}

const fill = (db: DataSource) =>
  db.query(`
    INSERT INTO outbox (id, op, lane, message, in_thread, created_at, not_before, next_attempt_at, state, attempts)
    SELECT 'r' || i, 'send', 'chat:' || CASE WHEN i < ${rows / 2} THEN 0 ELSE i % ${lanes} END, '{}', false,
      '${noon}', '${noon}', '${noon}', 'pending', 0 FROM generate_series(0, ${rows - 1}) i`);

describe('a burst after a quiet hour on PostgreSQL', () => {
  let place: Place;
  let db: DataSource;
  before(async function () {
    if (!makePlace) return this.skip();
    place = await makePlace();
    await place.begin();
    db = await dataSource(place.url, { poolSize: 1 }).initialize();
  });
  after(async () => {
    await db?.destroy();
    await place?.remove();
  });

  it('compares each message that waits with each chat at most, whatever the statistics say', async () => {
    await fill(db);
    await db.query('ANALYZE outbox');
    await db.query('DELETE FROM outbox');
    await db.query('ANALYZE outbox'); // nothing waits, says the server from now on
    await fill(db);
    const { sql, parameters } = await claiming();
    await db.query('BEGIN');
    const [found] = await db.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`, parameters);
    await db.query('ROLLBACK');
    const [{ Plan: plan }] = found['QUERY PLAN'] as [{ Plan: Plan }];
    expect(compared(plan)).to.be.at.most(rows * lanes);
  });
});
