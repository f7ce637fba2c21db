import { phrases } from '../../src/presenters/words/verbs.ts';
import type { Chance } from '../simulate/chance.ts';
import { groups, names, people } from './cast.ts';
import type { Spoken } from './events.ts';

const examples = Object.values(phrases).map(({ example }) => example);
const matters = ['变压器增容两个月未批复', '贷款续贷被拒', '厂区停水', '施工许可办不下来', '燃气未通', '货车进不了厂'];
const noise = [
  '',
  ' ',
  '  ',
  '\n',
  '，',
  '。',
  '！！',
  '？',
  '请',
  '麻烦',
  '谢谢',
  '😀',
  '\u200b',
  '　',
  '\u202e',
  '…',
  '\t',
];
const rows = [
  '看',
  '查',
  '有',
  ' ',
  '\n',
  'a',
  '0',
  '，',
  '003、',
  '（',
  '@',
  '11月1日 ',
  '至',
  '张',
  '方案 ',
  '给企业：',
  '-',
  '.',
];

export function someNumber(chance: Chance): string {
  const today = new Date().toISOString().slice(0, 10).replaceAll('-', '');
  return chance.pick([
    String(chance.whole(1, 300)).padStart(3, '0'),
    `JJ${today}-${String(chance.whole(1, 300)).padStart(3, '0')}`,
    `${chance.whole(1, 30)}号`,
    '全部',
    '003、005',
  ]);
}

/** The bot's own grammar with another number, a name, and noise somewhere in it. */
function command(chance: Chance): string {
  const said = chance.pick(examples).replace(/\d{3}|JJ\d{8}-\d{3}/, () => someNumber(chance));
  const parts = [...said];
  for (let times = chance.whole(0, 3); times > 0; times -= 1) {
    const at = chance.whole(0, parts.length);
    if (chance.hits(0.3)) parts.splice(at, chance.whole(1, 3));
    else parts.splice(at, 0, chance.pick(chance.hits(0.7) ? noise : names));
  }
  return parts.join('');
}

function matter(chance: Chance): string {
  const company = `第${chance.whole(1, 9_999)}机械有限公司`;
  return `沈巷镇${company}反映，${chance.pick(matters)}，请${chance.pick(names)}协调。联系人：王强 1390000${chance.whole(1000, 9999)}`;
}

/** What is long for its sense: rows of one thing, pasted tables, pictures as text. */
function adversarial(chance: Chance): string {
  const unit = chance.pick(rows) + (chance.hits(0.3) ? chance.pick(rows) : '');
  const row = unit.repeat(chance.whole(1, chance.hits(0.2) ? 30_000 : 2_000));
  const pasted = [row, `data:image/png;base64,${'A'.repeat(chance.whole(100, 40_000))}`, '企业\t金额\n'.repeat(2_000)];
  return `${chance.pick(['', '方案 003：', '补充 ', '003 ', chance.pick(examples)])}${chance.pick(pasted)}${chance.pick(noise)}`;
}

/** One thing that somebody says. */
export function someWords(chance: Chance): Spoken {
  const by = chance.pick(people);
  const inGroup = chance.hits(0.3);
  const share = chance.between(0, 1);
  const text = share < 0.75 ? command(chance) : share < 0.97 ? matter(chance) : adversarial(chance);
  return {
    ...{ by, text },
    chat: inGroup ? chance.pick(groups) : `oc_fuzz_${by}`,
    place: inGroup ? 'group' : 'p2p',
    mentioned: chance.hits(0.1) ? [chance.pick(people)] : [],
  };
}
