import { expect } from 'chai';
import { readTest } from '../../scripts/understanding/sources.ts';
import { evaluate, type Figures } from '../../src/understanding/training/evaluate.ts';
import { rules } from '../domain/given.ts';

/** What the model of this clone must reach on texts it never saw, in hundredths (docs/develop/understanding.md#figures). */
const least: [what: string, of: (figures: Figures) => number, percent: number][] = [
  ['the task force first', ({ taskForce }) => taskForce.first.share, 91],
  ['… among three', ({ taskForce }) => taskForce.amongThree.share, 97.5],
  ['… of hard texts', ({ taskForce }) => taskForce.hard.share, 82],
  ['right when dispatched', ({ rightWhenDispatched }) => rightWhenDispatched.share, 97],
  ['dispatched', ({ dispatched }) => dispatched.share, 70],
  ['appeals kept', ({ appealsKept }) => appealsKept.share, 98],
  ['others kept out', ({ othersKeptOut }) => othersKeptOut.share, 92],
  ['sensitive texts held', ({ sensitive }) => sensitive.held.share, 92],
  ['look-alikes let go', ({ sensitive }) => 1 - sensitive.lookAlikesHeld.share, 80],
  ['ordinary texts let go', ({ sensitive }) => 1 - sensitive.ordinaryHeld.share, 94],
  ['urgent found', ({ urgent }) => urgent.found.share, 85],
  ['not falsely urgent', ({ urgent }) => 1 - urgent.false.share, 94],
  ['companies found', ({ fields }) => fields.company.recall.share, 88],
  ['companies right', ({ fields }) => fields.company.precision.share, 88],
  ['contacts found', ({ fields }) => fields.contact.recall.share, 90],
  ['contacts right', ({ fields }) => fields.contact.precision.share, 92],
  ['numbers found', ({ fields }) => fields.phone.recall.share, 98],
  ['numbers right', ({ fields }) => fields.phone.precision.share, 98],
  ['towns found', ({ fields }) => fields.town.recall.share, 95],
  ['towns right', ({ fields }) => fields.town.precision.share, 97],
  ['several matters told apart', ({ several }) => several.toldApart.share, 85],
  ['one matter left whole', ({ several }) => 1 - several.wronglySplit.share, 96],
];

describe('读懂 — texts of other hands, never trained on', () => {
  let figures: Figures;
  before(() => {
    const rows = readTest();
    expect(rows.length).to.be.above(400);
    figures = evaluate(
      rows,
      (text) => rules.reader.read(text),
      rules.reader.dispatchFrom,
      () => 0,
    );
  });

  for (const [what, of, percent] of least) {
    it(`${what}: ${percent} % or more`, () => expect(of(figures) * 100).to.be.at.least(percent));
  }

  it('what it says of its own certainty holds within five hundredths', () => {
    expect(figures.calibrationError).to.be.below(0.05);
  });
});
