import { expect } from 'chai';
import type { EntitySchema, ObjectLiteral } from 'typeorm';
import { dataSource } from '../../ormconfig.ts';
import { entities as all } from '../../src/db/entities/index.ts';
import { Pace } from '../../src/db/migrations/7-pace.ts';
import { migrations } from '../../src/db/migrations/index.ts';
import { eachEmptyDatabase } from '../support/databases.ts';

const entities: EntitySchema<ObjectLiteral>[] = all as never;

describe('migrations', () => {
  eachEmptyDatabase((open, place) => {
    it('build what the entities describe, and take it all away again', async () => {
      await (await open()).close();
      const db = await dataSource(place().url).initialize();
      for (const entity of entities) expect(await db.manager.find(entity), entity.options.name).to.deep.equal([]);
      for (const _ of migrations) await db.undoLastMigration({ transaction: 'all' });
      const runner = db.createQueryRunner();
      for (const entity of entities)
        expect(await runner.hasTable(entity.options.name), entity.options.name).to.equal(false);
      await db.runMigrations();
      for (const entity of entities)
        expect(await runner.hasTable(entity.options.name), entity.options.name).to.equal(true);
      await db.destroy();
    });

    it('reach a database that has run later ones already', async () => {
      await (await open()).close();
      const db = await dataSource(place().url).initialize();
      const runner = db.createQueryRunner();
      await new Pace().down(runner);
      await runner.query(`DELETE FROM migrations WHERE name = '${new Pace().name}'`);
      expect((await db.runMigrations()).map(({ name }) => name)).to.deep.equal([new Pace().name]);
      expect(await runner.hasColumn('outbox', 'attempted')).to.equal(true);
      for (const _ of migrations) await db.undoLastMigration({ transaction: 'all' });
      expect(await runner.hasTable('outbox')).to.equal(false);
      await db.destroy();
    });

    it('run once when several processes start at the same time', async () => {
      const opened = await Promise.all([open(), open(), open()]);
      const numbers = opened.map((database) => database.transact((store) => store.nextSequence('2026-09-29')));
      expect((await Promise.all(numbers)).sort()).to.deep.equal([1, 2, 3]);
    });
  });

  it('refuse an address that names no known database', () => {
    expect(() => dataSource('mysql://here')).to.throw(RangeError, 'DATABASE_URL');
    expect(() => dataSource('sqlite:')).to.throw(RangeError, 'DATABASE_URL');
  });
});
