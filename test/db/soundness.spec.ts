import { rename } from 'node:fs/promises';
import { expect } from 'chai';
import { openDatabase } from '../../src/db/database.ts';
import { eachDatabase, engines, type Place, silent, sqlitePlace } from '../support/databases.ts';
import { damage, otherProgram } from '../support/otherProgram.ts';
import { anInboxEntry } from '../support/rows.ts';

describe('whether a database can be worked with', () => {
  eachDatabase((open) => {
    it('nothing is wrong with it', async () => {
      const database = await open();
      expect(await database.fault()).to.equal(undefined);
    });
  });

  describe('on SQLite', () => {
    let place: Place;
    beforeEach(async () => {
      place = await sqlitePlace();
      await place.begin();
    });
    afterEach(() => place.remove());
    const file = () => place.url.slice('sqlite:'.length);

    it('its file was moved away, or another one put in its place', async () => {
      const database = await openDatabase(place.url, { log: silent });
      await rename(file(), `${file()}.away`);
      expect(await database.fault()).to.match(/gone or was replaced/);
      await place.begin();
      expect(await database.fault()).to.match(/gone or was replaced/);
      await rename(`${file()}.away`, file());
      expect(await database.fault()).to.equal(undefined);
      await database.close();
    });

    it('another program has it locked', async () => {
      const database = await openDatabase(place.url, { log: silent });
      const other = await otherProgram(place.url);
      await other.run('BEGIN IMMEDIATE');
      expect(await database.fault()).to.match(/locked by another program/);
      await other.run('ROLLBACK');
      await other.close();
      await database.close();
    });

    it('its file is damaged: whatever work meets it, everybody hears', async () => {
      const before = await openDatabase(place.url, { log: silent });
      for (let index = 0; index < 40; index += 1)
        await before.inbox.receive(anInboxEntry(`m:${index}`, { payload: 'x'.repeat(20_000) }));
      await before.close();
      await damage(place.url);
      const database = await openDatabase(place.url, { log: silent });
      await database.inbox.claim(100).catch(() => undefined);
      expect(await database.fault()).to.match(/damaged \(SQLITE_(?:CORRUPT|NOTADB)\)/);
      await database.close().catch(() => undefined);
    });
  });

  const { PostgreSQL: makePlace } = engines;
  (makePlace ? it : it.skip)('PostgreSQL only reads', async () => {
    if (!makePlace) throw new Error('no PostgreSQL');
    const place = await makePlace();
    await place.begin();
    const url = new URL(place.url);
    const options = `${url.searchParams.get('options')} -c default_transaction_read_only=on`;
    url.searchParams.set('options', options);
    const database = await openDatabase(url.href, { log: silent });
    expect(await database.fault()).to.equal('the database cannot be written: 25006');
    await database.close();
    await place.remove();
  });
});
