import { expect } from 'chai';
import type { Database } from '../../src/db/database.ts';
import { nightlyRetention } from '../../src/jobs/tick/retention.ts';
import { textOf } from '../support/cardText.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { eachDatabase } from '../support/databases.ts';

const words = '沈巷镇宏泰机械有限公司反映，申请变压器增容两个月未批复';
const number = 'JJ20261120-001';

describe('after a night in which old things were deleted', () => {
  eachDatabase((open) => {
    let town: District;
    let database: Database;
    beforeEach(async () => {
      town = await district(fridayMorning, async (options) => {
        database = await open(options);
        return database;
      });
    });
    afterEach(() => town.end());

    /** The bot stood still until the night before this day; then a night goes by, and it is morning. */
    const morningOf = async (day: string): Promise<Record<string, number>> => {
      const deleted: Record<string, number> = {};
      const count = (kind: string, rows: number) => {
        deleted[kind] = (deleted[kind] ?? 0) + rows;
      };
      await database.meta.set('retention:seen', day);
      await town.nowIs(`${day}T23:00:00+08:00`);
      const night = nightlyRetention({ deps: town.deps, retention: database.retention, count });
      const next = new Date(Date.parse(`${day}T03:00:00+08:00`) + 86_400_000).toISOString();
      await town.nowIs(next);
      await night();
      await town.nowIs(new Date(Date.parse(next) + 7 * 3_600_000).toISOString());
      return deleted;
    };

    it('the card of an open appeal is pressed and redrawn, an old quote finds it, old presses are known', async () => {
      const { specialist, liaison, electricityGroup } = town;
      const said = await specialist.says(words, { mentioning: [liaison] });
      await town.later(700);
      const card = electricityGroup.card(number);
      const { payloads, keys, messages, links } = await morningOf('2027-03-30');
      expect({ payloads, keys, messages, links }).to.deep.equal({ payloads: 1, keys: 1, messages: 0, links: 0 });
      await liaison.presses('签收', { on: electricityGroup });
      expect((await town.deps.read((store) => store.appeal(number)))?.status).to.equal('signed');
      const redrawn = electricityGroup.messages.find(({ messageId }) => messageId === card.messageId);
      expect(redrawn && textOf(redrawn.message), 'the very card').to.include('已签收');
      liaison.forgets();
      await liaison.says('进展 已现场查勘', { in: electricityGroup, quoting: card.messageId });
      await specialist.says('补充 企业又来电催问', { quoting: said });
      const told = await town.deps.read((store) => store.timeline(number));
      expect(told.map(({ type }) => type)).to.include.members(['progressed', 'supplemented']);
    });

    it('an event that comes again after its words were emptied changes nothing', async () => {
      const { specialist, liaison } = town;
      const messageId = await specialist.says(words, { mentioning: [liaison] });
      const { payloads, keys } = await morningOf('2026-12-20');
      expect([payloads, keys]).to.deep.equal([1, 0]);
      specialist.forgets();
      await specialist.says(words, { mentioning: [liaison], messageId });
      specialist.hearsNothing();
      expect(await town.deps.read((store) => store.appeals({}))).to.have.length(1);
    });

    it('what an ended appeal said is gone after its days, the appeal with its history is not', async () => {
      const { specialist, liaison } = town;
      await specialist.says(words, { mentioning: [liaison] });
      await specialist.says('撤回 001');
      const history = await town.deps.read((store) => store.timeline(number));
      const { messages } = await morningOf('2027-03-30');
      expect(messages).to.be.greaterThan(0);
      expect(await town.deps.transact((store) => store.cardsOf(number))).to.deep.equal([]);
      expect(await town.deps.read((store) => store.timeline(number))).to.deep.equal(history);
    });

    it('a question that can be pressed is answered by its press', async () => {
      const { specialist, liaison } = town;
      await specialist.says(words, { mentioning: [liaison] });
      await town.later(3_600);
      await specialist.says(words, { mentioning: [liaison] });
      await morningOf('2026-12-02');
      await specialist.presses('仍要提交');
      expect(await town.deps.read((store) => store.appeals({}))).to.have.length(2);
    });
  });
});
