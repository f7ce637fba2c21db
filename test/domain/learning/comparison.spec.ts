import { expect } from 'chai';
import {
  betterOf,
  type Figure,
  figureNames,
  figures,
  type Measured,
  worseFigures,
} from '../../../src/domain/learning/comparison.ts';

const measured = (change: Partial<Record<Figure, number>> = {}, of = 1_000): Measured =>
  Object.fromEntries(figureNames.map((name) => [name, { share: change[name] ?? 0.5, of }])) as Measured;
const named = (before: Measured, after: Measured) => worseFigures(before, after).map(({ figure }) => figure);

describe('比对 — a candidate is taken when nothing measured got worse', () => {
  it('the same, or better in everything', () => {
    const better = Object.fromEntries(figureNames.map((name) => [name, figures[name].more ? 0.6 : 0.4]));
    expect(named(measured(), measured())).to.deep.equal([]);
    expect(named(measured(), measured(better))).to.deep.equal([]);
  });

  for (const name of figureNames) {
    const { more, worseBy } = figures[name];
    const worse = (by: number) => measured({ [name]: more ? 0.5 - by : 0.5 + by });
    it(`${name}: ${worseBy * 1000} in a thousand are chance, more is worse, whatever else got better`, () => {
      expect(named(measured(), worse(worseBy))).to.deep.equal([]);
      const gains = { ...worse(worseBy + 0.001), ...(name === 'first' ? {} : { first: { share: 0.9, of: 1_000 } }) };
      expect(named(measured(), gains)).to.deep.equal([name]);
    });
  }

  it('what there is nothing of is not compared', () => {
    expect(named(measured({}, 0), measured({ corrections: 0 }))).to.deep.equal([]);
  });

  it('by small steps nothing is lost: the better of two is what counts', () => {
    const best = betterOf(measured({ first: 0.7, ordinaryHeld: 0.2 }), measured({ first: 0.6, ordinaryHeld: 0.1 }));
    expect([best.first.share, best.ordinaryHeld.share]).to.deep.equal([0.7, 0.1]);
    expect(betterOf(measured({}, 0), measured({ first: 0.1 })).first.share).to.equal(0.1);
  });
});
