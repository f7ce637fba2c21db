import { expect } from 'chai';
import { readSources } from '../../scripts/understanding/sources.ts';
import type { Linear } from '../../src/understanding/learning/linear.ts';
import { trainLinear } from '../../src/understanding/learning/trainLinear.ts';
import { trainTagger } from '../../src/understanding/learning/trainTagger.ts';
import type { Calibration, Model } from '../../src/understanding/model.ts';
import { decodeModel, encodeModel } from '../../src/understanding/modelFile.ts';
import { characterFeatures } from '../../src/understanding/text/characters.ts';
import { exactIn } from '../../src/understanding/text/exact.ts';
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

describe('学习 — the same texts make the same model', () => {
  const sources = readSources(rules);
  const some = sources.rows.filter(({ kind }, at) => kind === 'appeal' && at % 40 === 0).map(prepared);
  const lists = listsOf(rules);

  /** As the whole is learned, of few texts and with small tables. */
  function learned(): Model {
    const examples = some.map(({ bare, row }) => ({ grams: gramsOf(bare), is: row.label - 1 }));
    const names = Array.from({ length: 18 }, (_, at) => String(at + 1));
    const linear = trainLinear(examples, names, { bits: 12, rounds: 4, cost: 1, seed: 7 });
    const texts = some.map(({ plain, fields }) => {
      const tags = new Uint8Array(plain.length);
      for (const { from, to } of fields) tags.fill(2, from, to).fill(1, from, from + 1);
      return { features: characterFeatures(plain, lists), tags };
    });
    const fields = trainTagger(texts, ['O', 'B', 'I'], { bits: 12, rounds: 2, seed: 7 });
    const rest = ['kind', 'verb', 'sensitive', 'sensitiveClause', 'urgent', 'channel', 'several', 'boundary'] as const;
    const linears = Object.fromEntries(rest.map((name) => [name, linear])) as Record<(typeof rest)[number], Linear>;
    return { sources: 'few', taskForce: linear, ...linears, fields, calibration: { ...calibration }, measured: unmeasured };
  }

  let bytes: Buffer;
  before(() => {
    bytes = encodeModel(learned());
  });

  it('bit for bit, and it is read back as it was written', () => {
    expect(encodeModel(learned()).equals(bytes)).to.equal(true);
    expect(encodeModel(decodeModel(bytes)).equals(bytes)).to.equal(true);
    expect(decodeModel(bytes).sources).to.equal('few');
  });

  it('what is no model, or half of one, is refused', () => {
    expect(() => decodeModel(Buffer.from('something else'))).to.throw('no model');
    expect(() => decodeModel(bytes.subarray(0, bytes.length - 400))).to.throw('cut off');
  });

  it('every row of the corpus says what it is', () => {
    const faults = sources.rows.flatMap(({ text, kind, label, alt, spans, matters = [] }) => [
      ...(kind === 'appeal' && !(label >= 1 && label <= 18) ? [`label: ${text}`] : []),
      ...alt.filter((one) => one === label || one < 1 || one > 18).map(() => `alt: ${text}`),
      ...[...spans.map(([, words]) => words), ...matters.map((one) => one.text)]
        .filter((words) => !text.includes(words))
        .map((words) => `${words}: ${text}`),
    ]);
    expect(faults).to.deep.equal([]);
  });
});

describe('数字 — what has an exact form', () => {
  const cases: [text: string, what: string[]][] = [
    ['电话13900001234', ['mobile']],
    ['139 0000 1234 或 0553-5000123转8012', ['mobile', 'landline']],
    ['座机5000123', ['landline']],
    ['订单5000123', []],
    ['订单20261120139000012345', []],
    ['身份证340299199001010015', []],
    ['信用代码91340200ma2tabcd1x', ['credit-code']],
    ['卡号6222 0213 0700 4185 292', ['bank-card']],
    ['运单号sf3302202632950323215', []],
  ];
  for (const [text, what] of cases) {
    it(text, () => expect(exactIn(text).map((one) => one.what)).to.deep.equal(what));
  }

  it('an ID card has a birth date and the right check digit', () => {
    const body = '34029919900101001';
    const right = [...'0123456789x'].filter((digit) =>
      exactIn(`${body}${digit}`).some(({ what }) => what === 'id-card'),
    );
    expect(right).to.have.length(1);
    expect(exactIn(`${body.replace('0101', '1350')}${right[0]}`).map(({ what }) => what)).not.to.include('id-card');
  });
});
