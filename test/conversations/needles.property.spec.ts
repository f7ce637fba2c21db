import { expect } from 'chai';
import fc from 'fast-check';
import { type Database, openDatabase } from '../../src/db/database.ts';
import type { EventType } from '../../src/domain/appeal/events.ts';
import { sensitiveTerms } from '../../src/domain/routing/route.ts';
import { eventWords } from '../../src/presenters/words/verbs.ts';
import { textOf } from '../support/cardText.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import type { Reader } from '../support/conversation.ts';
import { silent, sqlitePlace } from '../support/databases.ts';
import type { Shown } from '../support/fakePlatform.ts';
import { goesOut, lives, needleLife } from '../support/needleLives.ts';
import { type Scene, stories } from '../support/needleStories.ts';
import { foundIn, type Needle, runs, seed } from '../support/needles.ts';

/** Every string of it, what buttons say and forms hold included. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

function wordsOf({ message, toast = '' }: Shown): string {
  return [message ? textOf(message) : '', ...stringsIn(message), toast].join('\n');
}

const isGroup = ({ to }: Shown) => to.startsWith('oc_') && !to.startsWith('oc_p2p_');

/** What a message lets people read that it should not. */
function leaksOf(shown: Shown, needles: Needle[], at: District): string[] {
  const words = wordsOf(shown);
  return [...foundIn(words, needles), ...sensitiveTerms(words, at.rules)];
}

async function inDistrict<T>(act: (at: District) => Promise<T>): Promise<T> {
  const place = await sqlitePlace();
  let database: Database | undefined;
  const at = await district(fridayMorning, async ({ seed: fill } = {}) => {
    await place.begin(fill);
    database = await openDatabase(place.url, { log: silent });
    return database;
  });
  try {
    return await act(at);
  } finally {
    await at.end();
    await database?.close();
    await place.remove();
  }
}

/** What the stories do not bring about. */
const elsewhere: EventType[] = ['handed_to_centre', 'extended', 'pause_refused', 'recalculated', 'detached'];

describe('群里没有私密 — whatever is written over the life of an appeal', () => {
  const happened = new Set<EventType>();
  let readPrivately = 0;

  const keepsSecrets = (story: Scene[]) =>
    fc.asyncProperty(needleLife(story), async (life) => {
      await inDistrict(async (at) => {
        const needles = (await lives(at, life)).flatMap((one) => one.needles);
        for (const shown of at.platform.shown)
          if (!isGroup(shown)) readPrivately += leaksOf(shown, needles, at).length;
          else expect(leaksOf(shown, needles, at), `${shown.to}: ${wordsOf(shown)}`).to.deep.equal([]);
        const timeline = await at.deps.read((store) => store.timeline('JJ20261120-001'));
        for (const { type } of timeline) happened.add(type);
      });
    });

  it('no message, card or answer in a group holds a number, a name or an accusation; those it concerns read them', async () => {
    for (const story of stories)
      await fc.assert(keepsSecrets(story), { seed, numRuns: Math.ceil(runs / stories.length), endOnFailure: true });
    expect(readPrivately, 'needles that those it concerns read').to.be.above(runs * 50);
    const missing = Object.keys(eventWords).filter((type) => !happened.has(type as EventType));
    expect(elsewhere, 'what came about in no life').to.include.members(missing);
  }).timeout(runs * 6_000);

  it('what a handler reads alone would be found in a group, each number and name and each accusation', async () => {
    await inDistrict(async (at) => {
      const words = '联系人：王强，139 0000 1234，身份证340221198001011234，微信号zhangbcd88';
      const appeal = `沈巷镇恒远机械有限公司申请变压器增容两个月未批复，${words}`;
      await at.specialist.says(appeal, { mentioning: [at.liaison] });
      await goesOut(at);
      await at.liaison.says('签收 001');
      await at.liaison.says('查 001');
      const needles: Needle[] = [
        { name: '王强' },
        { digits: '13900001234' },
        { digits: '340221198001011234' },
        { account: 'zhangbcd' },
      ];
      const leaked = (on: Reader, title: string, of = needles) => leaksOf(on.card(title), of, at);
      expect(leaked(at.electricityGroup, '企业诉求交办')).to.deep.equal([]);
      for (const needle of needles)
        expect(leaked(at.liaison, '诉求 JJ20261120-001', [needle]), JSON.stringify(needle)).not.to.be.empty;
      const toast = '经办人索 贿';
      expect(leaksOf({ to: 'oc_electricity', toast }, needles, at)).to.deep.equal(['索贿']);
    });
  });
});
