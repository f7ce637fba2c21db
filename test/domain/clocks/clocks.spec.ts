import { expect } from 'chai';
import type { EventType, Happening } from '../../../src/domain/appeal/events.ts';
import type { ClockKind, ClockOwner, ClockRow } from '../../../src/domain/clocks/clocks.ts';
import { isRunning, turnClocks } from '../../../src/domain/clocks/turnClocks.ts';
import { anAppealIn, anEvent, calendar, china, district, moved, number, submitted } from '../given.ts';

const timing = { district, calendar };
const target = { assignment: 'a9', taskForce: 8, unit: 'finance-bureau' };
const file = { attachments: [] };
const plan = { type: 'planned', text: 'x', companyText: 'x' } as const;
const result = { type: 'resolved', outcome: '已解决', text: 'x', companyText: 'x', ...file } as const;
const of = (type: EventType): Happening => ({ type, text: 'x', reason: 'x', keys: [], ...target, ...file }) as never;
const until = '2026-12-30';

const owners: Partial<Record<ClockKind, ClockOwner>> = {
  dispatch: 'centre',
  determination: 'centre',
  review: 'centre',
  extension: 'centre',
  inform: 'submitter',
};
const kinds: ClockKind[] = [
  'dispatch',
  'sign-in',
  'determination',
  'plan',
  'result',
  'review',
  'rework',
  'extension',
  'inform',
  'instruction',
];

/** Events that change rows which run on. */
const shifts = new Set<EventType>(['extended', 'paused']);

/** One running row of every kind, as the first holder has them. */
function everyKind(): ClockRow[] {
  return kinds.map((kind) => ({
    id: kind,
    appeal: number,
    kind,
    owner: owners[kind] ?? 'handler',
    ...(owners[kind] ? {} : { assignment: 'a1', taskForce: 3, unit: 'development-reform-commission' }),
    rule: '5日',
    startedAt: china('2026-11-19 09:00'),
    dueAt: china('2026-11-24 17:30'),
    derivation: `11月19日(周四)受理 → 5日 → 11月24日(周二)17:30`,
    owedAt: china('2026-11-24 17:30'),
  }));
}

describe('时限 — which event stops, hands over and starts what', () => {
  type Row = {
    from: Parameters<typeof anAppealIn>[0] | undefined;
    event: Happening;
    done?: ClockKind[];
    void?: ClockKind[];
    moved?: ClockKind[];
    start?: string[];
  };
  // `start`: what runs for the first time, "kind owner"; `moved`: what goes on in a row of its new holder, or ends.
  // biome-ignore format: a table is read by column
  const table: Row[] = [
    { from: undefined, event: submitted, start: ['dispatch centre', 'plan centre'] },
    { from: undefined, event: { ...submitted, confidential: true } },
    { from: 'confidential', event: { type: 'released', routing: submitted.routing }, start: ['dispatch centre', 'plan centre'] },
    { from: 'signed', event: { type: 'confided', readers: [] }, void: kinds },
    { from: 'received', event: of('rerouted') },
    { from: 'received', event: of('handed_to_centre') },
    { from: 'received', event: of('dispatched'), done: ['dispatch'], moved: ['plan', 'instruction'], start: ['instruction handler', 'plan handler', 'sign-in handler'] },
    { from: 'signed', event: of('transferred'), done: ['dispatch', 'determination'], void: ['extension', 'inform'],
      moved: ['sign-in', 'result', 'rework', 'plan', 'instruction'], start: ['instruction handler', 'plan handler', 'sign-in handler'] },
    { from: 'planned', event: of('transferred'), done: ['dispatch', 'determination'], void: ['extension', 'inform'],
      moved: ['sign-in', 'result', 'rework', 'plan', 'instruction'], start: ['instruction handler', 'plan handler', 'sign-in handler'] },
    { from: 'dispatched', event: of('signed'), done: ['sign-in'] },
    { from: 'dispatched', event: of('return_asked'), done: ['sign-in'], moved: ['plan', 'instruction'],
      start: ['determination centre', 'instruction centre', 'plan centre'] },
    { from: 'returned', event: of('return_refused'), done: ['determination'], moved: ['plan', 'instruction'],
      start: ['instruction handler', 'plan handler'] },
    { from: 'signed', event: plan, done: ['plan'], start: ['inform submitter', 'result handler'] },
    { from: 'planned', event: { type: 'plan_replaced', text: 'x', companyText: 'x', reason: 'x' }, void: ['inform'], start: ['inform submitter'] },
    { from: 'planned', event: of('progressed') },
    { from: 'planned', event: of('commented') },
    { from: 'planned', event: of('supplemented') },
    { from: 'planned', event: of('detached') },
    { from: 'planned', event: of('nudged') },
    { from: 'planned', event: { type: 'head_noted', paper: 'p1' } },
    { from: 'planned', event: { type: 'supervised', level: 'red', reason: 'x' } },
    { from: 'planned', event: result, done: ['plan', 'result', 'rework', 'sign-in'], void: ['extension'], start: ['review centre'] },
    { from: 'resolved', event: of('approved'), done: ['review'], void: ['inform'], start: ['inform submitter'] },
    { from: 'resolved', event: of('rejected'), done: ['review'], start: ['rework handler'] },
    { from: 'answered', event: { type: 'informed', of: 'result' }, done: ['inform'] },
    { from: 'planned', event: { type: 'extension_asked', until, reason: 'x' }, start: ['extension centre'] },
    { from: 'planned', event: { type: 'extended', until }, done: ['extension'] },
    { from: 'planned', event: of('extension_refused'), done: ['extension'] },
    { from: 'planned', event: { type: 'pause_asked', cause: '待企业', until, reason: 'x' }, start: ['extension centre'] },
    { from: 'planned', event: { type: 'paused', until }, done: ['extension'] },
    { from: 'planned', event: of('pause_refused'), done: ['extension'] },
    { from: 'planned', event: { type: 'resumed', days: 0 } },
    { from: 'received', event: { type: 'instructed', instruction: 'i', text: 'x', recorded: false }, start: ['instruction centre'] },
    { from: 'planned', event: { type: 'instructed', instruction: 'i', text: 'x', recorded: false }, start: ['instruction handler'] },
    { from: 'returned', event: { type: 'instructed', instruction: 'i', text: 'x', recorded: false }, start: ['instruction centre'] },
    { from: 'planned', event: of('instruction_answered'), done: ['instruction'] },
    { from: 'planned', event: of('withdrawn'), void: kinds },
  ];
  for (const { from, event: happening, done = [], void: voided = [], moved: left = [], start = [] } of table) {
    it(`${from ?? 'new'} —${happening.type}: done ${done.join(', ') || 'nothing'}, starts ${start.join(', ') || 'nothing'}`, () => {
      const event = anEvent(happening);
      const confidential = 'confidential' in happening && happening.confidential;
      const begun = anAppealIn(confidential ? 'confidential' : 'received');
      const appeal = from ? moved(anAppealIn(from), happening) : begun;
      // What is about to start does not run yet, but for what ends or is handed over by the same event.
      const ending = new Set<string>([...done, ...voided, ...left]);
      const before = from
        ? everyKind().filter(({ kind }) => ending.has(kind) || !start.some((one) => one.startsWith(kind)))
        : [];
      let next = 0;
      const rows = turnClocks(event, appeal, before, { timing, newId: () => `new-${next++}` });
      const old = rows.filter(({ id }) => !id.startsWith('new-'));
      const ended = (how: ClockRow['ended']) => old.filter((row) => row.ended === how).map(({ kind }) => kind);
      expect(ended('done')).to.have.members(done);
      expect(ended('void')).to.have.members(voided);
      expect(ended('moved')).to.have.members(left);
      expect(ended(undefined)).to.have.members(shifts.has(happening.type) ? ['result', 'rework'] : []);
      const fresh = rows.filter(({ id }) => id.startsWith('new-'));
      expect(fresh.map(({ kind, owner }) => `${kind} ${owner}`).sort()).to.deep.equal(start);
      for (const row of fresh) {
        expect(isRunning(row)).to.equal(true);
        expect(row.owedAt >= row.dueAt).to.equal(true);
        expect(row.unit !== undefined).to.equal(row.owner === 'handler');
      }
    });
  }
});
