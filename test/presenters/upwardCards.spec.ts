import { expect } from 'chai';
import type { AppealStatus } from '../../src/domain/appeal/appeal.ts';
import type { Paper } from '../../src/domain/appeal/papers.ts';
import type { ClockRow } from '../../src/domain/clocks/clocks.ts';
import type { CardKind } from '../../src/domain/message.ts';
import { draw } from '../../src/notices/drawing.ts';
import type { AppealFacts } from '../../src/presenters/cards/facts.ts';
import { answerCard, instructionNote } from '../../src/presenters/cards/instruction.ts';
import { urgeNote } from '../../src/presenters/cards/supervisionLines.ts';
import { anAppealIn, china, friday, number, rules } from '../domain/given.ts';
import { textOf } from '../support/cardText.ts';

const unit = 'development-reform-commission';
const secret = '王强 13900001234';

function aClock(kind: ClockRow['kind'], stopped: boolean): ClockRow {
  const dueAt = china('2026-11-25 17:30');
  const row = { id: 'c1', appeal: number, kind, owner: 'handler' as const, rule: '5日', startedAt: friday, dueAt };
  return { ...row, owedAt: dueAt, derivation: '5日', ...(stopped ? { stoppedAt: dueAt } : {}) };
}

function aPaper(kind: Paper['kind'], state: Paper['state'], change: Partial<Paper> = {}): Paper {
  const at = china('2026-11-27 09:01');
  const of = { id: 'p1', appeal: number, clock: 'c1', unit, reason: `超期，联系人${secret}`, dueAt: at };
  return {
    ...of,
    kind,
    state,
    createdAt: at,
    ...(state === 'released' ? { releasedAt: at, number: '1号' } : {}),
    ...change,
  };
}

function factsOf(status: AppealStatus, papers: Paper[], stopped = false, kind: ClockRow['kind'] = 'plan'): AppealFacts {
  const told = [
    { clock: 'c1', step: 'today' as const, at: china('2026-11-25 09:00'), late: false },
    { clock: 'c1', step: 'overdue' as const, at: china('2026-11-26 10:00'), late: true },
    { clock: 'c9', step: 'overdue' as const, at: china('2026-11-20 10:00'), late: false },
  ];
  return {
    appeal: anAppealIn(status, { title: `增容未批，找${secret}`, contact: { name: '王强', phone: '13900001234' } }),
    clocks: [aClock(kind, stopped)],
    rules,
    handlers: [{ openId: 'ou_1', name: '联络员' }],
    papers: {
      papers,
      heads: [{ title: '主任', reachable: true }],
      deputies: [{ openId: 'ou_1', name: '联络员' }],
      told,
    },
  };
}

const kinds = {
  'head-note': 'head-note',
  note: 'head-note',
  supervision: 'supervision',
  order: 'supervision',
} as const;
const slots = Object.keys(kinds) as (keyof typeof kinds & CardKind)[];

describe('提示和督办 — whole in every state, and nobody named', () => {
  for (const slot of slots) {
    for (const state of ['draft', 'released', 'void'] as const) {
      it(`${slot} of a paper that is ${state}`, () => {
        for (const status of ['dispatched', 'returned', 'planned', 'resolved', 'answered', 'withdrawn'] as const) {
          for (const kind of ['plan', 'result', 'rework'] as const) {
            for (const live of [true, false]) {
              // Whoever may release it reads the reason as it stands.
              const reason = slot === 'supervision' ? { reason: '超期' } : {};
              const facts = factsOf(status, [aPaper(kinds[slot], state, reason)], status !== 'dispatched', kind);
              const card = draw(slot, facts, live);
              expect(textOf(card)).to.not.match(/undefined|NaN|\[object|\bnull\b|王强|13900001234/);
              expect(textOf({ ...card, blocks: card.blocks.slice(-1) })).to.match(/。$/);
            }
          }
        }
      });
    }
  }

  it('tells who was reminded when: of this clock alone, 补发 marked', () => {
    const text = textOf(draw('head-note', factsOf('dispatched', [aPaper('head-note', 'draft')])));
    expect(text).to.include('此前11月25日已提示联络员，11月26日（补发）已提示联络员和分管负责同志。');
  });

  it('says why it is void: done, moved, withdrawn, or set aside by somebody', () => {
    const shown = (status: AppealStatus, change: Partial<Paper> = {}) =>
      textOf(draw('supervision', factsOf(status, [aPaper('supervision', 'void', change)])));
    expect(shown('planned')).to.include('已办理，本督办单已撤销');
    expect(shown('planned', { unit: 'finance-bureau' })).to.include('本件已改派');
    expect(shown('returned')).to.include('本件已申请退件');
    expect(shown('withdrawn')).to.include('本件已撤回');
    expect(shown('planned', { releasedBy: 'office' })).to.include('不签发');
  });

  it('mentions each person of the unit once', () => {
    const card = draw('order', factsOf('planned', [aPaper('supervision', 'released')]));
    expect(textOf(card).match(/@联络员/g)).to.have.length(1);
  });

  it('what a group reads of a leader’s words and of the answer names nobody', () => {
    const facts = factsOf('planned', []);
    const given = { id: 'i1', text: `请联系${secret}`, by: 'leader', recorded: false, at: friday };
    const answered = { ...given, answer: { text: `已联系${secret}`, at: friday } };
    const urged = urgeNote(facts, { reason: `请联系${secret}。`, by: '区营商办' }, facts.handlers);
    for (const message of [instructionNote(facts, given), answerCard(facts, answered, true), urged]) {
      expect(textOf(message)).to.not.match(/王强|13900001234|。。/);
    }
  });
});
