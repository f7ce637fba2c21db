import { expect } from 'chai';
import fc from 'fast-check';
import { currentAssignment, statuses } from '../../../src/domain/appeal/appeal.ts';
import { rebuild } from '../../../src/domain/appeal/evolve.ts';
import { Refusal } from '../../../src/domain/errors.ts';
import { step } from '../acts.ts';
import { stamp, submitted } from '../given.ts';
import { instant, life, live } from '../lives.ts';

const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
const undispatched = new Set(['received', 'confidential', 'withdrawn']);

describe('诉求的一生 — whatever is asked of it in whatever order', () => {
  it('is refused or leads to a known state, and its version counts its events', () => {
    fc.assert(
      fc.property(life, (given) => {
        live(given, (appeal, events) => {
          expect(statuses).to.include(appeal.status);
          expect(appeal.version).to.equal(events.length);
          expect(appeal.updatedAt).to.equal(events.at(-1)?.at);
        });
      }),
    );
  });

  it('has no lead assignment before it is dispatched and exactly one ever after', () => {
    fc.assert(
      fc.property(life, (given) => {
        live(given, (appeal, events) => {
          const running = appeal.assignments.filter(({ to }) => to === undefined);
          const given = events.filter(({ type }) => type === 'dispatched' || type === 'transferred');
          expect(appeal.assignments).to.have.length(given.length);
          expect(running).to.have.length(given.length > 0 ? 1 : 0);
          expect(currentAssignment(appeal)).to.equal(running[0]);
          if (!undispatched.has(appeal.status)) expect(running).to.have.length(1);
        });
      }),
    );
  });

  it('is rebuilt by its timeline, also after a journey through JSON', () => {
    fc.assert(
      fc.property(life, (given) => {
        const { appeal, events } = live(given);
        expect(rebuild(events)).to.deep.equal(appeal);
        expect(plain(rebuild(plain(events)))).to.deep.equal(plain(appeal));
      }),
    );
  });

  it('never mends its past: a decision leaves the appeal it was asked of as it was', () => {
    fc.assert(
      fc.property(life, step, instant, (given, act, at) => {
        const { appeal, clocks } = live(given);
        const before = plain(appeal);
        try {
          act(appeal, at, 'next', clocks);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
        expect(plain(appeal)).to.deep.equal(before);
      }),
    );
  });

  it('in confidence it is withdrawn or kept, never dispatched or handled, until a reader releases it', () => {
    fc.assert(
      fc.property(life, (given) => {
        const { appeal } = live({ ...given, confidential: true });
        expect(appeal.confidential).to.equal(true);
        expect(appeal.status).to.be.oneOf(['confidential', 'withdrawn']);
        expect(appeal.assignments).to.deep.equal([]);
        expect(appeal.readers).to.deep.equal(['p1', 'p2']);
      }),
    );
  });

  it('is signed in wherever somebody has planned, reported or resolved', () => {
    fc.assert(
      fc.property(life, (given) => {
        live(given, (appeal) => {
          const worked = ['signed', 'planned', 'resolved', 'answered'].includes(appeal.status);
          if (worked) expect(currentAssignment(appeal)?.signedAt).to.be.a('string');
          if (appeal.status === 'dispatched') expect(currentAssignment(appeal)?.signedAt).to.equal(undefined);
        });
      }),
    );
  });

  it('an empty timeline, or one without its beginning, is a fault and no appeal', () => {
    const [, ...rest] = live({ confidential: false, begins: '2026-11-20T02:00:00.000Z', steps: [] }).events;
    expect(() => rebuild(rest)).to.throw(RangeError);
    const comment = { type: 'commented', text: 'x', number: submitted.number, ...stamp() } as const;
    expect(() => rebuild([comment])).to.throw(RangeError, submitted.number);
  });
});
