import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readSources } from '../../scripts/understanding/sources.ts';
import { rules } from '../domain/given.ts';

describe('本区例句 — examples.jsonl of the settings', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'appeal-desk-settings-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const read = (...lines: string[]) => {
    writeFileSync(join(folder, 'examples.jsonl'), lines.join('\n'));
    return readSources(rules, folder).rows;
  };

  it('are learned from beside the corpus, of the folder that is asked for', () => {
    const { length } = readSources(rules, folder).rows;
    const rows = read('{"text":"申请变压器增容","label":11}', '', '{"text":"收到","kind":"ack"}');
    expect(rows.slice(length)).to.deep.equal([
      {
        ...{ text: '申请变压器增容', kind: 'appeal', label: 11, alt: [] },
        ...{ sensitive: false, urgent: false, channel: null, spans: [] },
      },
      {
        ...{ text: '收到', kind: 'ack', label: 0, alt: [] },
        ...{ sensitive: false, urgent: false, channel: null, spans: [] },
      },
    ]);
  });

  const good = '{"text":"申请变压器增容","label":11}';
  const wrong: [what: string, line: string, says: string][] = [
    ['a label beyond 18', '{"text":"变压器","label":19}', 'label: '],
    ['an appeal without a label', '{"text":"变压器"}', 'label: an appeal has a task force, 1 to 18'],
    ['a label of what is no appeal', '{"text":"收到","kind":"ack","label":3}', 'label: an appeal has a task force'],
    ['an unknown kind', '{"text":"变压器","kind":"appeals","label":3}', 'kind: '],
    ['no text', '{"label":3}', 'text: '],
    ['an empty text', '{"text":" ","label":3}', 'text: '],
    ['an unknown key', '{"text":"变压器","lable":3,"label":3}', 'lable'],
    ['an unknown field', '{"text":"变压器","label":3,"spans":[["firm","变压器"]]}', 'spans.0.0: '],
    ['no object', '[]', 'expected object'],
    ['no JSON', '{"text":', 'no JSON'],
  ];
  for (const [what, line, says] of wrong) {
    it(`${what}: one error that names file and line, and none of its words`, () => {
      expect(() => read(good, '', line))
        .to.throw(Error, says)
        .with.property('message')
        .that.includes(`${join(folder, 'examples.jsonl')}, line 3: `)
        .and.does.not.include('变压器');
    });
  }
});
