import type { Found } from '../appeal/parts.ts';
import { mask } from '../texts/masking.ts';
import { surname } from '../texts/names.ts';
import type { Reader } from '../texts/reading.ts';

/** What takes the place of a firm, a person and a number, as in what the models learn from. */
const signs = { firm: '甲', person: '乙', number: '丁' };

/** Behind the name proper: 江畔机械有限公司 is 江畔机械, too. */
const legalForm = /(?:有限责任公司|股份有限公司|集团有限公司|有限公司|分公司|公司|集团|合作社|经营部|厂|店)$/;
/** Letters of a name, and of what is left of one: 食品 of 食品厂 is nobody's. */
const shortest = { whole: 2, short: 3 };

/** Nobody reads these words: stricter than `mask`, whatever stands behind a name. */
const titled = new RegExp(
  `${surname}[\\u4e00-\\u9fa5]{0,2}?(?:[科处局厂店所队站院]长|总经理|经理|主任|主管|书记|会计|老板娘?|老师|师傅|先生|女士|小姐)`,
  'g',
);
/** app, wifi and led tell of a matter; longer words, and several, may be a name. */
const latin = /[a-z'&.·-]+(?: [a-z'&.·-]+)*/g;
const longestWord = 4;

/**
 * The words of a text as they may be kept and learned from: the fields that the reader found, those that the appeal is
 * known to have, and whatever else `mask` takes for a name or a number, are signs; digits that are left are noughts.
 */
export function maskedWords(text: string, known: Found, reader: Pick<Reader, 'read'>): string {
  const { matters } = reader.read(text);
  const read = matters.map(({ bare }) => bare).join('');
  const found = matters.flatMap(({ company, contact }) => [
    [company, signs.firm],
    [contact, signs.person],
  ]);
  const given = [
    [known.company, signs.firm],
    [known.contact?.name, signs.person],
    [known.contact?.phone, signs.number],
  ];
  const without = [...found, ...given].reduce((rest, [words, sign]) => withoutWords(rest, words, sign), read);
  return mask(without)
    .replace(/\p{Script=Han}\*\*(?!\*)/gu, signs.person)
    .replace(/[\w.+@*-]+/g, (written) => (written.includes('*') ? signs.number : written))
    .replace(titled, signs.person)
    .replace(latin, (words) => (words.length > longestWord ? signs.firm : words))
    .replace(/[0-9０-９]/g, '0');
}

/** Full words first, then what is left of a firm without its legal form; one letter alone is no name. */
function withoutWords(text: string, words = '', sign = ''): string {
  const name = words.normalize('NFKC').toLowerCase().trim();
  const [short = ''] = name.replace(legalForm, '').split(/[(（]/);
  const whole = name.length >= shortest.whole ? text.replaceAll(name, sign) : text;
  return short.length >= shortest.short ? whole.replaceAll(short, sign) : whole;
}
