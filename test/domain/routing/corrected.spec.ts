import { expect } from 'chai';
import type { Likeness } from '../../../src/domain/learning/memory.ts';
import { corrected } from '../../../src/domain/routing/corrected.ts';

const ranking = (...all: [number, number][]) => all.map(([taskForce, confidence]) => ({ taskForce, confidence }));
const like = (taskForce: number, closest: number, cases = 1): Likeness => ({ taskForce, closest, cases });
const from = 0.85;

describe('更正 — what people said of texts like it goes before what was learned', () => {
  const sure = ranking([3, 0.95], [8, 0.03], [11, 0.02]);
  const doubtful = ranking([3, 0.5], [8, 0.3], [11, 0.2]);
  // biome-ignore format: a table is read by column
  const cases: [what: string, of: ReturnType<typeof ranking>, likes: Likeness[], first: number, sure: boolean][] = [
    ['nothing like it, sure',                     sure,     [],                             3,  true],
    ['nothing like it, in doubt',                 doubtful, [],                             3,  false],
    ['about the same as one of another',          sure,     [like(8, 0.7)],                 8,  true],
    ['like one of another: asked, it first',      sure,     [like(8, 0.5, 2)],              8,  false],
    ['like one of the same: as before',           doubtful, [like(3, 0.5)],                 3,  false],
    ['about the same as one of the same',         doubtful, [like(3, 0.7)],                 3,  true],
    ['corrections that contradict',               sure,     [like(8, 0.7), like(11, 0.65)], 3,  false],
    ['… and one of them speaks for the first',    sure,     [like(8, 0.7), like(3, 0.65)],  3,  true],
    ['one much closer than its rival',            sure,     [like(11, 0.8), like(8, 0.5)],  11, true],
    ['of a task force that cannot be meant',      sure,     [like(17, 0.9)],                3,  true],
  ];
  for (const [what, of, likes, first, isSure] of cases) {
    it(what, () => {
      const judged = corrected(of, likes, from);
      expect([judged.ranking[0]?.taskForce, judged.sure]).to.deep.equal([first, isSure]);
      expect(judged.ranking.map(({ taskForce }) => taskForce).sort()).to.deep.equal(
        of.map((one) => one.taskForce).sort(),
      );
    });
  }
});
