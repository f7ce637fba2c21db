import { expect } from 'chai';
import { AdvanceRefused, passTime, targetOf } from '../../src/demo/passTime.ts';
import { timeTravel } from '../../src/demo/timeTravel.ts';
import type { SetClock } from '../../src/fakeLark/api.ts';

/** Friday, 09:12 in China. */
const friday = '2026-11-20T01:12:00.000Z';
const monday = '2026-11-23T01:05:00.000Z';
const weekdays = {
  isWorkday: (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay() % 6 !== 0,
  isKnownYear: () => true,
};

/** A bot that knows when its things fall due, and a clock that only moves when it is set or when work takes long. */
function scene(due: string[], begin = friday) {
  let now = begin;
  const pending = new Set(due);
  const done: string[] = [];
  const told: SetClock[] = [];
  const bot = {
    slow: 0,
    fault: undefined as Error | undefined,
    /** Due things that no tick finishes. */
    stuck: new Set<string>(),
    /** What one thing brings about when it is done. */
    causes: new Map<string, string>(),
    async nextDueAt(after: string) {
      return [...pending].filter((at) => at > after).sort()[0];
    },
    async tick() {
      if (bot.fault) throw bot.fault;
      for (const at of [...pending].filter((one) => one <= now && !bot.stuck.has(one)).sort()) {
        pending.delete(at);
        done.push(`${at} done ${now}`);
        const next = bot.causes.get(at);
        if (next) pending.add(next);
      }
      done.push(`looked ${now}`);
      now = new Date(Date.parse(now) + bot.slow).toISOString();
    },
  };
  const set = async (at: string) => {
    now = at;
  };
  const clock = {
    now: () => new Date(now),
    set: (at: string) => void set(at),
    offsetMs: () => 0,
    opening: () => monday,
    restart() {},
    close() {},
  };
  const tell = async (time: SetClock) => void told.push(time);
  const travel = timeTravel({ clock, calendar: weekdays, bot: async () => bot, tell });
  return { bot, done, told, travel, journey: { traveller: bot, now: () => now, set }, now: () => now };
}

const at = (time: string, day = 20) => `2026-11-${day}T${time}:00.000Z`;

describe('time that passes in the sandbox', () => {
  it('looks first, stops at everything due on the way, in order, and looks once more on arrival', async () => {
    const { done, journey, now } = scene([at('03:00'), at('01:30'), at('05:00')]);
    await passTime(at('04:00'), journey);
    expect(done).to.deep.equal([
      `looked ${friday}`,
      `${at('01:30')} done ${at('01:30')}`,
      `looked ${at('01:30')}`,
      `${at('03:00')} done ${at('03:00')}`,
      `looked ${at('03:00')}`,
      `looked ${at('04:00')}`,
    ]);
    expect(now()).to.equal(at('04:00'));
  });

  it('looks at whole minutes, never beyond the target', async () => {
    const { done, journey } = scene([
      '2026-11-20T01:30:07.000Z',
      '2026-11-20T01:30:59.000Z',
      '2026-11-20T01:59:01.000Z',
    ]);
    await passTime('2026-11-20T01:59:30.000Z', journey);
    expect(done.filter((line) => line.startsWith('looked'))).to.deep.equal([
      `looked ${friday}`,
      `looked ${at('01:31')}`,
      'looked 2026-11-20T01:59:30.000Z',
    ]);
    expect(done).to.have.length(6);
  });

  it('also does what only came up on the way', async () => {
    const { bot, done, journey } = scene([at('02:00')]);
    bot.causes.set(at('02:00'), at('02:30'));
    await passTime(at('03:00'), journey);
    expect(done).to.include(`${at('02:30')} done ${at('02:30')}`);
  });

  it('goes on past what stays due', async () => {
    const { bot, done, journey } = scene([at('02:00'), at('02:30')]);
    bot.stuck.add(at('02:00'));
    await passTime(at('03:00'), journey);
    expect(done).to.include(`${at('02:30')} done ${at('02:30')}`);
    expect(done.at(-1)).to.equal(`looked ${at('03:00')}`);
  });

  it('goes on when a bot names what is already past', async () => {
    const { bot, done, journey } = scene([]);
    bot.nextDueAt = async () => friday;
    await passTime(at('03:00'), journey);
    expect(done).to.deep.equal([`looked ${friday}`, `looked ${at('03:00')}`]);
  });

  it('does not set the clock back when the work took longer than the way', async () => {
    const { bot, done, journey } = scene([at('02:00'), at('02:01')]);
    bot.slow = 5 * 60_000;
    await passTime(at('02:02'), journey);
    expect(done.filter((line) => line.startsWith('looked'))).to.deep.equal([
      `looked ${friday}`,
      `looked ${at('02:00')}`,
      `looked ${at('02:05')}`,
      `looked ${at('02:10')}`,
    ]);
  });
});

describe('moving time on request', () => {
  const reach: [ask: object, from: string, to: string][] = [
    [{ by: 'hour' }, friday, at('02:12')],
    [{ by: 'morning' }, friday, monday],
    [{ by: 'morning' }, at('16:30', 22), monday],
    [{ by: 'morning' }, at('00:29', 23), monday],
    [{ by: 'morning' }, at('00:30', 23), at('01:05', 24)],
    [{ by: 'workday' }, friday, at('01:12', 23)],
    [{ by: 'workday' }, '2026-11-20T15:59:59.000Z', at('15:59', 23)],
    [{ to: '2026-11-20T17:30:00+08:00' }, friday, at('09:30')],
  ];
  for (const [ask, from, to] of reach) {
    it(`${JSON.stringify(ask)} leads from ${from} to ${to}`, () => {
      expect(targetOf(ask, from, weekdays)).to.equal(to);
    });
  }

  const refused: [ask: unknown, why: string][] = [
    [{ to: at('01:11') }, '沙盒时间只能向前，不能倒退。现在是11月20日(周五)09:12，请选更晚的时间。'],
    [{ to: friday }, '沙盒时间只能向前，不能倒退。现在是11月20日(周五)09:12，请选更晚的时间。'],
    [{ to: '2027-12-25T01:12:01Z' }, '一次最多快进400天，请选近一些的时间。'],
    ...[
      undefined,
      null,
      [],
      {},
      { by: 'week' },
      { to: '明天' },
      { to: '2026-11-23T09:05' },
      { by: 'hour', to: monday },
    ].map((ask): [unknown, string] => [ask, '请选择快进多久，或者写明快进到的日期和时间。']),
  ];
  for (const [ask, why] of refused) {
    it(`${JSON.stringify(ask)} is refused with a reason`, async () => {
      expect(() => targetOf(ask, friday, weekdays)).to.throw(AdvanceRefused);
      const { travel, now } = scene([]);
      expect(await travel.advance(ask)).to.deep.equal({ refused: why });
      expect(now()).to.equal(friday);
    });
  }

  it('400 days are not too far', () => {
    expect(targetOf({ to: '2027-12-25T01:12:00Z' }, friday, weekdays)).to.equal('2027-12-25T01:12:00.000Z');
  });

  it('makes journeys asked for at once one after the other', async () => {
    const { done, travel } = scene([at('01:30'), at('02:30')]);
    const [first, second] = await Promise.all([travel.advance({ by: 'hour' }), travel.advance({ by: 'hour' })]);
    expect([first, second]).to.deep.equal([{ now: at('02:12') }, { now: at('03:12') }]);
    expect(done.filter((line) => !line.startsWith('looked'))).to.deep.equal([
      `${at('01:30')} done ${at('01:30')}`,
      `${at('02:30')} done ${at('02:30')}`,
    ]);
  });

  it('tells the fake Feishu every stop, and at last that time stands', async () => {
    const { told, travel } = scene([at('01:30')]);
    await travel.advance({ by: 'hour' });
    expect(told).to.deep.equal([
      { now: at('01:30'), movingTo: at('02:12') },
      { now: at('02:12'), movingTo: at('02:12') },
      { now: at('02:12') },
    ]);
  });

  it('says that time stands after a fault, too, and makes the next journey', async () => {
    const { bot, told, travel } = scene([at('01:30')]);
    bot.fault = new Error('broken');
    const fault = await travel.advance({ by: 'hour' }).catch((error: Error) => error.message);
    expect([fault, told.at(-1)]).to.deep.equal(['broken', { now: friday }]);
    bot.fault = undefined;
    expect(await travel.advance({ by: 'hour' })).to.deep.equal({ now: at('02:12') });
  });

  it('arrives at the opening, doing what fell due since', async () => {
    const { done, travel } = scene([at('07:30')]);
    await travel.arrive();
    expect(done).to.include(`${at('07:30')} done ${at('07:30')}`);
    expect(done.at(-1)).to.equal(`looked ${monday}`);
  });

  it('is interrupted between two stops, and nothing is moved meanwhile', async () => {
    const { bot, done, travel, now } = scene([at('01:30'), at('01:40')]);
    const { tick } = bot;
    let restarted: Promise<string> | undefined;
    bot.tick = async () => {
      await tick();
      if (now() > friday) restarted ??= travel.interrupt(async () => now());
    };
    const waiting = [travel.advance({ by: 'hour' }), travel.advance({ by: 'hour' })];
    expect(await Promise.all(waiting)).to.deep.equal([{ now: at('01:30') }, { now: at('01:30') }]);
    expect(await restarted).to.equal(at('01:30'));
    expect(done.at(-1)).to.equal(`looked ${at('01:30')}`);
    expect(await travel.advance({ by: 'hour' })).to.deep.equal({ now: at('02:30') });
  });
});
