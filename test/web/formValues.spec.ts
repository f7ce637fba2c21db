import { expect } from 'chai';
import { cardJson } from '../../src/platform/lark/card.ts';
import { allElements } from '../../src/web/lib/cardReading.ts';
import { fieldsOf, fillForm, initialRaw, optionsOf, personOptions, toFeishu } from '../../src/web/lib/formValues.ts';

const card = cardJson({
  kind: 'card',
  title: '方案',
  tone: 'blue',
  blocks: [
    {
      kind: 'form',
      name: 'plan',
      fields: [
        { kind: 'text', name: 'text', label: '解决方案', required: true, multiline: true, max: 10 },
        {
          kind: 'choice',
          name: 'kind',
          label: '类型',
          required: true,
          choices: [
            { label: '正式方案', value: 'full' },
            { label: '阶段性方案', value: 'part' },
          ],
          value: 'part',
        },
        { kind: 'date', name: 'promised_on', label: '计划办结日期', required: true },
      ],
      submit: { label: '提交', say: '方案 JJ20261120-003' },
    },
  ],
});
const form = allElements(card).find((element) => element.tag === 'form') ?? {};

describe('forms of our own cards', () => {
  const fields = fieldsOf(form);

  it('are read with the names a reader sees and what is filled in beforehand', () => {
    expect(fields.map(({ label }) => label)).to.deep.equal(['解决方案', '类型', '计划办结日期']);
    expect(fields.map(({ element }) => initialRaw(element))).to.deep.equal(['', 'part', '']);
  });

  it('are sent as Feishu sends them', () => {
    const filled = fillForm(fields, { text: '一\r\n二', promised_on: '2026-11-25' });
    expect(filled.faults).to.deep.equal({});
    expect(filled.values).to.deep.equal({ text: '一\n二', kind: 'part', promised_on: '2026-11-25 +0800' });
  });

  it('are held back while something required is missing or too long', () => {
    expect(fillForm(fields, { text: ' ' }).faults).to.deep.equal({
      text: '请填写“解决方案”',
      promised_on: '请填写“计划办结日期”',
    });
    expect(fillForm(fields, { text: '字'.repeat(11), promised_on: '2026-11-25' }).faults).to.deep.equal({
      text: '不超过10字',
    });
  });
});

describe('form values', () => {
  it('carry the zone for every kind of time', () => {
    expect(toFeishu({ tag: 'picker_datetime' }, '2024-04-29T07:07')).to.equal('2024-04-29 07:07 +0800');
    expect(toFeishu({ tag: 'picker_time' }, '00:00')).to.equal('00:00 +0800');
    expect(toFeishu({ tag: 'date_picker' }, '')).to.equal(undefined);
    expect(toFeishu({ tag: 'input' }, '')).to.equal('');
    expect(toFeishu({ tag: 'multi_select_static' }, ['a'])).to.deep.equal(['a']);
  });

  it('a person field without known candidates offers the members of the chat', () => {
    const names = (id: string) => ({ ou_1: '甲', ou_2: '乙' })[id];
    expect(personOptions({ options: [{ value: 'ou_2' }] }, ['ou_1'], names)).to.deep.equal([
      { value: 'ou_2', label: '乙' },
    ]);
    expect(personOptions({ options: [{ value: 'ou_9' }] }, ['ou_1'], names)).to.deep.equal([
      { value: 'ou_1', label: '甲' },
    ]);
  });

  it('options without a text show their value', () => {
    expect(optionsOf({ options: [{ value: 'a' }, 'broken'] })[0]).to.deep.equal({ value: 'a', label: 'a' });
  });
});
