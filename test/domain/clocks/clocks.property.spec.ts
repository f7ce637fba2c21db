import { expect } from 'chai';
import fc from 'fast-check';
import { type Appeal, currentAssignment } from '../../../src/domain/appeal/appeal.ts';
import type { AppealEvent } from '../../../src/domain/appeal/events.ts';
import type { ClockRow } from '../../../src/domain/clocks/clocks.ts';
import { readAt } from '../../../src/domain/clocks/clockwork.ts';
import { isRunning, movable, replayClocks } from '../../../src/domain/clocks/turnClocks.ts';
import { addWorkdays } from '../../../src/domain/time/calendar.ts';
import { chinaDate, dayTimeText } from '../../../src/domain/time/chinaTime.ts';
import { closeOfDay } from '../../../src/domain/time/deadlines.ts';
import { calendar, district } from '../given.ts';
import { live, timedLife } from '../lives.ts';

const timing = { district, calendar };

/** Calls `check` with what was and what is at every moment of many lives. */
function always(check: (now: Moment, before: Moment | undefined) => void): void {
  fc.assert(
    fc.property(timedLife, (given) => {
      let before: Moment | undefined;
      live(given, (appeal, events, clocks) => {
        const now = { appeal, clocks, events: [...events] };
        check(now, before);
        before = now;
      });
    }),
  );
}

interface Moment {
  appeal: Appeal;
  events: AppealEvent[];
  clocks: ClockRow[];
}

const running = ({ clocks }: Moment) => clocks.filter(isRunning);
const fresh = (now: Moment, before: Moment | undefined) => now.events.slice(before?.events.length ?? 0);
const withoutId = ({ id: _, ...row }: ClockRow) => row;

describe('时限 — over any life', () => {
  it('nothing runs once it is withdrawn, nor before a confidential appeal is released', () => {
    always((now) => {
      const { status } = now.appeal;
      if (status === 'withdrawn' || status === 'confidential') expect(running(now)).to.deep.equal([]);
    });
  });

  it('at most one clock of a kind runs', () => {
    always((now) => {
      const kinds = running(now).map(({ kind }) => kind);
      expect(kinds).to.have.length(new Set(kinds).size);
    });
  });

  it('every open appeal has somebody whose step it is', () => {
    always((now) => {
      if (['received', 'dispatched', 'returned', 'planned', 'resolved'].includes(now.appeal.status))
        expect(running(now), now.appeal.status).to.not.deep.equal([]);
    });
  });

  it('a clock of a unit is its present holder’s; the others belong to no unit', () => {
    always((now) => {
      const held = currentAssignment(now.appeal);
      for (const { owner, assignment, unit, taskForce } of running(now)) {
        if (owner === 'handler')
          expect({ assignment, unit, taskForce }).to.deep.equal({ assignment: held?.id, unit: held?.unit, taskForce: held?.taskForce }); // biome-ignore format: one thought
        else expect(assignment ?? unit ?? taskForce).to.equal(undefined);
      }
    });
  });

  it('a row once stopped never changes, and no row disappears', () => {
    always((now, before) => {
      for (const [index, row] of (before?.clocks ?? []).entries()) {
        if (isRunning(row)) expect(now.clocks[index]?.id).to.equal(row.id);
        else expect(now.clocks[index]).to.deep.equal(row);
      }
    });
  });

  it('a stopped row tells why, and when: not before it began', () => {
    always((now) => {
      for (const { stoppedAt, ended, startedAt, kind } of now.clocks) {
        expect(stoppedAt === undefined).to.equal(ended === undefined);
        // What waits for the morning may be done in the night before.
        if (stoppedAt && kind !== 'sign-in' && kind !== 'inform' && kind !== 'instruction' && kind !== 'plan')
          expect(stoppedAt >= startedAt).to.equal(true);
      }
    });
  });

  it('the company’s plan clock never starts again and keeps its due; without its plan or result it always runs', () => {
    always((now) => {
      const { plan, result, status, confidential } = now.appeal;
      if (confidential || status === 'withdrawn') return;
      const [first, ...others] = now.clocks.filter(({ kind, startedAt }) => kind === 'plan' && startedAt === now.appeal.receivedAt); // biome-ignore format: one thought
      for (const row of others) expect(row).to.include({ dueAt: first?.dueAt, derivation: first?.derivation });
      if (!plan && !result) expect([first, ...others].some((row) => row && isRunning(row))).to.equal(true);
    });
  });

  it('whoever gets an appeal has a window of his own, and is never late before the due', () => {
    always((now, before) => {
      const passed = fresh(now, before).find(({ type }) => type === 'dispatched' || type === 'transferred');
      for (const row of running(now)) expect(row.owedAt >= row.dueAt).to.equal(true);
      const held = currentAssignment(now.appeal);
      if (!passed || !held) return;
      const read = chinaDate(readAt(held.from, timing));
      const window = closeOfDay(addWorkdays(read, district.accountableWorkingDays, calendar), timing);
      const plan = running(now).find(({ kind }) => kind === 'plan');
      if (plan?.owner === 'handler') expect(plan.owedAt >= window).to.equal(true);
    });
  });

  it('only an extension or the end of a pause moves a due forward, only a new plan back; the first due stays', () => {
    always((now, before) => {
      const types = fresh(now, before).map(({ type }) => type);
      for (const row of before?.clocks.filter(isRunning) ?? []) {
        const after = now.clocks.find(({ id }) => id === row.id) as ClockRow;
        if (after.dueAt === row.dueAt) continue;
        expect(types).to.include.oneOf(['extended', 'resumed', 'plan_replaced']);
        expect(movable).to.include(row.kind);
        expect(after.dueAt > row.dueAt).to.equal(!types.includes('plan_replaced'));
        expect(after.firstDueAt).to.equal(row.firstDueAt ?? row.dueAt);
      }
    });
  });

  it('a pause moves the due by exactly its working days', () => {
    always((now, before) => {
      const [event] = fresh(now, before);
      if (event?.type !== 'resumed' || !before) return;
      for (const row of running(before).filter(({ pausedAt }) => pausedAt)) {
        const after = now.clocks.find(({ id }) => id === row.id) as ClockRow;
        expect(after.pausedAt).to.equal(undefined);
        expect(chinaDate(after.dueAt)).to.equal(addWorkdays(chinaDate(row.dueAt), event.days, calendar));
      }
    });
  });

  it('every derivation ends in its due', () => {
    always((now) => {
      for (const { derivation, dueAt } of now.clocks) expect(derivation.endsWith(` → ${dayTimeText(dueAt)}`)).to.equal(true); // biome-ignore format: one thought
    });
  });

  it('replayed from the timeline they are the same rows', () => {
    always(({ events, clocks }) => {
      expect(replayClocks(events, timing).map(withoutId)).to.deep.equal(clocks.map(withoutId));
    });
  });
});
