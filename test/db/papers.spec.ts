import { expect } from 'chai';
import type { Database } from '../../src/db/database.ts';
import type { Paper } from '../../src/domain/appeal/papers.ts';
import type { Claimed, Report } from '../../src/ports/rows.ts';
import { eachDatabase } from '../support/databases.ts';
import { anAppeal, anEvent, later, noon } from '../support/rows.ts';

const number = 'JJ20260929-001';
const paper = (id: string, facts: Partial<Paper> = {}): Paper => ({
  ...{ id, kind: 'head-note', appeal: number, unit: 'power', reason: '方案逾期', dueAt: later(60) },
  ...{ state: 'draft', createdAt: noon },
  ...facts,
});
const slot = (at: string, facts: Partial<Claimed> = {}): Claimed => ({
  job: 'morning',
  slot: at,
  state: 'done',
  at,
  ...facts,
});

describe('papers, reports and slots of the timetable', () => {
  eachDatabase((open) => {
    let database: Database;
    beforeEach(async () => {
      database = await open();
      await database.transact((store) => store.save(anAppeal(), [anEvent()]));
    });

    it('a paper is kept, decided once, and listed newest first', async () => {
      const note = paper('note', { clock: 'plan' });
      const order = paper('order', { kind: 'supervision', draftedBy: 'centre', createdAt: later(1) });
      await database.transact(async (store) => {
        expect(await store.addPaper(note)).to.equal(true);
        expect(await store.addPaper(order)).to.equal(true);
        expect(await store.addPaper(paper('second')), 'a draft of this kind waits').to.equal(false);
      });
      const release = {
        state: 'released',
        number: '督〔2026〕1号',
        releasedAt: later(9),
        releasedBy: 'office',
      } as const;
      await database.transact(async (store) => {
        expect(await store.decidePaper('order', release)).to.equal(true);
        expect(await store.decidePaper('order', { state: 'void' }), 'decided').to.equal(false);
        expect(await store.addPaper({ ...order, id: 'next', createdAt: noon })).to.equal(true);
        expect(await store.decidePaper('next', { state: 'void' })).to.equal(true);
      });
      const papers = await database.read((ledger) => ledger.papers(number));
      const next = { ...order, id: 'next', createdAt: noon, state: 'void' };
      expect(papers).to.deep.equal([{ ...order, ...release }, note, next]);
      expect(await database.read((ledger) => ledger.papers('JJ-other'))).to.deep.equal([]);
    });

    it('a report keeps the appeals behind each of its numbers', async () => {
      const report: Report = {
        ...{ id: 'r1', job: 'digest', audience: 'ou_1', at: noon },
        lists: { 超期: [number, 'JJ-2'], 今日到期: [] },
        totals: { 超期: 3_512 },
      };
      await database.transact((store) => store.saveReport(report));
      expect(await database.read((ledger) => ledger.report('r1'))).to.deep.equal(report);
      expect(await database.read((ledger) => ledger.report('r2'))).to.equal(undefined);
    });

    it('slots are claimed once and listed in order', async () => {
      const claim = (wanted: Claimed) => database.transact((store) => store.claimOnce(wanted));
      const [early, late] = [slot(noon), slot(`${later(60)}/oc_1`, { state: 'missed', at: later(70) })];
      expect(await claim(late)).to.equal(true);
      expect(await claim(early)).to.equal(true);
      expect(await claim({ ...early, state: 'missed' }), 'whoever put it').to.equal(false);
      expect(await claim(slot(noon, { job: 'evening' }))).to.equal(true);
      const from = (start: string) => database.read((ledger) => ledger.claimedFrom('morning', start));
      expect(await from(noon)).to.deep.equal([early, late]);
      expect(await from(later(1))).to.deep.equal([late]);
      expect(await from(later(60)), 'a copy for one recipient stands behind its slot').to.deep.equal([late]);
      expect(await from(later(61))).to.deep.equal([]);
    });

    it('a slot goes to one of two processes that claim it at the same time', async () => {
      const databases = [database, await open()];
      const claims = databases.map((one) => one.transact((store) => store.claimOnce(slot(noon))));
      expect((await Promise.all(claims)).sort()).to.deep.equal([false, true]);
    });

    it('a slot whose claim is rolled back is free again', async () => {
      const claim = (fails: boolean) =>
        database.transact(async (store) => {
          const mine = await store.claimOnce(slot(noon));
          if (fails) throw new Error('the work failed');
          return mine;
        });
      await claim(true).catch((error: Error) => expect(error.message).to.equal('the work failed'));
      expect(await claim(false)).to.equal(true);
    });

    it('small facts about the database are kept, inside a unit of work and outside', async () => {
      expect(await database.meta.get('app')).to.equal(undefined);
      await database.meta.set('app', 'cli_1');
      await database.transact(async (store) => {
        expect(await store.meta('app')).to.equal('cli_1');
        await store.setMeta('app', 'cli_2');
        expect(await store.meta('none')).to.equal(undefined);
        await store.setMeta('owner', 'me');
        expect([...(await store.metas(['app', 'none']))]).to.deep.equal([['app', 'cli_2']]);
        expect([...(await store.metas([]))]).to.deep.equal([]);
      });
      expect(await database.meta.get('app')).to.equal('cli_2');
      expect(await database.read((ledger) => ledger.meta('app'))).to.equal('cli_2');
      expect(await database.fault()).to.equal(undefined);
    });
  });
});
