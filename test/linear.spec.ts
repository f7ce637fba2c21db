import { expect } from 'chai';
import { analyse } from 'scslre';
import { understand } from '../src/chat/intents/index.ts';
import type { SourcePattern } from './support/collectPatterns.ts';
import { cost, type Growing, repeated, superLinear } from './support/linear.ts';
import { readers } from './support/reading.ts';
import { sourcePatterns } from './support/sourcePatterns.ts';

// biome-ignore format: a list of many short words
/** What people paste and what patterns ask for: blanks, line ends, letters, digits, signs, and words of the desk. */
const units = [
  ' ', '  ', '\n', '\t', '\r\n', '　', '\u200b', ' \n', '，', ',', '、', '。', '：', ':', '；', '?', '！', '.', '…', 'a',
  'A', '0', '1', '７', '张', '看', '看看', '查', '有', '没有', '的', '了', '我', '吗', '-', '－', '—', '·', '/', '(', ')', '（',
  '）', '[', ']', '<', '&', '*', '_', '"', "'", '=', '+', '@', '#', '|', '\\', '\ud83d', '😀', '\0', 'a@', '@a ',
  '@_user_1', 'a.', '1.', '1 ', '1 . ', '- ', '://:', '://:/', 'www.', 'https://', 'a-', '-a', '%20', '003', '003、',
  '003 ', '\t0000', 'JJ20261120-003、', '138', '13900001234 ', '86', '62', '0553-', '11月', '11月1日', '11月1日前 ',
  '2026年', '至', '到', '月底', '计划', '(11月1日', '给企业：', '代岗@', '联系人', '联系人 ', '电话 ', '张王', '张三电话', '专班', '8号专班', '第', '镇',
  '公司', '有限公司', '街道', '获得电力', '方案 ', '补录', '补录 ', '的得到', '诉求件', '一个', '请麻烦', '统计的 ', '{"a":', '[[', 'token=',
  'Bearer ', '\\u0000', 'AAAA+/', '\u202e',
];

/** What asks the models for the whole text. */
const understanding = new Set(['readAppeal', 'foundIn', 'talkIn', 'route', 'tryText', 'isNoAppeal']);

/** The words a pattern is made of: each of its alternatives may be what it trips over, alone or with a blank. */
function wordsOf({ source }: SourcePattern): string[] {
  const bare = source.replace(/\\[a-zA-Z](?:\{[^}]*\})?|\(\?(?:<\w+>|[:=!]|<[=!])/g, ' ');
  const words = new Set(bare.match(/[\p{Script=Han}A-Za-z0-9@:：,，。/#.-]+/gu) ?? []);
  return [...words].filter((word) => word.length <= 24).slice(0, 60);
}

function textsFor(pattern: SourcePattern): Growing[] {
  const words = wordsOf(pattern);
  const [first = ''] = words;
  const own = words.flatMap((word) => [repeated(word, '', '！'), repeated(`${word} `), repeated(' ', word, '！')]);
  const common = units.flatMap((unit) => [repeated(unit, '', '\n！'), repeated(unit, first, '！')]);
  return [...own, ...common];
}

function matching({ source, flags }: SourcePattern): (text: string) => unknown {
  const pattern = new RegExp(source, flags);
  return pattern.global ? (text) => text.replace(pattern, '') : (text) => pattern.test(text);
}

describe('代价与长度相称 — no text costs more than its length', () => {
  let patterns: SourcePattern[];
  let late: string[];
  before(async () => {
    ({ patterns, late } = await sourcePatterns());
  });

  it('the patterns of the sources are found, those of literals and those put together', () => {
    const known = new Set(patterns.map(({ source }) => source));
    expect(known.has('^我是谁[?？]?$')).to.equal(true);
    const ofIntents = patterns.filter(({ at }) => at.startsWith('src/chat/intents/intent.ts'));
    expect(ofIntents.some(({ source }) => source.includes('签收'))).to.equal(true);
    expect(patterns.length).to.be.greaterThan(200);
  });

  it('none is put together only when somebody speaks, unseen by these tests', () => {
    expect(late).to.deep.equal([]);
  });

  it('no two parts of a pattern can trade what they take, and none begins anew at each sign', () => {
    const faults = patterns.flatMap(({ at, source, flags }) =>
      analyse({ source, flags }).reports.map((report) => {
        const quantifiers = report.type === 'Trade' ? [report.startQuant, report.endQuant] : [report.quant];
        return `${at} ${report.type}: ${quantifiers.map(({ raw }) => raw).join(' and ')} in ${source}`;
      }),
    );
    expect(faults).to.deep.equal([]);
  });

  it('every pattern reads every row of what it knows in the time of its length', function () {
    // Thousands of texts for each of hundreds of patterns: some twenty seconds, on a busy machine several times as long.
    this.timeout(300_000);
    const faults = patterns.flatMap((pattern) => {
      const read = matching(pattern);
      const found = superLinear(read, textsFor(pattern));
      return found.slice(0, 1).map((fault) => `${pattern.at} ${pattern.source} — ${fault}`);
    });
    expect(faults).to.deep.equal([]);
  });

  it('every function that takes words is among those tried here', () => {
    expect(readers.unknown()).to.deep.equal([]);
  });

  for (const [name, read] of Object.entries(readers.all)) {
    it(`${name}: any row of signs and words, up to 150,000 characters`, () => {
      // Their readings take as long as thousands of others.
      const every = name === 'read' ? 12 : understanding.has(name) ? 6 : 1;
      const tried = units.filter((_, at) => at % every === 0);
      const texts = tried.flatMap((unit) => [
        repeated(unit),
        repeated(unit, '方案 003：', '！'),
        repeated(unit, '003 a', 'x'),
      ]);
      expect(superLinear(read, texts)).to.deep.equal([]);
      for (const unit of [' ', '\n', 'A', '1', '看', '，', '003、', '@'])
        expect(cost(read, repeated(unit).of(150_000)), unit).to.be.below(5_000);
    });
  }

  it('words that were found to be read in ever more ways are read at once', () => {
    for (const length of [28, 60, 1_000, 5_000]) expect(understand('看'.repeat(length))).to.equal(undefined);
  });
});
