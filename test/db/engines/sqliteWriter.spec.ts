import { expect } from 'chai';
import type { Engine } from '../../../src/db/engines/engine.ts';
import { sqliteEngine } from '../../../src/db/engines/sqliteEngine.ts';
import { engines, type Place, silent } from '../../support/databases.ts';

describe('units of work that share a commit on SQLite', () => {
  let place: Place;
  let engine: Engine;
  beforeEach(async () => {
    const make = engines.SQLite;
    if (!make) throw new Error('SQLite is always there');
    place = await make();
    await place.begin();
    engine = await sqliteEngine(place.url, { log: silent });
  });
  afterEach(async () => {
    await engine.close();
    await place.remove();
  });

  const put = (key: string) =>
    engine.write(({ rows }) => rows('INSERT INTO meta (key, value) VALUES ($1, $2)', [key, 'v']));
  const keys = async () => {
    const found = await engine.read(({ rows }) => rows<{ key: string }>('SELECT key FROM meta ORDER BY key'));
    return found.map(({ key }) => key).filter((key) => key.length === 1);
  };
  const outcomes = async (units: Promise<unknown>[]) =>
    (await Promise.allSettled(units)).map(({ status }) => status === 'fulfilled');

  it('keeps the others when one is refused', async () => {
    const refused = () => engine.write(() => Promise.reject(new Error('refused')));
    expect(await outcomes([put('a'), refused(), put('b'), put('b'), put('c')])).to.deep.equal(
      [true, false, true, false, true], // b is there already
    );
    expect(await keys()).to.deep.equal(['a', 'b', 'c']);
  });

  it('tells nobody of a result before it is committed', async () => {
    const seen: string[][] = [];
    await Promise.all([put('a').then(async () => seen.push(await keys())), put('b'), put('c')]);
    expect(seen[0]?.at(0)).to.equal('a');
  });

  it('takes what is urgent before what waits, and something of that after every few', async () => {
    const order: string[] = [];
    const unit = (name: string, urgent = false) =>
      engine.write(async () => {
        await new Promise(setImmediate); // nobody is done before all stand in the queue
        order.push(name);
      }, urgent);
    const ordinary = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'].map((name) => unit(name));
    const urgent = ['1', '2', '3', '4', '5', '6'].map((name) => unit(name, true));
    await Promise.all([...ordinary, ...urgent]);
    expect(order.join('')).to.equal('a1234b56cdefghijkl');
  });

  it('takes none when SQLite gives the whole transaction up, and goes on with the next', async () => {
    const givenUp = () =>
      engine.write(async ({ rows }) => {
        await rows('ROLLBACK'); // as SQLite does it by itself on a full disk
        throw new Error('database or disk is full');
      });
    const units = await Promise.allSettled([put('a'), givenUp()]);
    const reasons = units.map((unit) => unit.status === 'rejected' && unit.reason.message);
    expect(reasons, 'each hears why').to.deep.equal(Array(2).fill('database or disk is full'));
    expect(await keys()).to.deep.equal([]);
    await put('b');
    expect(await keys()).to.deep.equal(['b']);
  });

  it('tells how long each transaction and each statement kept the writer, also one that failed', async () => {
    await engine.close();
    const held: number[] = [];
    engine = await sqliteEngine(place.url, { log: silent, observe: { held: (ms) => held.push(ms) } });
    await Promise.all([put('a'), put('b')]);
    expect(held, 'two units of one commit').to.have.length(1);
    await engine.write(() => Promise.reject(new Error('refused'))).catch(() => undefined);
    await engine.statement(`UPDATE meta SET value = 'w' RETURNING key`, []);
    await keys();
    expect(held).to.have.length(3);
    expect(held.every((ms) => ms > 0)).to.equal(true);
  });
});
