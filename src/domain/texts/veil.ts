import { mask } from './masking.ts';
import { surname, wordsLikeNames } from './names.ts';
import { plainText } from './plainText.ts';
import type { Understanding } from './reading.ts';

/** A private member: no other text is one. */
declare class Made {
  private readonly veiled: true;
}

/** Words that may leave the house; only `veil` makes them (docs/operate/configuration.md#language-model). */
export type Veiled = string & Made;

/** Signs the reader puts in the place of a company, a person, a town and a number. */
const veilSigns = { company: '甲', person: '乙', place: '丙', number: '丁' } as const;

/** Characters; what a matter is about stands in the first few sentences. */
const longest = 800;

/** A name of this length or less would hide everyday words. */
const shortestName = 2;

/** 江畔机械有限公司 that the reader took for ordinary words; what stands before it goes, too. */
const firm =
  /[\p{Script=Han}a-z\d()（）·]{2,20}?(?:有限责任公司|有限公司|股份公司|集团|合作社|个体工商户|经营部|工作室|商行)/gu;

/** 幸福路, 裕安社区, 河坝村, not 道路, 线路 or 修路: two to four characters before the word, whatever they are. */
const ofNoAddress = '[道公铁线电管修马思出走一半回断短铺让堵封占挖通水油气网的条段这那口前边门小进上下过]';
const address = new RegExp(
  `[\\u4e00-\\u9fa5]{1,4}(?<!${ofNoAddress})(?:大道|大街|路(?!上)|街|巷|弄)|[\\u4e00-\\u9fa5]{2,4}(?:街道|社区|小区|新村|花园|家园|村|组|广场|大厦|产业园|工业园|科技园|开发区)`,
  'g',
);

/** A name right behind a post, whatever follows. */
const behindPost = new RegExp(
  `(会计|出纳|经理|主任|[科局厂店站所]长|老板|法人|负责人|联系人|经办人|员工|师傅|女士|先生|我叫|名叫|姓名)(?!${wordsLikeNames})${surname}[\\u4e00-\\u9fa5]{1,2}`,
  'g',
);

/** Whoever stands alone beside a telephone, and the word 电话 with him. */
const besideNumber =
  /(?<=^|[,，.。;；、:：\s])\p{Script=Han}{2,4}(?=[\s,，:：]?\d{0,4}-?\*{4})|(?<=\*{4}\d{4}[\s,，]?)\p{Script=Han}{2,3}(?=[,，.。;；、\s]|$)/gu;

/** 王**, and stars that hide all of it. */
const masked = /[\p{Script=Han}a-z]?\*{2,}/gu;

/** In the place of the signs while the masks look: a name is known by the number or the other name beside it. */
const standIns: Record<string, string> = { [veilSigns.person]: '王**', [veilSigns.number]: '13900000000' };

/** Telephones as people dictate them. */
const spoken = /(?:[零〇一二三四五六七八九幺两][\s,，、.-]?){4,}/g;

/** 三十九万, 一千六. */
const sum = /[零〇一二三四五六七八九十百千万亿两几]{2,}/g;

/** All that is left besides Chinese words and their signs: digits, letters, accounts, links, code. */
const foreign = /[^\p{Script=Han},.;:!?，。；：！？、\n]+/gu;

/**
 * A text without whose matter it is: companies, people, places and numbers that the reader, the masks or the roster
 * (`names`) know are signs, and nothing but Chinese words and punctuation is left. Undefined when something that has to
 * be hidden still stands in it: then it does not leave at all.
 */
export function veil({ matters }: Understanding, names: readonly string[]): Veiled | undefined {
  const known = knownIn(matters, names);
  const bare = matters.map((matter) => matter.bare).join('');
  const hidden = known.reduce((text, { words, sign }) => text.replaceAll(words, sign), bare);
  const read = hidden.replace(/[乙丁]/g, (sign) => standIns[sign] ?? sign);
  const veiled = mask(read)
    .replace(besideNumber, veilSigns.person)
    .replace(behindPost, `$1${veilSigns.person}`)
    .replace(firm, veilSigns.company)
    .replace(address, veilSigns.place)
    .replace(masked, veilSigns.person)
    .replace(spoken, '#')
    .replace(sum, '#')
    .replace(foreign, '#')
    .slice(0, longest);
  return known.some(({ words }) => veiled.includes(words)) ? undefined : (veiled as Veiled);
}

interface Known {
  words: string;
  sign: string;
}

/** Longest first: a short name may stand within a long one. */
function knownIn(matters: Understanding['matters'], names: readonly string[]): Known[] {
  const found = matters.flatMap(({ company, contact, town, phones }): Known[] => [
    ...named([company, company && shortName(company)], veilSigns.company),
    ...named([contact], veilSigns.person),
    ...named([town], veilSigns.place),
    ...named(phones, veilSigns.number),
  ]);
  const people = [...names, ...namesIn(matters.map(({ text }) => text).join(''))];
  return [...found, ...named(people, veilSigns.person)].sort((one, other) => other.words.length - one.words.length);
}

function named(words: readonly (string | undefined)[], sign: string): Known[] {
  return words.flatMap((one) =>
    one && [...one].length >= shortestName ? [{ words: one.normalize('NFKC').toLowerCase(), sign }] : [],
  );
}

/** What the masks change besides names: numbers, and what stands within them. */
const besides = /[^\p{Script=Han}，,。、：；:;*]/gu;

/** Names that the masks find in the text as it was written, where the number beside them is still to be seen. */
function namesIn(text: string): string[] {
  const plain = plainText(text).replace(besides, '').replaceAll('*', '');
  const found: string[] = [];
  let at = 0;
  const left = mask(text).replace(besides, '').split(/\*+/);
  for (const [index, part] of left.entries()) {
    const next = index > 0 && part === '' ? plain.length : plain.indexOf(part, at);
    if (next < 0) continue;
    // The masks leave the first character.
    if (index > 0) found.push(plain.slice(Math.max(0, at - 1), next));
    at = next + part.length;
  }
  return found.filter((words) => /^\p{Script=Han}{2,6}$/u.test(words));
}

/** 江畔机械 of 芜湖江畔机械有限公司. */
function shortName(company: string): string {
  return company
    .replace(/^(?:安徽省?)?(?:芜湖市?)?(?:鸠江区?)?/, '')
    .replace(/(?:有限责任公司|股份有限公司|有限公司|公司|集团|合作社|厂|店)$/, '');
}
