import { expect } from 'chai';
import fc from 'fast-check';
import { mask } from '../../../src/domain/texts/masking.ts';
import { foundIn, runs, seed } from '../../support/needles.ts';
import { plantedText } from '../../support/planted.ts';

describe('遮盖 — numbers and names in whatever way they are written among other words', () => {
  it('nothing of them stands in the masked text, also when it is masked again', () => {
    fc.assert(
      fc.property(plantedText, ({ text, needles }) => {
        const shown = mask(text);
        expect(foundIn(shown, needles), shown).to.deep.equal([]);
        expect(mask(shown), 'masked again').to.equal(shown);
      }),
      { seed, numRuns: runs * 400 },
    );
  });

  it('each of them is found in the text as it was written', () => {
    fc.assert(
      fc.property(plantedText, ({ text, needles }) => {
        for (const needle of needles) expect(foundIn(text, [needle]), text).not.to.be.empty;
      }),
      { seed, numRuns: runs * 40 },
    );
  });
});
