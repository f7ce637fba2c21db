import { expect } from 'chai';
import { QueryFailedError } from 'typeorm';
import type { Engine } from '../../../src/db/engines/engine.ts';
import { withOutages } from '../../../src/db/engines/outages.ts';
import { sqliteEngine } from '../../../src/db/engines/sqliteEngine.ts';
import { together } from '../../../src/db/engines/together.ts';
import { Unavailable } from '../../../src/ports/store.ts';
import { silent, sqlitePlace } from '../../support/databases.ts';
import { otherProgram } from '../../support/otherProgram.ts';

function driverError(message: string, code?: string): Error {
  return Object.assign(new Error(message), code === undefined ? {} : { code });
}

const failing = (error: unknown): Engine => {
  const fail = () => Promise.reject(error);
  const passing = () => false;
  return { dialect: 'postgres', passing, write: fail, read: fail, statement: fail, look: fail, close: fail } as Engine;
};

const thrown = (run: Promise<unknown>) => run.then(String, (error: Error) => `${error.name} ${error.message}`);

describe('a fault of the database', () => {
  const outages: [what: string, error: Error, reason: string][] = [
    ['a full disk', driverError('SQLITE_FULL: database or disk is full', 'SQLITE_FULL'), 'SQLITE_FULL'],
    ['a lock of another program', driverError('SQLITE_BUSY: database is locked', 'SQLITE_BUSY'), 'SQLITE_BUSY'],
    ['a disk that fails', driverError('SQLITE_IOERR: disk I/O error', 'SQLITE_IOERR'), 'SQLITE_IOERR'],
    ['a damaged file', driverError('SQLITE_CORRUPT: malformed', 'SQLITE_CORRUPT'), 'SQLITE_CORRUPT'],
    ['a server that is stopped', driverError('terminating connection', '57P01'), '57P01'],
    ['a server that starts', driverError('the database system is starting up', '57P03'), '57P03'],
    ['a server with a full disk', driverError('could not extend file', '53100'), '53100'],
    ['too many connections', driverError('sorry, too many clients', '53300'), '53300'],
    ['a lost connection', driverError('connection failure', '08006'), '08006'],
    ['a server that only reads', driverError('cannot execute INSERT', '25006'), '25006'],
    ['nobody at the address', driverError('connect ECONNREFUSED', 'ECONNREFUSED'), 'ECONNREFUSED'],
    ['a name nobody knows', driverError('getaddrinfo EAI_AGAIN', 'EAI_AGAIN'), 'EAI_AGAIN'],
    ['a broken socket', driverError('Connection terminated unexpectedly'), 'CONNECTION_LOST'],
    ['a pool without a free place', driverError('timeout exceeded when trying to connect'), 'CONNECTION_LOST'],
  ];
  for (const [what, error, reason] of outages) {
    it(`is an outage: ${what}`, async () => {
      const engine = withOutages(failing(new QueryFailedError('SELECT', [], error)));
      const bare = withOutages(failing(error));
      expect(await thrown(bare.statement('SELECT', []))).to.equal(`Unavailable ${reason}`);
      const told = await thrown(engine.look(async () => undefined));
      // What has no code is known by its words, which TypeORM keeps.
      expect(told).to.equal(`Unavailable ${reason}`);
    });
  }

  for (const error of [
    driverError('duplicate key', '23505'),
    driverError('invalid byte sequence', '22021'),
    driverError('SQLITE_CONSTRAINT: NOT NULL', 'SQLITE_CONSTRAINT'),
    driverError('SQLITE_TOOBIG: string too big', 'SQLITE_TOOBIG'),
    new RangeError('a bug of ours'),
  ]) {
    it(`comes with the row: ${error.message}`, async () => {
      expect(await thrown(withOutages(failing(error)).write(async () => undefined))).to.match(/^(Error|RangeError) /);
    });
  }

  it('is told by the drivers as it is read here: a file that somebody else has locked', async () => {
    const place = await sqlitePlace();
    const engine = withOutages(await sqliteEngine(place.url, { log: silent }));
    await engine.statement('PRAGMA busy_timeout = 1', []);
    const other = await otherProgram(place.url);
    await other.run('BEGIN IMMEDIATE');
    const insert = `INSERT INTO meta (key, value) VALUES ('a', 'b') RETURNING key`;
    expect(await thrown(engine.statement(insert, []))).to.equal('Unavailable SQLITE_BUSY');
    await other.run('ROLLBACK');
    expect(await engine.statement(insert, [])).to.deep.equal([{ key: 'a' }]);
    await other.close();
    await engine.close();
    await place.remove();
  });

  it('fails all that were to be stored together at once, not one after the other', async () => {
    let tries = 0;
    const store = together(async () => {
      tries += 1;
      throw new Unavailable('SQLITE_BUSY');
    }, 400);
    const results = await Promise.allSettled(Array.from({ length: 100 }, () => store('event')));
    expect(results.every(({ status }) => status === 'rejected')).to.equal(true);
    expect(tries).to.equal(1);
  });
});
