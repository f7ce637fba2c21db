import { expect } from 'chai';
import { dataSource } from '../../ormconfig.ts';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { engines, type Place, silent } from '../support/databases.ts';
import { anInboxEntry, anOutboxEntry, later, noon } from '../support/rows.ts';

const { PostgreSQL: makePlace } = engines;

(makePlace ? describe : describe.skip)('claims of a process that is gone, on PostgreSQL', () => {
  let place: Place;
  let one: Database;
  let other: Database;
  beforeEach(async () => {
    if (!makePlace) throw new Error('no PostgreSQL');
    place = await makePlace();
    await place.begin();
    [one, other] = [await openDatabase(place.url, { log: silent }), await openDatabase(place.url, { log: silent })];
  });
  afterEach(async () => {
    await one.close();
    await other.close();
    await place.remove();
  });

  /** So many seconds pass in which nobody who claimed something before says that he lives. */
  async function silence(seconds: number): Promise<void> {
    const db = await dataSource(place.url, { poolSize: 1 }).initialize();
    await db.query(`UPDATE processes SET seen_at = seen_at - interval '${seconds} seconds'`);
    await db.destroy();
  }
  const receive = (key: string, more: object = {}) => one.inbox.receive(anInboxEntry(key, { lane: 'oc_1', ...more }));
  const heard = async (database: Database) => (await database.inbox.claim(10)).map(({ key }) => key);
  const owed = async (database: Database) => (await database.outbox.claim(noon, 10)).map(({ id }) => id);
  const enqueue = (id: string) => one.transact((store) => store.enqueue(anOutboxEntry(id)));

  it('stay while it lives', async () => {
    await receive('m:1');
    await enqueue('first');
    expect(await heard(one)).to.deep.equal(['m:1']);
    expect(await owed(one)).to.deep.equal(['first']);
    await silence(4);
    expect(await heard(other)).to.deep.equal([]);
    expect(await owed(other)).to.deep.equal([]);
  });

  it('are free after ten seconds, and so is what came behind them', async () => {
    await receive('m:1');
    await enqueue('first');
    await heard(one);
    await owed(one);
    await receive('m:2');
    await enqueue('second');
    await silence(9);
    expect(await heard(other)).to.deep.equal(['m:1']);
    expect(await owed(other)).to.deep.equal(['first']);
    const [row] = await other.read((store) => store.stuckEvents());
    expect(row).to.equal(undefined);
  });

  it('leave a press with the process that received it, while it lives', async () => {
    await receive('e:press', { lane: undefined, atOnce: true });
    expect(await heard(other)).to.deep.equal([]);
    await silence(9);
    const [press] = await other.inbox.claim(10);
    expect(press).to.deep.include({ key: 'e:press', begun: 1 });
  });

  it('are not its own any more when it wakes up: it begins nothing, and what became of them it does not say', async () => {
    const { id } = await receive('m:1');
    await enqueue('first');
    await heard(one);
    await owed(one);
    await silence(9);
    expect(await heard(other)).to.deep.equal(['m:1']);
    expect(await owed(other)).to.deep.equal(['first']);

    expect(await one.inbox.begin([id])).to.deep.equal([]);
    expect(await one.outbox.attempted(['first'], later(1))).to.deep.equal([]);
    await one.inbox.release(id);
    await one.inbox.fail(id, 'late');
    await one.outbox.retry('first', later(60), 'late');
    await one.outbox.settle('first', 'failed', 'late');
    expect(await heard(one)).to.deep.equal([]);
    expect(await owed(one)).to.deep.equal([]);

    expect(await other.inbox.begin([id])).to.deep.equal([id]);
    expect(await other.outbox.attempted(['first'], later(2))).to.deep.equal(['first']);
    await other.transact((store) => store.finishInbox(id));
    await other.outbox.sent('first', { messageId: 'om_1', chatId: 'oc_1', at: later(2) });
    await one.outbox.settle('first', 'failed', 'later still');
    expect(await other.transact((store) => store.outboxRow('first'))).to.include({ state: 'sent', attempts: 1 });
    const again = await one.transact((store) => store.finishInbox(id)).catch((error: Error) => error.message);
    expect(again).to.match(/not open any more/);
  });

  it('are free at once when it ends of its own will', async () => {
    await receive('m:1');
    await heard(one);
    await one.close();
    const [row] = await other.inbox.claim(10);
    expect(row).to.deep.include({ key: 'm:1', begun: 0 });
  });
});
