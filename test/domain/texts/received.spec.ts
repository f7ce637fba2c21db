import { expect } from 'chai';
import { beginningOf, lengthOf, tidied, tidiedName } from '../../../src/domain/texts/received.ts';

const cases: [what: string, given: string, read: string][] = [
  ['rows of blanks', '已联系   企业 \t  下午去', '已联系 企业 下午去'],
  ['blanks of all kinds', '签收　\u00a0\u2003003', '签收 003'],
  ['blanks with invisible characters between', 'a \u200b \u200b b', 'a b'],
  ['lines of a list', '诉求：\n1. 停电\n2. 停水', '诉求：\n1. 停电\n2. 停水'],
  ['blanks around lines', '一 \n  二', '一\n二'],
  ['one empty line', '一\n\n二', '一\n\n二'],
  ['many empty lines', `一${'\n'.repeat(2500)}二`, '一\n\n二'],
  ['empty lines that look empty', '一\n \n\u200b\n　\n二', '一\n\n二'],
  ['line ends of all kinds', '一\r\n二\r三\u2028四\v五', '一\n二\n三\n四\n五'],
  ['control characters', '停\u0000电\u0007', '停电'],
  ['half a character', '停\ud83c电', '停\ufffd电'],
  ['an emoji of several', '👨‍👩‍👧 一家', '👨‍👩‍👧 一家'],
  ['a right-to-left text', '\u202Eabc', '\u202Eabc'],
  ['nothing but blanks', ' \n　\t', ''],
];

describe('收到的文字 — words from outside, before anything reads them', () => {
  for (const [what, given, read] of cases) it(what, () => expect(tidied(given)).to.equal(read));

  it('twice is as once', () => {
    for (const [, given] of cases) expect(tidied(tidied(given))).to.equal(tidied(given));
  });

  it('a name is one short line', () => {
    expect(tidiedName(' 王\n强 ')).to.equal('王 强');
    expect(lengthOf(tidiedName('😀'.repeat(1000)))).to.equal(64);
    expect(tidiedName('😀'.repeat(64))).to.equal('😀'.repeat(64));
    expect(tidiedName('一'.repeat(65))).to.equal(`${'一'.repeat(63)}…`);
  });

  it('a beginning never ends with half a character', () => {
    expect(beginningOf('😀'.repeat(50))).to.equal('😀'.repeat(20));
    expect(beginningOf('一\n二')).to.equal('一 二');
  });
});
