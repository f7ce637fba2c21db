import { expect } from 'chai';
import { figuresOf } from '../../scripts/simulate/figures.ts';
import { type Month, simulate } from '../../scripts/simulate/month.ts';
import { broken } from '../../scripts/simulate/promises.ts';
import { readRules } from '../../src/settings/settings.ts';
import { sqlitePlace } from '../support/databases.ts';

const someDays = { from: '2026-11-09', to: '2026-11-16', open: 20, groups: 1, seed: 3, warmUp: 12 };

describe('messages of a month, in small: one group with twenty open appeals for six working days', function () {
  this.timeout(120_000);
  let month: Month;
  let remove: () => Promise<void>;

  before(async () => {
    const place = await sqlitePlace();
    remove = place.remove;
    month = await simulate(place.url, readRules('config'), someDays);
  });

  after(async () => {
    await month.office.close();
    await remove();
  });

  it('no message out of hours, no reminder twice, nobody above told before those below', async () => {
    expect(await broken(month)).to.deep.equal([]);
  });

  it('the group hears of each new appeal, once each morning, and of hardly anything else', () => {
    const { workdays, group, arrivedPerGroupAndDay: cards } = figuresOf(month);
    const { 企业诉求交办: dispatched = 0, 今日办理提醒: listed = 0 } = group.kinds;
    expect(workdays).to.equal(6);
    expect(dispatched).to.be.within(0.5, 4);
    expect(listed).to.be.within(0.75, 1);
    // Twenty open appeals bring 1.8 cards a day: less than three messages in all, now and then a 督办 among them.
    // How many arrive in one group within six days is chance; `npm run simulate` counts a whole district.
    expect(group.mean - cards).to.be.below(1.5);
  });

  it('people are late now and then, so that every step of the ladder is seen', () => {
    const slots = new Set(month.office.sent.flatMap(({ slot }) => slot ?? []));
    expect([...slots]).to.include.members(['head-note', 'note']);
  });

  it('what breaks a promise is found', async () => {
    const list = month.office.sent.find(({ kind }) => kind === '今日办理提醒');
    const [head] = [...month.cast.audienceOf].find(([, audience]) => audience === 'head') ?? [];
    if (!list || !head) throw new Error('no list, or no head');
    const faulty = [
      { ...list },
      { ...list, at: '2026-11-15T02:00:00.000Z', content: 'on a Sunday' },
      { ...list, to: head, named: ['JJ20261109-999'], content: 'of what nobody below knows' },
    ];
    const sent = [...month.office.sent, ...faulty];
    const found = await broken({ ...month, office: { ...month.office, sent } });
    expect(found.map((one) => one.split(':')[0])).to.deep.equal([
      'outside working hours',
      'twice',
      'head before the unit',
    ]);
  });
});
