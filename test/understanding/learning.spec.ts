import { expect } from 'chai';
import { readSources } from '../../scripts/understanding/sources.ts';
import type { Example } from '../../src/domain/learning/examples.ts';
import { scores } from '../../src/understanding/learning/linear.ts';
import { decodeModel, encodeModel } from '../../src/understanding/modelFile.ts';
import { exactIn } from '../../src/understanding/text/exact.ts';
import { gramsOf } from '../../src/understanding/text/grams.ts';
import { trainLinears } from '../../src/understanding/training/trainModels.ts';
import { rules } from '../domain/given.ts';
import { smallModel } from '../support/smallModel.ts';

describe('学习 — the same texts make the same model', () => {
  const sources = readSources(rules);
  let bytes: Buffer;
  before(() => {
    bytes = encodeModel(smallModel());
  });

  it('bit for bit, and it is read back as it was written', () => {
    expect(encodeModel(smallModel()).equals(bytes)).to.equal(true);
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

describe('更正 — what people corrected is learned', () => {
  const all = readSources(rules);
  const few = {
    ...all,
    rows: all.rows.filter((_, at) => at % 30 === 0),
    intents: all.intents.slice(0, 60),
    definitions: [],
  };
  const text = '甲要给工人上补充的看病的险,不晓得找谁办';
  const common = { at: '2026-11-20T02:00:00.000Z', text };
  const examples: Example[] = [
    { ...common, id: 'a', kind: 'transferred', about: 'task-force', appeal: '1', taskForce: 8 },
    { ...common, id: 'b', kind: 'chosen', about: 'task-force', appeal: '2', text: `${text},急`, taskForce: 8 },
    { ...common, id: 'c', kind: 'released', about: 'confidence', appeal: '3', sensitive: false },
    { ...common, id: 'd', kind: 'apart', about: 'matter', appeal: '4', part: '银行续贷压着不批' },
  ];
  const forceOf = (models: ReturnType<typeof trainLinears>) => {
    const sums = scores(gramsOf(text), models.taskForce);
    return sums.indexOf(Math.max(...sums)) + 1;
  };

  it('the words go where people sent them', () => {
    const [before, after] = [trainLinears(few), trainLinears({ ...few, examples })];
    expect([forceOf(before) === 8, forceOf(after)]).to.deep.equal([false, 8]);
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
