import { expect } from 'chai';
import fc from 'fast-check';
import { type Appeal, statuses } from '../../src/domain/appeal/appeal.ts';
import type { AppealEvent } from '../../src/domain/appeal/events.ts';
import { replayClocks } from '../../src/domain/clocks/turnClocks.ts';
import type { Block, Card, Message } from '../../src/domain/message.ts';
import * as bindings from '../../src/presenters/cards/bindings.ts';
import { centreCard, closedCentreCard } from '../../src/presenters/cards/centreCard.ts';
import { closedDispatchCard, dispatchCard } from '../../src/presenters/cards/dispatchCard.ts';
import type { AppealFacts } from '../../src/presenters/cards/facts.ts';
import { detailCard, listCard, taskForcesCard } from '../../src/presenters/cards/lists.ts';
import { receiptCard } from '../../src/presenters/cards/receiptCard.ts';
import { tipCard } from '../../src/presenters/cards/tipCard.ts';
import { answeredNote, planNote } from '../../src/presenters/notes/companyNotes.ts';
import * as notes from '../../src/presenters/notes/notes.ts';
import { anAppealIn, aPerson, calendar, district, friday, rules, timelineIn } from '../domain/given.ts';
import { life, live } from '../domain/lives.ts';

function factsOf(appeal: Appeal, events: AppealEvent[], progress = '已现场勘查'): AppealFacts {
  const officer = aPerson('p-officer');
  return {
    appeal,
    rules,
    clocks: replayClocks(events, { district, calendar }),
    handlers: [{ openId: officer.openId, name: '联络员' }],
    signer: { openId: officer.openId, name: '业务人员' },
    progress: { text: progress, at: friday },
  };
}

/** Cards a group may hold. */
function groupCards(facts: AppealFacts, events: AppealEvent[]): Card[] {
  const lines = [{ appeal: facts.appeal, due: friday }];
  return [
    dispatchCard(facts),
    closedDispatchCard(facts),
    centreCard(facts),
    closedCentreCard(facts),
    detailCard(facts, events, { masked: true, oneChannel: true }),
    listCard('在办', lines, { rules, masked: true, total: 1 }),
  ];
}

function privateMessages(facts: AppealFacts, events: AppealEvent[]): Message[] {
  return [
    receiptCard(facts),
    detailCard(facts, events, { masked: false, oneChannel: false }),
    notes.signedNote(facts),
    notes.contactNote(facts),
    planNote(facts),
    answeredNote(facts),
    notes.rejectedNote(facts, '缺答复函'),
    notes.returnRefusedNote(facts, '属本单位职责'),
    notes.returnRefusedNote(facts, undefined),
    notes.movedAwayNote(facts, { sees: true }),
    notes.withdrawnNote(facts, { by: { role: 'specialist' } }),
    notes.supplementNote(facts, { text: '补来照片', attachments: 1 }),
    notes.commentNote(facts, '请先电话沟通'),
    notes.nobodyNote(facts),
    notes.confidentialNote(facts, ['索贿']),
    notes.confidentialNote(facts, []),
    notes.receivedInGroup(facts.appeal),
  ];
}

/** Everything a person can read in it, buttons and form fields included. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'kind' || key === 'say' ? [] : strings(inner)));
}

function lineText(block: Block | undefined): string {
  expect(block?.kind).to.equal('line');
  return strings(block).join('');
}

function mustGuide(card: Card): void {
  expect(lineText(card.blocks.at(-1)), card.title).to.match(/[\u4e00-\u9fa5].*。$/);
}

function mustBeWhole(message: Message): void {
  for (const text of strings(message)) expect(text).to.not.match(/undefined|NaN|\[object|\bnull\b/);
}

describe('卡片 — in every state', () => {
  for (const status of statuses) {
    const events = timelineIn(status);
    const facts = factsOf(anAppealIn(status), events);
    it(`${status}: whole sentences, and the last line says what the reader can do`, () => {
      for (const message of [...groupCards(facts, events), ...privateMessages(facts, events)]) {
        mustBeWhole(message);
        if (message.kind === 'card') mustGuide(message);
      }
    });
  }

  it('of any life, as far as it came', () => {
    fc.assert(
      fc.property(life, (given) => {
        const { appeal, events } = live(given);
        const facts = factsOf(appeal, events);
        for (const message of [...groupCards(facts, events), ...privateMessages(facts, events)]) mustBeWhole(message);
        for (const card of groupCards(facts, events)) mustGuide(card);
      }),
    );
  });

  it('dates read 11月25日(周三)17:30', () => {
    const facts = factsOf(anAppealIn('dispatched'), timelineIn('dispatched'));
    expect(strings(dispatchCard(facts)).join(''))
      .to.include('11月23日(周一)17:30')
      .and.include('11月25日(周三)17:30');
  });

  it('a result that was sent back no longer stands on the card', () => {
    const before = factsOf(anAppealIn('resolved'), timelineIn('resolved'));
    expect(strings(dispatchCard(before)).join('')).to.include('已送电');
    const after = factsOf({ ...before.appeal, status: 'planned' }, timelineIn('planned'));
    expect(strings(dispatchCard(after)).join('')).to.not.include('已送电');
  });

  it('the submitter reads a result only once it is approved', () => {
    const pending = strings(receiptCard(factsOf(anAppealIn('resolved'), timelineIn('resolved')))).join('');
    expect(pending).to.include('待审核').and.not.include('已送电');
    expect(strings(receiptCard(factsOf(anAppealIn('answered'), timelineIn('answered')))).join('')).to.include('已送电');
  });
});

describe('卡片 — what a group may not read', () => {
  const secret = ['13900001234', '139 0000 1234', '１３９００００１２３４', '0553-5881234', '340207199001011234'];
  const parts = fc.constantFrom(...secret.map((one) => ` ${one} `), '王强', '变压器增容', '，', '\n', '请尽快办理');
  const prose = fc.array(parts, { minLength: 1, maxLength: 6 }).map((some) => some.join(''));
  const status = fc.constantFrom(...statuses.filter((one) => one !== 'confidential'));
  const written = fc.record({
    status,
    text: prose,
    title: prose,
    company: prose,
    plan: prose,
    result: prose,
    reason: prose,
    progress: prose,
  });

  function drawn(said: typeof written extends fc.Arbitrary<infer Said> ? Said : never): string {
    const { plan, result, reason: returnReason, progress, status: state, ...rest } = said;
    const at = friday;
    const appeal = anAppealIn(state, {
      ...rest,
      returnReason,
      plan: { text: plan, companyText: plan, at },
      asked: { kind: 'pause', cause: '待企业', until: '2026-12-03', reason: returnReason, at },
      result: { outcome: '已解决', text: result, companyText: result, at },
    });
    return groupCards(factsOf(appeal, timelineIn(state), progress), timelineIn(state))
      .flatMap(strings)
      .join('\n');
  }

  it('numbers and the contact’s name are masked wherever people wrote them', () => {
    fc.assert(
      fc.property(written, (said) => {
        const shown = drawn(said);
        for (const one of secret) expect(shown).to.not.include(one);
        expect(shown).to.not.include('王强');
      }),
    );
  });

  for (const field of ['text', 'title', 'company', 'plan', 'result', 'reason', 'progress'] as const) {
    it(`sensitive words in the ${field} hide it`, () => {
      const said = {
        text: '增容',
        title: '增容',
        company: '江畔',
        plan: '勘查',
        result: '送电',
        reason: '无',
        progress: '勘查',
      };
      for (const state of statuses) {
        if (state === 'confidential') continue;
        expect(drawn({ ...said, status: state, [field]: '窗口人员索贿两千元' })).to.not.match(/索贿|两千元/);
      }
    });
  }

  it('says that something is withheld', () => {
    const events = timelineIn('dispatched');
    const facts = factsOf(anAppealIn('dispatched', { text: '窗口人员索贿' }), events);
    expect(strings(dispatchCard(facts)).join('')).to.include('（内容按规定不在群内显示）');
  });

  it('nor who sent a tip of sensitive matters', () => {
    const tip = { id: 't1', text: '窗口人员索贿', attachments: [] };
    const card = tipCard(tip, { rules, name: '王强' });
    expect(strings(card).join('')).to.not.match(/索贿|王强/);
    mustGuide(card);
    const plain = tipCard({ ...tip, text: '变压器增容，13900001234' }, { rules, name: '王强' });
    expect(strings(plain).join('')).to.include('王强').and.include('139****1234');
    mustGuide(plain);
  });
});

describe('卡片 — of the desk itself', () => {
  for (const card of [
    bindings.bindCard(rules),
    bindings.boundCard([{ kind: 'centre' }], rules),
    taskForcesCard(rules),
  ]) {
    it(`${card.title}: the last line guides`, () => mustGuide(card));
  }
});
