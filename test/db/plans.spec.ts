import { expect } from 'chai';
import { dataSource } from '../../ormconfig.ts';
import { healthOf } from '../../src/app/health.ts';
import { jobTable } from '../../src/app/jobTable.ts';
import type { Database } from '../../src/db/database.ts';
import type { Engine } from '../../src/db/engines/engine.ts';
import type { Session } from '../../src/db/engines/session.ts';
import { sqliteEngine } from '../../src/db/engines/sqliteEngine.ts';
import { createInbox } from '../../src/db/queues/inbox.ts';
import { createOutbox } from '../../src/db/queues/outbox.ts';
import { alone } from '../../src/db/queues/presence.ts';
import { createLedger } from '../../src/db/stores/ledger.ts';
import { transactor } from '../../src/db/transactor.ts';
import { readiness } from '../../src/http/health.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { ticker } from '../../src/jobs/tick/tick.ts';
import { lateRows } from '../../src/jobs/tick/watchdog.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { engines, type Place, silent } from '../support/databases.ts';

/** Rows of these pile up to millions, and most of them are done with. */
const growing = 'inbox outbox timeline appeals assignments attachments clocks reminders reports slots message_links';

/** As the database of the bot, of which every statement is written down. */
function watched(engine: Engine, said: Set<string>): Database {
  const listen = ({ dialect, rows }: Session): Session => ({
    dialect,
    rows: (sql, parameters) => {
      said.add(sql);
      return rows(sql, parameters);
    },
  });
  const heard: Engine = {
    ...engine,
    write: (work) => engine.write((session) => work(listen(session))),
    read: (work) => engine.read((session) => work(listen(session))),
    look: (work) => engine.look((session) => work(listen(session))),
    statement(sql, parameters) {
      said.add(sql);
      return engine.statement(sql, parameters);
    },
  };
  const inbox = createInbox(heard, alone('one'));
  const { transact } = transactor({ engine: heard, inbox, log: silent });
  const read: Database['read'] = (fn) => heard.read((session) => fn(createLedger(session)));
  return { transact, read, inbox, outbox: createOutbox(heard, alone('one')) } as unknown as Database;
}

describe('what is asked again and again looks through nothing that grows', () => {
  let place: Place;
  let engine: Engine;
  let town: District;
  let said: Set<string>;
  beforeEach(async () => {
    place = (await engines.SQLite?.()) as Place;
    await place.begin();
    engine = await sqliteEngine(place.url, { log: silent });
    said = new Set();
    const database = watched(engine, said);
    town = await district(fridayMorning, async ({ seed } = {}) => {
      await seed?.(database);
      return database;
    });
    await town.specialist.says('沈巷镇××机械有限公司申请变压器增容两个月未批复。', { mentioning: [town.liaison] });
    await town.until('2026-11-26T09:30:00+08:00');
    said.clear();
  });
  afterEach(async () => {
    await town.end();
    await engine.close();
    await place.remove();
  });

  /** Steps of these statements' plans that go through a table that grows, or through an index of all its rows. */
  async function scans(): Promise<string[]> {
    const beside = await dataSource(place.url).initialize();
    const ask = <Row>(sql: string): Promise<Row[]> => beside.query(`\n${sql}`);
    const partial = `SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'`;
    const few = (await ask<{ name: string }>(partial)).map(({ name }) => name);
    const found: string[] = [];
    for (const sql of said) {
      if (!/^\s*(?:SELECT|UPDATE|DELETE|INSERT)/.test(sql)) continue;
      const plan = await ask<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
      const bad = plan.map(({ detail }) => detail).filter((detail) => looksThrough(detail, sql, few));
      if (bad.length > 0) found.push(`${bad.join('; ')} of ${sql}`);
    }
    await beside.destroy();
    return found;
  }

  function looksThrough(detail: string, sql: string, few: string[]): boolean {
    const [, name = '', index = ''] = /^SCAN (\w+)(?:.* INDEX (\w+))?/.exec(detail) ?? [];
    if (!name || few.includes(index)) return false;
    const tables = growing.split(' ');
    const table = new RegExp(`\\b(${tables.join('|')}) (?:AS )?${name}\\b`).exec(sql)?.[1] ?? name;
    return tables.includes(table);
  }

  it('/metrics, /healthz and /readyz', async () => {
    const tick = ticker({ deps: town.deps, jobs: jobTable, poke: () => undefined, missed: () => undefined });
    const clockWork = { lateRows: () => lateRows(town.deps), tickAge: () => 1 };
    await createMetrics({ ...town.deps, clockWork }).render();
    const database = { fault: async () => undefined, warnings: async () => [] };
    await readiness(healthOf(town.deps, { database, workers: {}, troubles: tick.troubles }));
    expect(said.size).to.be.above(5);
    expect(await scans()).to.deep.equal([]);
  });

  it('ticks, on an idle morning and on one with lists, digest and ladder', async () => {
    const tick = ticker({ deps: town.deps, jobs: jobTable, poke: () => undefined, missed: () => undefined });
    await tick.round();
    await town.until('2026-11-27T09:30:00+08:00');
    await tick.round();
    expect(said.size).to.be.above(20);
    expect(await scans()).to.deep.equal([]);
  });

  it('one that goes through all rows would be found', async () => {
    said.add('SELECT state, COUNT(*) FROM outbox GROUP BY state');
    said.add('SELECT t.appeal FROM timeline t LEFT JOIN assignments held ON held.appeal = t.appeal');
    expect(await scans()).to.have.length(2);
  });
});
