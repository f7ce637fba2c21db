import { expect } from 'chai';
import fc from 'fast-check';
import { type Appeal, outcomes, statuses } from '../../src/domain/appeal.ts';
import * as decide from '../../src/domain/decisions.ts';
import { Refusal } from '../../src/domain/errors.ts';
import type { AppealEvent, Attachment } from '../../src/domain/events.ts';
import { currentAssignment, rebuild } from '../../src/domain/evolve.ts';
import { district, stamp, submitted } from './given.ts';

type Step = (appeal: Appeal, at: string, id: string) => decide.Decision;

const words = fc.string({ maxLength: 12, unit: 'grapheme' });
const reason = fc.constantFrom('', ' ', '不属本单位职责');
const date = fc.constantFrom(undefined, '2026-11-19', '2026-11-20', '2026-12-31', '2027-11-21', '2030-01-01');
const target = fc.record({
  taskForce: fc.constantFrom(3, 8),
  unit: fc.constantFrom('development-reform-commission', 'finance-bureau'),
});
const files: fc.Arbitrary<Attachment[]> = fc.array(
  fc.record({
    key: fc.constantFrom('k1', 'k2', 'k3'),
    type: fc.constant('image' as const),
    message: fc.constant('om_1'),
  }),
  { maxLength: 2 },
);

/** Everything that can be decided on an appeal, with any input. */
const step: fc.Arbitrary<Step> = fc.oneof(
  target.map(
    (to): Step =>
      (appeal, at) =>
        decide.reroute(appeal, { ...to, dispatchAt: at }, stamp(at)),
  ),
  fc.constant<Step>((appeal, at) => decide.handToCentre(appeal, stamp(at))),
  target.map(
    (to): Step =>
      (appeal, at, id) =>
        decide.dispatch(appeal, { assignment: id, ...to }, stamp(at)),
  ),
  target.map(
    (to): Step =>
      (appeal, at, id) =>
        decide.transfer(appeal, { assignment: id, ...to }, stamp(at)),
  ),
  fc.constant<Step>((appeal, at) => decide.signIn(appeal, stamp(at))),
  reason.map(
    (why): Step =>
      (appeal, at) =>
        decide.askReturn(appeal, why, stamp(at), district),
  ),
  reason.map(
    (why): Step =>
      (appeal, at) =>
        decide.refuseReturn(appeal, why, stamp(at)),
  ),
  fc.record({ text: words, companyText: words, promisedOn: date }).map(
    (plan): Step =>
      (appeal, at) =>
        decide.plan(appeal, plan, stamp(at), district),
  ),
  fc.record({ text: words, attachments: files }).map(
    (report): Step =>
      (appeal, at) =>
        decide.progress(appeal, report, stamp(at)),
  ),
  fc
    .record({
      outcome: fc.constantFrom(...outcomes),
      text: words,
      companyText: words,
      promisedOn: date,
      attachments: files,
    })
    .map(
      (result): Step =>
        (appeal, at) =>
          decide.resolve(appeal, result, stamp(at), district),
    ),
  fc.constant<Step>((appeal, at) => decide.approve(appeal, stamp(at))),
  reason.map(
    (why): Step =>
      (appeal, at) =>
        decide.reject(appeal, why, stamp(at)),
  ),
  words.map(
    (text): Step =>
      (appeal, at) =>
        decide.comment(appeal, text, stamp(at)),
  ),
  fc.record({ text: fc.option(words, { nil: undefined }), attachments: files }).map(
    (more): Step =>
      (appeal, at) =>
        decide.supplement(appeal, more, stamp(at)),
  ),
  fc.constantFrom('k1', 'k2', 'k9').map(
    (key): Step =>
      (appeal, at) =>
        decide.detach(appeal, [key], stamp(at)),
  ),
  fc.boolean().map(
    (centre): Step =>
      (appeal, at) =>
        decide.withdraw(appeal, { centre }, stamp(at)),
  ),
);

const instant = fc
  .date({ min: new Date('2026-11-20T00:00:00Z'), max: new Date('2027-02-01T00:00:00Z'), noInvalidDate: true })
  .map((when) => when.toISOString());

/** The straight way; a life follows it for a while and then does anything, else most would end before a plan. */
const way: Step[] = [
  (appeal, at, id) => decide.dispatch(appeal, { assignment: id, taskForce: 3, unit: 'finance-bureau' }, stamp(at)),
  (appeal, at) => decide.signIn(appeal, stamp(at)),
  (appeal, at) => decide.plan(appeal, { text: '勘查', companyText: '勘查' }, stamp(at), district),
  (appeal, at) =>
    decide.resolve(appeal, { outcome: '已解决', text: '', companyText: '', attachments: [] }, stamp(at), district),
];

const life = fc
  .record({
    confidential: fc.integer({ max: 9, min: 0 }).map((one) => one === 0),
    begins: instant,
    straight: fc.integer({ min: 0, max: way.length }),
    steps: fc.array(fc.tuple(step, instant), { maxLength: 25 }),
  })
  .map(({ straight, steps, ...rest }) => ({
    ...rest,
    steps: [...way.slice(0, straight).map((act): [Step, string] => [act, rest.begins]), ...steps],
  }));

/** Lives through the steps; a refused one changes nothing. `seen` is called with every state on the way. */
function live(
  { confidential, begins, steps }: typeof life extends fc.Arbitrary<infer Life> ? Life : never,
  seen: (appeal: Appeal, events: AppealEvent[]) => void = () => undefined,
): { appeal: Appeal; events: AppealEvent[] } {
  const readers = confidential ? ['p1', 'p2'] : undefined;
  const first = decide.submit({ ...submitted, confidential, readers }, stamp(begins));
  let { appeal } = first;
  const events = [...first.events];
  seen(appeal, events);
  for (const [index, [act, at]] of steps.entries()) {
    try {
      const decided = act(appeal, at, `a${index}`);
      appeal = decided.appeal;
      events.push(...decided.events);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
    seen(appeal, events);
  }
  return { appeal, events };
}

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
        const { appeal } = live(given);
        const before = plain(appeal);
        try {
          act(appeal, at, 'next');
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
        expect(plain(appeal)).to.deep.equal(before);
      }),
    );
  });

  it('while confidential it is never dispatched, handled or shown to a unit', () => {
    fc.assert(
      fc.property(life, (given) => {
        const { appeal } = live({ ...given, confidential: true });
        expect(appeal.status).to.equal('confidential');
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
