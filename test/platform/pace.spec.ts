import { expect } from 'chai';
import fc from 'fast-check';
import { createPace } from '../../src/platform/pace.ts';
import type { Pace } from '../../src/ports/pace.ts';

function fakeClock() {
  let now = 1_795_330_800_000;
  return {
    clock: { now: () => new Date(now) },
    at: () => now,
    move(ms: number) {
      now += ms;
    },
  };
}

/** Sends each recipient its messages, oldest first, whichever may go; returns the instants of all calls. */
function drain(queues: Map<string, number>, time: ReturnType<typeof fakeClock>): { recipient: string; at: number }[] {
  const pace = createPace(time.clock);
  const calls: { recipient: string; at: number }[] = [];
  while (queues.size > 0) {
    const waits = [...queues.keys()].map((recipient) => pace.waitFor(recipient));
    time.move(Math.min(...waits));
    for (const [recipient, left] of queues) {
      if (pace.waitFor(recipient) > 0) continue;
      pace.take(recipient);
      pace.answered(recipient);
      calls.push({ recipient, at: time.at() });
      if (left === 1) queues.delete(recipient);
      else queues.set(recipient, left - 1);
    }
  }
  return calls;
}

function mostWithin(times: number[], ms: number): number {
  let from = 0;
  return times.reduce((most, at, i) => {
    while ((times[from] ?? 0) <= at - ms) from += 1;
    return Math.max(most, i - from + 1);
  }, 0);
}

function call(pace: Pace, recipient: string, times: number): void {
  for (let i = 0; i < times; i++) {
    pace.take(recipient);
    pace.answered(recipient);
  }
}

describe('pace', () => {
  it('follows the table: how long the next call waits after these', () => {
    const table: { taken: [recipient: string, times: number][]; after: number; ask: string; wait: number }[] = [
      { taken: [], after: 0, ask: 'a', wait: 0 },
      { taken: [['a', 4]], after: 0, ask: 'a', wait: 0 },
      { taken: [['a', 5]], after: 0, ask: 'a', wait: 1005 },
      { taken: [['a', 5]], after: 0, ask: 'b', wait: 0 },
      { taken: [['a', 5]], after: 400, ask: 'a', wait: 605 },
      { taken: [['a', 5]], after: 1005, ask: 'a', wait: 0 },
      { taken: Array.from({ length: 50 }, (_, i) => [`r${i}`, 1] as [string, number]), after: 0, ask: 'b', wait: 1005 },
      { taken: Array.from({ length: 49 }, (_, i) => [`r${i}`, 1] as [string, number]), after: 0, ask: 'b', wait: 0 },
    ];
    for (const { taken, after, ask, wait } of table) {
      const time = fakeClock();
      const pace = createPace(time.clock);
      for (const [recipient, times] of taken) call(pace, recipient, times);
      time.move(after);
      expect(pace.waitFor(ask), JSON.stringify({ after, ask })).to.equal(wait);
    }
  });

  it('holds everything until the instant the platform named', () => {
    const time = fakeClock();
    const pace = createPace(time.clock);
    pace.holdUntil(time.at() + 3000);
    pace.holdUntil(time.at() + 1000);
    expect([pace.waitFor('a'), pace.waitFor('b')]).to.deep.equal([3000, 3000]);
    time.move(3000);
    expect(pace.waitFor('a')).to.equal(0);
  });

  it('holds one recipient alone when the platform means it alone', () => {
    const time = fakeClock();
    const pace = createPace(time.clock);
    pace.holdUntil(time.at() + 3000, 'a');
    expect([pace.waitFor('a'), pace.waitFor('b'), pace.heldFor()]).to.deep.equal([3000, 0, 0]);
    pace.holdUntil(time.at() + 2000);
    expect([pace.waitFor('a'), pace.waitFor('b'), pace.heldFor()]).to.deep.equal([3000, 2000, 2000]);
  });

  it('lets calls that never end run out: fifty of them do not stop everybody', () => {
    const time = fakeClock();
    const pace = createPace(time.clock);
    for (let i = 0; i < 50; i++) pace.take(`hangs${i}`);
    expect(pace.waitFor('a')).to.equal(1005);
    time.move(5_010);
    expect(pace.waitFor('a')).to.equal(0);
    for (let i = 0; i < 50; i++) pace.answered(`hangs${i}`);
    expect(pace.waitFor('a')).to.equal(0);
  });

  it('drains 1,000 messages over 200 chats within 1.1 × of what the limits allow', () => {
    const time = fakeClock();
    const start = time.at();
    const calls = drain(new Map(Array.from({ length: 200 }, (_, i) => [`oc_${i}`, 5])), time);
    expect(calls).to.have.length(1000);
    // 50 at once and 50 more each second: the last batch goes after 19 s.
    expect(time.at() - start).to.be.within(19_000, 19_000 * 1.1);
  });

  it('keeps 1,000 a minute: 2,000 messages take a minute more', () => {
    const time = fakeClock();
    const start = time.at();
    const calls = drain(new Map(Array.from({ length: 400 }, (_, i) => [`oc_${i}`, 5])), time);
    expect(time.at() - start).to.be.within(79_000, 79_000 * 1.1);
    expect(
      mostWithin(
        calls.map(({ at }) => at),
        60_000,
      ),
    ).to.equal(1000);
  });

  it('breaks no limit in any window, whoever gets how much', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 80 }), (counts) => {
        const time = fakeClock();
        const calls = drain(new Map(counts.map((count, i) => [`oc_${i}`, count])), time);
        const times = calls.map(({ at }) => at);
        expect(mostWithin(times, 1_000)).to.be.at.most(50);
        for (const i of counts.keys()) {
          const own = calls.filter(({ recipient }) => recipient === `oc_${i}`).map(({ at }) => at);
          expect(mostWithin(own, 1_000)).to.be.at.most(5);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('counts from the answers, so that a slow way to the platform breaks no limit there', () => {
    const time = fakeClock();
    const pace = createPace(time.clock);
    for (let i = 0; i < 5; i++) pace.take('a');
    time.move(3_000);
    expect(pace.waitFor('a')).to.be.greaterThan(0);
    pace.answered('a');
    time.move(500);
    for (let i = 0; i < 4; i++) pace.answered('a');
    expect(pace.waitFor('a')).to.equal(505);
    time.move(505);
    expect(pace.waitFor('a')).to.equal(0);
    pace.take('a');
    expect(pace.waitFor('a')).to.equal(500);
  });

  it('a clock that was set back locks nobody out', () => {
    const time = fakeClock();
    const pace = createPace(time.clock);
    call(pace, 'a', 5);
    pace.take('a');
    pace.holdUntil(time.at() + 60_000);
    time.move(-86_400_000);
    expect(pace.waitFor('a')).to.equal(0);
  });

  describe('after a restart', () => {
    it('goes on where the calls of the last minute left it', () => {
      const time = fakeClock();
      const pace = createPace(time.clock);
      const at = time.at() - 400;
      pace.recall(Array.from({ length: 5 }, () => ({ recipient: 'a', at: at - 10, endedAt: at })));
      expect([pace.waitFor('a'), pace.waitFor('b')]).to.deep.equal([605, 0]);
      const others = Array.from({ length: 995 }, (_, i) => ({
        recipient: `r${i}`,
        at: at - 30_000,
        endedAt: at - 30_000,
      }));
      pace.recall([...others, ...Array.from({ length: 5 }, () => ({ recipient: 'a', at, endedAt: at }))]);
      expect([pace.waitFor('a'), pace.waitFor('b')]).to.deep.equal([29_605, 29_605]);
      time.move(29_605);
      expect(pace.waitFor('b')).to.equal(0);
    });

    it('counts a call without an answer as one that is under way, until its answer or for four seconds', () => {
      const time = fakeClock();
      const pace = createPace(time.clock);
      pace.recall(Array.from({ length: 5 }, () => ({ recipient: 'a', at: time.at() - 3_000 })));
      expect(pace.waitFor('a')).to.equal(1_005);
      time.move(1_000);
      expect(pace.waitFor('a')).to.equal(1_005);
      time.move(1_005);
      expect(pace.waitFor('a')).to.equal(0);
    });

    it('forgets what it counted itself: the calls it is told of are all there were', () => {
      const time = fakeClock();
      const pace = createPace(time.clock);
      call(pace, 'a', 5);
      pace.take('b');
      pace.recall([{ recipient: 'b', at: time.at() }]);
      expect(pace.waitFor('a')).to.equal(0);
      pace.answered('b');
      call(pace, 'b', 4);
      expect(pace.waitFor('b')).to.equal(1_005);
    });

    it('believes no clock that is ahead, nor an answer that came before the call', () => {
      const time = fakeClock();
      const pace = createPace(time.clock);
      pace.recall(
        Array.from({ length: 5 }, () => ({ recipient: 'a', at: time.at() + 300, endedAt: time.at() - 9_000 })),
      );
      expect(pace.waitFor('a')).to.equal(1_005);
    });
  });
});
