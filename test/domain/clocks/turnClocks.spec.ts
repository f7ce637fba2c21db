import { expect } from 'chai';
import type { Appeal } from '../../../src/domain/appeal/appeal.ts';
import type { AppealEvent, Happening } from '../../../src/domain/appeal/events.ts';
import { evolve } from '../../../src/domain/appeal/evolve.ts';
import type { ClockKind, ClockRow } from '../../../src/domain/clocks/clocks.ts';
import { replayClocks } from '../../../src/domain/clocks/turnClocks.ts';
import { inChina } from '../../../src/domain/time/chinaTime.ts';
import { anEvent, calendar, china, district, submitted } from '../given.ts';
import { turned } from '../lives.ts';

const own = { assignment: 'a1', taskForce: 3, unit: 'development-reform-commission' };
const other = { assignment: 'a2', taskForce: 8, unit: 'finance-bureau' };
const dispatched: Happening = { type: 'dispatched', ...own };
const signed: Happening = { type: 'signed', implied: false };
const planned: Happening = { type: 'planned', text: 'x', companyText: 'x', promisedOn: '2026-12-01' };
const moved: Happening = { type: 'transferred', ...other, fromReturn: false };
const pauseAsked: Happening = { type: 'pause_asked', cause: '待企业', until: '2026-12-10', reason: 'x' };
const returned: Happening = { type: 'return_asked', reason: 'x' };
const begun: [string, Happening] = ['2026-11-20 10:00', submitted];
const withPlan: [string, Happening][] = [
  begun,
  ['2026-11-20 10:05', dispatched],
  ['2026-11-20 11:00', signed],
  ['2026-11-23 10:00', planned],
];

/** All rows after these events. */
function clocksOf(...happenings: [at: string, happening: Happening][]): ClockRow[] {
  let appeal: Appeal | undefined;
  let clocks: ClockRow[] = [];
  for (const [at, happening] of happenings) {
    const event: AppealEvent = anEvent(happening, china(at));
    appeal = evolve(appeal, event);
    clocks = turned(clocks, event, appeal);
  }
  return clocks;
}

function local(at: string | undefined): string | undefined {
  return at && inChina(at).toFormat('MM-dd HH:mm');
}

/** "plan handler finance-bureau due 11-25 17:30, owed 11-26 17:30, moved": rows of a kind, oldest first. */
function told(kind: ClockKind, rows: ClockRow[]): string[] {
  return rows
    .filter((row) => row.kind === kind)
    .map(({ owner, unit = '-', dueAt, owedAt, firstDueAt, pausedAt, ended = 'running' }) => {
      const late = owedAt === dueAt ? '' : ` owed ${local(owedAt)}`;
      const first = firstDueAt ? ` first ${local(firstDueAt)}` : '';
      return `${owner} ${unit} due ${local(dueAt)}${late}${first}${pausedAt ? ' paused' : ''} ${ended}`;
    });
}

describe('时限 — whose clock it is', () => {
  const bureau = 'development-reform-commission';
  const table: [title: string, kind: ClockKind, life: [string, Happening][], expected: string[]][] = [
    [
      'the company’s clock is the centre’s until it is dispatched',
      'plan',
      [begun],
      ['centre - due 11-25 17:30 running'],
    ],
    [
      'the unit has its own window when it got the appeal late',
      'plan',
      [begun, ['2026-11-24 10:00', dispatched]],
      ['centre - due 11-25 17:30 moved', `handler ${bureau} due 11-25 17:30 owed 11-26 17:30 running`],
    ],
    [
      'a card of the night is read in the morning: the window begins then',
      'plan',
      [begun, ['2026-11-24 23:59', dispatched]],
      ['centre - due 11-25 17:30 moved', `handler ${bureau} due 11-25 17:30 owed 11-27 17:30 running`],
    ],
    [
      'a transfer hands the plan on with the same due; the next unit has its window',
      'plan',
      [begun, ['2026-11-20 10:05', dispatched], ['2026-11-25 09:00', moved]],
      [
        'centre - due 11-25 17:30 moved',
        `handler ${bureau} due 11-25 17:30 moved`,
        'handler finance-bureau due 11-25 17:30 owed 11-27 17:30 running',
      ],
    ],
    [
      'a return puts it with the centre; refused, the unit has at least until the next working day',
      'plan',
      [
        begun,
        ['2026-11-20 10:05', dispatched],
        ['2026-11-24 16:00', returned],
        ['2026-11-25 11:00', { type: 'return_refused' }],
      ],
      [
        'centre - due 11-25 17:30 moved',
        `handler ${bureau} due 11-25 17:30 moved`,
        'centre - due 11-25 17:30 moved',
        `handler ${bureau} due 11-25 17:30 owed 11-26 17:30 running`,
      ],
    ],
    [
      'after a plan the new unit confirms it within its window; the company’s clock does not start again',
      'plan',
      [...withPlan, ['2026-11-24 09:00', moved]],
      [
        'centre - due 11-25 17:30 moved',
        `handler ${bureau} due 11-25 17:30 done`,
        'handler finance-bureau due 11-26 17:30 running',
      ],
    ],
    [
      'the result clock ends with the unit that promised',
      'result',
      [...withPlan, ['2026-11-24 09:00', moved]],
      [`handler ${bureau} due 12-01 17:30 moved`],
    ],
    [
      '批示 before the dispatch waits with the centre and goes to the unit',
      'instruction',
      [
        begun,
        ['2026-11-20 10:01', { type: 'instructed', instruction: 'i1', text: 'x', recorded: false }],
        ['2026-11-20 11:00', dispatched],
      ],
      ['centre - due 11-25 17:30 moved', `handler ${bureau} due 11-25 17:30 running`],
    ],
    [
      'a second 批示 before the answer does not put off the first',
      'instruction',
      [
        ...withPlan,
        ['2026-11-23 11:00', { type: 'instructed', instruction: 'i1', text: 'x', recorded: false }],
        ['2026-11-24 11:00', { type: 'instructed', instruction: 'i2', text: 'x', recorded: true }],
      ],
      [`handler ${bureau} due 11-26 17:30 running`],
    ],
  ];
  for (const [title, kind, life, expected] of table) {
    it(title, () => expect(told(kind, clocksOf(...life))).to.deep.equal(expected));
  }
});

describe('时限 — what moves a due', () => {
  const asked: [string, Happening] = ['2026-11-24 09:00', pauseAsked];
  const paused: [string, Happening] = ['2026-11-24 10:00', { type: 'paused', until: '2026-12-10' }];
  const extended: [string, Happening] = ['2026-11-24 10:00', { type: 'extended', until: '2026-12-12' }];
  const unit = 'handler development-reform-commission';
  const table: [title: string, life: [string, Happening][], expected: string[]][] = [
    ['an extension, on a Saturday, to the Monday', [extended], [`${unit} due 12-14 17:30 first 12-01 17:30 running`]],
    ['a pause marks it', [asked, paused], [`${unit} due 12-01 17:30 paused running`]],
    [
      'what stood still three working days has three more',
      [asked, paused, ['2026-11-27 09:00', { type: 'resumed', days: 3 }]],
      [`${unit} due 12-04 17:30 first 12-01 17:30 running`],
    ],
    [
      'resumed the same day nothing moves',
      [asked, paused, ['2026-11-24 17:00', { type: 'resumed', days: 0 }]],
      [`${unit} due 12-01 17:30 running`],
    ],
    [
      'the first due stays through a pause and an extension',
      [
        asked,
        paused,
        ['2026-11-27 09:00', { type: 'resumed', days: 3 }],
        ['2026-11-30 09:00', { type: 'extended', until: '2026-12-16' }],
      ],
      [`${unit} due 12-16 17:30 first 12-01 17:30 running`],
    ],
    [
      'resolved while it stood still',
      [
        asked,
        paused,
        ['2026-11-25 09:00', { type: 'resolved', outcome: '已解决', text: 'x', companyText: 'x', attachments: [] }],
      ],
      [`${unit} due 12-01 17:30 paused done`],
    ],
  ];
  for (const [title, life, expected] of table) {
    it(title, () => expect(told('result', clocksOf(...withPlan, ...life))).to.deep.equal(expected));
  }

  it('tells in its derivation what moved it', () => {
    const [row] = clocksOf(
      ...withPlan,
      asked,
      paused,
      ['2026-11-27 09:00', { type: 'resumed', days: 3 }],
      ['2026-11-30 09:00', { type: 'extended', until: '2026-12-16' }],
    ).filter(({ kind }) => kind === 'result');
    expect(row?.derivation).to.equal(
      '11月23日(周一)提出方案 → 计划12月1日(周二)办结 → 12月1日(周二)17:30 → 暂停计时3个工作日 → 12月4日(周五)17:30 → 11月30日(周一)同意延期 → 12月16日(周三)17:30',
    );
  });

  it('补录: a step counts from when it was taken, never from before its clock', () => {
    const signedOn = (doneAt: string) =>
      clocksOf(
        begun,
        ['2026-11-20 10:05', dispatched],
        ['2026-11-25 09:00', { ...signed, doneAt: china(doneAt) } as Happening],
      ).find(({ kind }) => kind === 'sign-in')?.stoppedAt;
    expect(signedOn('2026-11-23 17:30')).to.equal(china('2026-11-23 17:30'));
    expect(signedOn('2026-11-19 17:30')).to.equal(china('2026-11-25 09:00'));
  });
});

describe('时限 — when a rule or the calendar changes', () => {
  const move = (kind: ClockKind, startedAt: string, to: string): Happening => ({
    type: 'recalculated',
    moves: [
      {
        kind,
        startedAt: china(startedAt),
        from: china('2026-11-25 17:30'),
        to: china(to),
        rule: '7日',
        derivation: '新',
      },
    ],
  });
  it('moves the clock of that kind and start, and no other', () => {
    const rows = clocksOf(
      begun,
      ['2026-11-20 10:05', dispatched],
      ['2026-11-23 09:00', move('plan', '2026-11-20 10:00', '2026-11-27 17:30')],
    );
    expect(told('plan', rows)).to.deep.equal([
      'centre - due 11-25 17:30 moved',
      'handler development-reform-commission due 11-27 17:30 first 11-25 17:30 running',
    ]);
    const missed = clocksOf(begun, ['2026-11-23 09:00', move('plan', '2026-11-20 10:01', '2026-11-27 17:30')]);
    expect(told('plan', missed)).to.deep.equal(['centre - due 11-25 17:30 running']);
  });

  it('the window of the unit stays when the due moves within it', () => {
    const rows = clocksOf(
      begun,
      ['2026-11-25 10:00', dispatched],
      ['2026-11-25 11:00', move('plan', '2026-11-20 10:00', '2026-11-26 17:30')],
    );
    expect(told('plan', rows).at(-1)).to.include('due 11-26 17:30 owed 11-27 17:30 first 11-25 17:30');
  });

  it('a due that moves into the window of the unit leaves it its window', () => {
    const rows = clocksOf(
      begun,
      ['2026-11-23 10:00', dispatched],
      ['2026-11-23 11:00', move('plan', '2026-11-20 10:00', '2026-11-24 17:30')],
    );
    expect(told('plan', rows).at(-1)).to.include('due 11-24 17:30 owed 11-25 17:30 first 11-25 17:30');
  });

  it('the preview replays the timeline under the new rules and leaves out what was confirmed under older ones', () => {
    const timeline = [
      anEvent(submitted, china('2026-11-20 10:00')),
      anEvent(move('plan', '2026-11-20 10:00', '2026-11-27 17:30'), china('2026-11-23 09:00')),
    ];
    const clocks = { ...district.clocks, plan: { days: 10, dayMode: 'calendar' as const } };
    const rows = replayClocks(timeline, { district: { ...district, clocks }, calendar });
    expect(told('plan', rows)).to.deep.equal(['centre - due 11-30 17:30 running']);
    expect(told('plan', replayClocks(timeline, { district, calendar }))).to.deep.equal([
      'centre - due 11-25 17:30 running',
    ]);
  });
});
