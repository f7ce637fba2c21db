import { expect } from 'chai';
import type { Database } from '../../src/db/database.ts';
import type { Appeal, Assignment } from '../../src/domain/appeal/appeal.ts';
import type { AppealFilter } from '../../src/ports/rows.ts';
import { eachDatabase } from '../support/databases.ts';
import { anAppeal, anEvent, later, noon } from '../support/rows.ts';

const lead = (facts: Partial<Assignment>): Assignment => ({
  ...{ id: 'lead-1', kind: 'lead', taskForce: 5, unit: 'power-supply', from: noon },
  ...facts,
});

async function stored(database: Database, appeal: Appeal): Promise<Appeal> {
  const { number } = appeal;
  const events = Array.from({ length: appeal.version }, () => anEvent({ number }));
  await database.transact((store) => store.save(appeal, events));
  return appeal;
}

describe('appeals in the database', () => {
  eachDatabase((open) => {
    let database: Database;
    beforeEach(async () => {
      database = await open();
    });

    const found = async (filter: AppealFilter) =>
      (await database.read((ledger) => ledger.appeals(filter))).map(({ number }) => number);

    it('gives back exactly what was stored, with and without the optional parts', async () => {
      const bare = await stored(database, anAppeal());
      const full = await stored(
        database,
        anAppeal({
          ...{ number: 'JJ20260929-002', version: 2, status: 'planned', company: '甲公司', town: 'town:东镇' },
          ...{ contact: { name: '经理', phone: '13900001234' }, returnReason: '不属职责', dispatchAt: later(300) },
          plan: { text: '增容', companyText: '将增容', promisedOn: '2026-10-20', at: noon },
          assignments: [
            lead({ to: later(60) }),
            lead({ id: 'lead-2', taskForce: 6, from: later(60), signedAt: later(90), signedBy: 'liaison' }),
            lead({ id: 'co-1', kind: 'co', unit: 'planning' }),
          ],
          attachments: [
            { key: 'img_1', type: 'image', message: 'om_1' },
            { key: 'file_1', type: 'file', name: '合同.pdf', message: 'om_2' },
          ],
        }),
      );
      for (const appeal of [bare, full]) {
        expect(await database.read((ledger) => ledger.appeal(appeal.number))).to.deep.equal(appeal);
        expect(await database.transact((store) => store.appeal(appeal.number))).to.deep.equal(appeal);
      }
    });

    it('appends to the timeline in the order of the versions, and keeps changed assignments apart from new ones', async () => {
      const first = await stored(database, anAppeal({ assignments: [lead({})] }));
      const signed = anEvent({ type: 'signed', implied: true, at: later(10) });
      const planned = anEvent({ type: 'planned', text: '增容', companyText: '将增容', at: later(10) });
      const assignments = [lead({ to: later(10) }), lead({ id: 'lead-2', unit: 'planning' })];
      const attachments = [{ key: 'img_1', type: 'image', message: 'om_1' } as const];
      const next = { ...first, version: 3, status: 'planned', assignments, attachments } as const;
      await database.transact((store) => store.save(next, [signed, planned]));
      const timeline = await database.read((ledger) => ledger.timeline(first.number));
      expect(timeline).to.deep.equal([anEvent(), signed, planned]);
      expect(await database.read((ledger) => ledger.appeal(first.number))).to.deep.equal(next);
    });

    it('gives the newest event of a type of each appeal that has one', async () => {
      const second = 'JJ20260929-002';
      const first = await stored(database, anAppeal());
      await stored(database, anAppeal({ number: second }));
      const said = (text: string, at: number) => anEvent({ type: 'progressed', text, attachments: [], at: later(at) });
      const events = [said('已勘查', 10), said('已批复', 20), anEvent({ at: later(30) })];
      await database.transact((store) => store.save({ ...first, version: 4 }, events));
      const newest = (numbers: string[]) => database.read((ledger) => ledger.lastEvents(numbers, 'progressed'));
      expect(await newest([first.number, second, 'JJ-none'])).to.deep.equal([events[1]]);
      expect(await newest([])).to.deep.equal([]);
    });

    it('finds appeals by each filter and by several at once, newest first', async () => {
      const facts: [Partial<Appeal>, Partial<Assignment>][] = [
        [
          { status: 'signed', submittedBy: 'a', town: 'east' },
          { taskForce: 5, unit: 'power' },
        ],
        [
          { status: 'planned', submittedBy: 'a', town: 'west' },
          { taskForce: 6, unit: 'power' },
        ],
        [
          { status: 'planned', submittedBy: 'b', town: 'east' },
          { taskForce: 5, unit: 'water' },
        ],
      ];
      for (const [index, [appeal, assignment]] of facts.entries()) {
        const number = `JJ2026092${index}-00${index + 1}`;
        const old = lead({ id: `old-${index}`, taskForce: 9, unit: 'old', to: noon });
        const assignments = [old, lead({ id: `lead-${index}`, ...assignment })];
        await stored(database, anAppeal({ number, receivedAt: later(index), assignments, ...appeal }));
      }
      const [first, second, third] = ['JJ20260920-001', 'JJ20260921-002', 'JJ20260922-003'];
      expect(await found({})).to.deep.equal([third, second, first]);
      expect(await found({ limit: 2 })).to.deep.equal([third, second]);
      expect(await found({ numbers: [first as string, 'JJ-none'] })).to.deep.equal([first]);
      expect(await found({ numbers: [first as string, third as string] })).to.deep.equal([third, first]);
      expect(await found({ numbers: [first as string, third as string], limit: 1 })).to.deep.equal([third]);
      expect(await found({ numbers: [first as string, third as string], towns: ['west'] })).to.deep.equal([]);
      expect(await found({ numbers: [] })).to.deep.equal([]);
      expect(await found({ sequence: 3 })).to.deep.equal([third]);
      expect(await found({ submittedBy: 'a' })).to.deep.equal([second, first]);
      expect(await found({ taskForces: [5] })).to.deep.equal([third, first]);
      expect(await found({ taskForces: [9] }), 'an old assignment is over').to.deep.equal([]);
      expect(await found({ units: ['power', 'water'] })).to.deep.equal([third, second, first]);
      expect(await found({ towns: ['west'] })).to.deep.equal([second]);
      expect(await found({ statuses: ['planned'] })).to.deep.equal([third, second]);
      expect(await found({ receivedFrom: later(1) })).to.deep.equal([third, second]);
      expect(
        await found({ taskForces: [5, 6], statuses: ['planned'], submittedBy: 'a', search: '增容' }),
      ).to.deep.equal([second]);
    });

    it('counts what fits any of several filters, each once', async () => {
      const held = lead({ taskForce: 5, unit: 'power-supply' });
      await stored(database, anAppeal({ status: 'dispatched', assignments: [held] }));
      await stored(database, anAppeal({ number: 'JJ20260929-002', status: 'received', town: 'town:东镇' }));
      await stored(database, anAppeal({ number: 'JJ20260929-003', status: 'withdrawn' }));
      const count = (...filters: AppealFilter[]) => database.read((ledger) => ledger.countAppeals(filters));
      expect(await count({})).to.equal(3);
      expect(await count({ statuses: ['received', 'dispatched'], limit: 1 })).to.equal(2);
      expect(await count({ taskForces: [5] }, { units: ['power-supply'] }, { towns: ['town:东镇'] })).to.equal(2);
      expect(await count({ taskForces: [5], statuses: ['signed'] }, { submittedBy: 'specialist' })).to.equal(3);
      expect(await count()).to.equal(0);
      expect(await count({ taskForces: [] })).to.equal(0);
    });

    it('searches company, title and text, whatever the case', async () => {
      await stored(database, anAppeal({ company: 'ACME 有限公司', title: '用电', text: '变压器' }));
      for (const words of ['acme', 'Acme 有限', '用电', '变压'])
        expect(await found({ search: words })).to.have.length(1);
      expect(await found({ search: '用水' })).to.deep.equal([]);
    });

    for (const literal of ['100%', '甲_乙', 'C:\\图', "O'Brien"]) {
      it(`takes “${literal}” literally`, async () => {
        await stored(database, anAppeal({ text: `关于${literal}的问题` }));
        await stored(database, anAppeal({ number: 'JJ20260929-002', text: '关于100元甲和乙、C:图、OBrien的问题' }));
        expect(await found({ search: literal })).to.deep.equal(['JJ20260929-001']);
      });
    }

    it('stores text that holds characters the database dislikes', async () => {
      const appeal = await stored(
        database,
        anAppeal({ company: '甲\0公司', title: '😀', text: "'; DROP TABLE appeals; --\0" }),
      );
      const back = await database.read((ledger) => ledger.appeal(appeal.number));
      expect(back).to.deep.equal({ ...appeal, company: '甲公司', text: "'; DROP TABLE appeals; --" });
    });

    it('counts each day for itself, and shares numbers out under load', async () => {
      const next = (date: string) => database.transact((store) => store.nextSequence(date));
      const drawn = await Promise.all(Array.from({ length: 50 }, () => next('2026-09-29')));
      expect(drawn.sort((one, other) => one - other)).to.deep.equal(
        Array.from({ length: 50 }, (_, index) => index + 1),
      );
      expect(await next('2026-09-30')).to.equal(1);
    });

    it('remembers which appeal a message speaks of; a later word counts', async () => {
      await database.transact(async (store) => {
        await store.linkMessage('om_1', 'JJ-1', noon);
        await store.linkMessage('om_1', 'JJ-2', noon);
        expect(await store.appealOfMessage('om_1')).to.equal('JJ-2');
        expect(await store.appealOfMessage('om_2')).to.equal(undefined);
      });
    });
  });
});
