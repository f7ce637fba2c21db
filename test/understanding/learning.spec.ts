import { expect } from 'chai';
import { readSources } from '../../scripts/understanding/sources.ts';
import { decodeModel, encodeModel } from '../../src/understanding/modelFile.ts';
import { exactIn } from '../../src/understanding/text/exact.ts';
import { listsOf } from '../../src/understanding/text/lexicon.ts';
import { train } from '../../src/understanding/training/train.ts';
import { rules } from '../domain/given.ts';

describe('学习 — the same texts make the same model', () => {
  const all = readSources(rules);
  const few = <T>(list: readonly T[]) => list.filter((_, at) => at % 60 === 0);
  const sources = { ...all, rows: few(all.rows), intents: few(all.intents) };

  let bytes: Buffer;
  before(() => {
    bytes = encodeModel(train(sources, listsOf(rules), 'few'));
  });

  it('bit for bit, and it is read back as it was written', () => {
    expect(encodeModel(train(sources, listsOf(rules), 'few')).equals(bytes)).to.equal(true);
    expect(encodeModel(decodeModel(bytes)).equals(bytes)).to.equal(true);
    expect(decodeModel(bytes).sources).to.equal('few');
  });

  it('what is no model, or half of one, is refused', () => {
    expect(() => decodeModel(Buffer.from('something else'))).to.throw('no model');
    expect(() => decodeModel(bytes.subarray(0, bytes.length - 4_000))).to.throw('cut off');
  });

  it('every row of the corpus says what it is', () => {
    const faults = all.rows.flatMap(({ text, kind, label, alt, spans, matters = [] }) => [
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
