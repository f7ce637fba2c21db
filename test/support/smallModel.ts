import { readSources } from '../../scripts/understanding/sources.ts';
import type { Linear } from '../../src/understanding/learning/linear.ts';
import { trainLinear } from '../../src/understanding/learning/trainLinear.ts';
import { trainTagger } from '../../src/understanding/learning/trainTagger.ts';
import type { Calibration, Model } from '../../src/understanding/model.ts';
import { characterFeatures } from '../../src/understanding/text/characters.ts';
import { gramsOf } from '../../src/understanding/text/grams.ts';
import { listsOf } from '../../src/understanding/text/lexicon.ts';
import { unmeasured } from '../../src/understanding/training/measure.ts';
import { prepared } from '../../src/understanding/training/prepared.ts';
import { rules } from '../domain/given.ts';

const calibration: Calibration = {
  taskForce: 8,
  verb: 8,
  appealFrom: 0.5,
  sensitiveFrom: 1,
  suspectedFrom: 0,
  urgentFrom: 0,
  severalFrom: 0,
  boundaryFrom: 0,
  dispatchFrom: 0.7,
};

/** As the whole is learned, of few texts and with small tables: for tests of what is done with a model. */
export function smallModel(): Model {
  const lists = listsOf(rules);
  const some = readSources(rules).rows.filter(({ kind }, at) => kind === 'appeal' && at % 40 === 0);
  const all = some.map(prepared);
  const examples = all.map(({ bare, row }) => ({ grams: gramsOf(bare), is: row.label - 1 }));
  const names = Array.from({ length: 18 }, (_, at) => String(at + 1));
  const linear = trainLinear(examples, names, { bits: 12, rounds: 4, cost: 1, seed: 7 });
  const texts = all.map(({ plain, fields }) => {
    const tags = new Uint8Array(plain.length);
    for (const { from, to } of fields) tags.fill(2, from, to).fill(1, from, from + 1);
    return { features: characterFeatures(plain, lists), tags };
  });
  const fields = trainTagger(texts, ['O', 'B', 'I'], { bits: 12, rounds: 2, seed: 7 });
  const rest = ['kind', 'verb', 'sensitive', 'sensitiveClause', 'urgent', 'channel', 'several', 'boundary'] as const;
  const linears = Object.fromEntries(rest.map((name) => [name, linear])) as Record<(typeof rest)[number], Linear>;
  return {
    ...{ sources: 'few', taskForce: linear, ...linears, fields, sayers: {} },
    ...{ calibration: { ...calibration }, measured: unmeasured },
  };
}
