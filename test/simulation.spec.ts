import { expect } from 'chai';
import { figuresOf } from '../scripts/simulate/figures.ts';
import { type Month, simulate } from '../scripts/simulate/month.ts';
import { broken } from '../scripts/simulate/promises.ts';
import { readRules } from '../src/settings.ts';
import { sqlitePlace } from './support/databases.ts';

const aWeekAndAHalf = { from: '2026-11-09', to: '2026-11-18', open: 20, groups: 1, seed: 3, warmUp: 12 };

describe('messages of a month, in small: one group with twenty open appeals for eight working days', function () {
  this.timeout(30_000);
  let month: Month;
  let remove: () => Promise<void>;

  before(async () => {
    const place = await sqlitePlace();
    remove = place.remove;
    month = await simulate(place.url, readRules('config'), aWeekAndAHalf);
  });

  after(async () => {
    await month.office.close();
    await remove();
  });

  it('no message out of hours, no reminder twice, nobody above told before those below', async () => {
    expect(await broken(month)).to.deep.equal([]);
  });

  it('fewer than three messages a day in the group, reminders and 督办 among them', () => {
    const { workdays, group, openPerGroup } = figuresOf(month);
    expect(workdays).to.equal(8);
    expect(openPerGroup).to.be.within(14, 26);
    expect(group.kinds).to.include.keys('企业诉求交办', '今日办理提醒');
    expect(group.mean).to.be.below(3);
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
