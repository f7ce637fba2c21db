import { expect } from 'chai';
import { statuses } from '../../src/domain/appeal/appeal.ts';
import { Refusal, type RefusalCode, type Refusals } from '../../src/domain/errors.ts';
import { lifecycle, type Verb, verbs } from '../../src/domain/verbs.ts';
import { refusalText } from '../../src/presenters/words/refusals/refusalText.ts';
import { faultText } from '../../src/presenters/words/words.ts';
import { number, rules } from '../domain/given.ts';

const target = 'finance-bureau';
/** Facts for every refusal: a new code does not compile without them. */
const samples: { [C in RefusalCode]: Refusals[C] } = {
  'person.unknown': {},
  'not.allowed': { verb: 'signIn', number },
  'wrong.state': { number, status: 'planned', verb: 'signed' },
  'card.stale': { number, status: 'planned' },
  'appeal.unknown': { number },
  'appeal.one_only': { verb: 'withdrawn' },
  'appeal.too_many': { count: 51, limit: 50 },
  'appeal.none': { verb: 'signed' },
  'text.missing': { verb: 'planned', number },
  'text.sensitive': { number },
  'details.unreadable': { number },
  'details.same': { number },
  'trial.empty': {},
  'trial.private': {},
  'text.too_long': { limit: 5000, length: 6000, begins: '沈巷镇宏泰机械', where: 'message' },
  'text.full': { number, limit: 20000, held: 18000, length: 3000 },
  'field.missing': { fields: ['解决方案'] },
  'field.foreign': { fields: ['不明'] },
  'plan.date_later': { number, date: '2026-12-20', due: '2026-12-10' },
  'plan.date_past': { number, date: '2026-11-19' },
  'plan.date_far': { number, date: '2028-01-01', months: 12 },
  'date.unreadable': { text: '尽快' },
  'resolve.date_missing': { number },
  'return.too_late': { number },
  'return.not_returnable': { number },
  'reason.missing': { verb: 'return_asked' },
  'withdraw.too_late': { number },
  'transfer.same': { number, target },
  'transfer.no_force': { number },
  'transfer.outside': { number, target },
  'task_force.unknown': { name: '火星' },
  'task_force.ambiguous': { name: '获得', candidates: ['获得电力', '获得信贷'] },
  'unit.unknown': { name: '火星局' },
  'unit.ambiguous': { name: '区', candidates: ['区税务局', '区财政局'] },
  'bind.not_group': {},
  'bind.unknown': {},
  'bind.external': {},
  'bind.taken': { name: '获得电力专班群' },
  'bind.nothing': {},
  'draft.gone': {},
  'files.gone': { number },
  'tip.done': { accepted: true, by: '服务中心值班人员', at: '2026-11-20T02:00:00.000Z', number },
  'draft.done': { at: '2026-11-20T02:00:00.000Z', as: '新诉求' },
  confidential: { number },
  'time.not_movable': { number },
  'time.asked': { number },
  'time.not_asked': { number },
  'extension.once': { number },
  'extension.too_late': { number, days: 1 },
  'extension.date': { number, due: '2026-11-27' },
  'pause.too_long': { number, left: 4 },
  'pause.running': { number },
  'pause.none': { number },
  'nudge.too_soon': { number, until: '2026-11-20T07:00:00.000Z' },
  'instruction.sensitive': { number },
  'instruction.none': { number },
  'inform.done': { number, of: 'plan' },
  'backfill.date': { number, date: '2026-11-30', from: '2026-11-20' },
  'paper.gone': { number },
  'paper.decided': {
    number,
    kind: 'supervision',
    released: false,
    at: '2026-11-20T02:00:00.000Z',
    by: '区营商办工作人员甲',
  },
  'head.vacant': { number, unit: '区财政局' },
  'supervision.open': { number },
  'supervision.running': { number, document: '鸠营商办督〔2026〕1号', due: '2026-12-01T09:30:00.000Z' },
  'supervision.blue': { number },
  'supervision.date': { number, date: '2026-11-20' },
  'supervision.date_far': { number, date: '9999-12-31', months: 12 },
  'rules.changed': {},
  'rules.settled': {},
  'substitute.self': {},
  'substitute.date': { date: '2026-11-19', days: 90 },
  'substitute.nothing': { name: '王强' },
  'substitute.nobody': {},
  'substitute.none': {},
  'substitute.unknown': { names: ['王强'] },
  'report.gone': {},
  'report.outside': { name: '获得信贷', inGroup: false },
};

/** What no sentence may be: empty, half a program, loud, or written with half-width punctuation. */
function mustBeASentence(text: string): void {
  expect(text).to.match(/^[\s\S]*[\u4e00-\u9fa5][\s\S]*。$/);
  expect(text).to.not.match(/undefined|null|NaN|\[object|\$\{/);
  expect(text).to.not.match(/[!！]/);
  const written = text.replace(/\(周[一二三四五六日]\)/g, '');
  expect(written).to.not.match(/[\u4e00-\u9fa5”）][,;:?()]|[,;:?()][\u4e00-\u9fa5“（]/);
}

describe('措辞 — every refusal is a sentence', () => {
  for (const [code, facts] of Object.entries(samples) as [RefusalCode, Refusals[RefusalCode]][]) {
    it(code, () => {
      const text = refusalText(new Refusal(code, facts), rules);
      mustBeASentence(text);
      expect(text).to.not.include(code);
    });
  }

  for (const verb of Object.keys(verbs) as Verb[]) {
    it(`not allowed to ${verb}, with and without an appeal`, () => {
      for (const facts of [{ verb }, { verb, number }]) {
        const text = refusalText(new Refusal('not.allowed', facts), rules);
        mustBeASentence(text);
        expect(text).to.not.include(verb);
      }
    });
  }

  for (const verb of Object.keys(lifecycle)) {
    it(`${verb} in a state where it cannot happen, or on nothing`, () => {
      for (const status of statuses) {
        const text = refusalText(new Refusal('wrong.state', { number, status, verb }), rules);
        mustBeASentence(text);
        expect(text).to.not.match(new RegExp(`${verb}|${status}`));
        mustBeASentence(refusalText(new Refusal('card.stale', { number, status }), rules));
      }
      mustBeASentence(refusalText(new Refusal('appeal.none', { verb }), rules));
      mustBeASentence(refusalText(new Refusal('text.missing', { verb, number }), rules));
      mustBeASentence(refusalText(new Refusal('reason.missing', { verb }), rules));
    });
  }

  it('names a unit as people call it, and a far date with its year', () => {
    expect(refusalText(new Refusal('transfer.same', { number, target }), rules)).to.include('区财政局');
    expect(refusalText(new Refusal('plan.date_far', samples['plan.date_far']), rules)).to.include('2028年1月1日');
  });

  it('what can be said in two ways is a sentence in both', () => {
    const said = [
      refusalText(new Refusal('extension.too_late', { number, days: 0 }), rules),
      refusalText(new Refusal('pause.too_long', { number, left: 0 }), rules),
      refusalText(new Refusal('inform.done', { number, of: 'result' }), rules),
    ];
    for (const text of said) mustBeASentence(text);
    expect(said[0]).to.include('已经到期').and.not.include('0个工作日');
    expect(said[1]).to.include('用完').and.not.include('0个工作日');
    expect(said[2]).to.include('办理结果');
  });

  it('a fault of the program tells its number', () => {
    mustBeASentence(faultText('f-12'));
    expect(faultText('f-12')).to.include('f-12');
  });
});
