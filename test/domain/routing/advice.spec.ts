import { expect } from 'chai';
import type { Candidate, Routing } from '../../../src/domain/appeal/parts.ts';
import { needsAdvice, withAdvice } from '../../../src/domain/routing/advice.ts';
import { readRules } from '../../../src/settings/settings.ts';

const { rules } = readRules('config');
const text = '沈巷镇江畔机械有限公司反映，门口那件事拖到现在没有结果，请帮忙协调';
const [matter] = rules.reader.read(text).matters;
const one = (taskForce: number): Candidate => ({ taskForce, unit: 'u', score: 0.3, words: ['停电'] });
const three = [one(1), one(2), one(3)];
const proposedIn = (routing: Routing) =>
  routing.kind === 'unsure' ? routing.candidates.map(({ taskForce, advised }) => [taskForce, advised ?? false]) : [];

describe('大模型 — a proposal and what it changes', () => {
  it('one of the likeliest three is marked and stays where it is', () => {
    const routing = withAdvice({ kind: 'unsure', candidates: three }, 2, matter, rules);
    expect(proposedIn(routing)).to.deep.equal([
      [1, false],
      [2, true],
      [3, false],
    ]);
  });

  it('another takes the place of the third, with what the reader makes of it and its own lead unit', () => {
    const routing = withAdvice({ kind: 'unsure', candidates: three }, 8, matter, rules);
    expect(proposedIn(routing)).to.deep.equal([
      [1, false],
      [2, false],
      [8, true],
    ]);
    const { unit, score } = (routing.kind === 'unsure' && routing.candidates[2]) || one(0);
    expect(unit).to.equal(rules.taskForces.find(({ number }) => number === 8)?.leadUnit);
    expect(score).to.be.within(0, 1);
  });

  it('of fewer than three nothing gives way', () => {
    expect(proposedIn(withAdvice({ kind: 'unsure', candidates: [one(1)] }, 8, matter, rules))).to.deep.equal([
      [1, false],
      [8, true],
    ]);
  });

  const settled: Routing[] = [
    { kind: 'guess', choice: one(1), candidates: three },
    { kind: 'decided', by: 'words', choice: one(1), candidates: three },
    { kind: 'sensitive', terms: ['举报'], suspected: true },
  ];
  for (const routing of settled) {
    it(`${routing.kind}: it changes nothing`, () => expect(withAdvice(routing, 8, matter, rules)).to.equal(routing));
  }

  it('without one, nothing changes', () => {
    const routing: Routing = { kind: 'unsure', candidates: three };
    expect(withAdvice(routing, undefined, matter, rules)).to.equal(routing);
  });

  describe('asked for', () => {
    const needs = (said: string) => needsAdvice({ text: said, mentioned: [], read: rules.reader.read(said) }, rules);

    it('when nobody here can tell', () => {
      const never = { ...rules, reader: { ...rules.reader, dispatchFrom: 2 } };
      const asked = { text, mentioned: [], read: rules.reader.read(text) };
      expect(needsAdvice(asked, never)).to.equal(true);
    });

    // biome-ignore format: a list of short texts
    for (const said of ['申请变压器增容两个月未批复', `${text}，请获得电力专班看看`, '区住建局的人索要好处费，不给不办'])
      it(`not of “${said}”`, () => expect(needs(said)).to.equal(false));

    it('not of what no group would read, also when it leans to be ordinary', () => {
      const [term = ''] = rules.lexicon.sensitive;
      const said = `${text}，没有${term}`;
      const ordinary = { ...rules.reader.read(text), sensitivity: { level: 'none', score: -9, words: [] } as const };
      expect(needsAdvice({ text: said, mentioned: [], read: ordinary }, rules)).to.equal(false);
    });
  });
});
