import type { Found } from '../../domain/appeal/parts.ts';
import type { Rules } from '../../domain/rules.ts';
import { plainText } from '../../domain/texts/plainText.ts';
import type { Matter } from '../../domain/texts/reading.ts';
import { bareNumber, fieldsOf } from './readAppeal.ts';

/** Longer words say more than who and where. */
const longest = 120;
/** What stands around names and numbers without adding anything to them. */
const around =
  /企业|公司|厂家|单位|商户|店名|全称|名称|名字|联系(?:人|电话|方式)|负责人|老板|经办|电话|手机|号码|方式|地点|地址|所在地|属地|位于|应当|应该|应|改为|改成|更正|换成|换为|现在|原来|而|请(?=[改更将把])|的|了|是|叫|姓|为|在|由|从|把|将|麻烦|改|一下|这个|这件|本件|[\s\p{P}\p{S}]/gu;
/** What says that something is wrong, or asks for something: with the new value behind it, it is part of a correction. */
const wrong = /写错|填错|报错|弄错|搞错|错|有误|不对|不是/g;
const asking = /请|找|联系/g;
/** What stands before one of these is old, what stands behind it is new. */
const turns =
  /改为|改成|更正为|变更为|换成|换为|应[该当]?[是为]|而是|[错误对][了的]?[，,、。\s]|(?:其实|实际|现在)[是叫为]|[，,、\s]是(?!不是|否)|(?<=不是[^，,。是]{1,40})是/;
/** A name that is denied, wherever it stands: 是大兴五金厂，不是同兴五金厂. */
const denied = /(?<![是])(?:而)?不是[^，,、。；;\s是]{2,40}?(?=[，,、。；;\s]|而是|是|$)/g;

/** What words tell of company, contact and place. */
export interface Told {
  /** Of an old and a new value the new one. */
  found: Found;
  /** True when two values remain for one field: nobody can tell which of them is meant. */
  doubled: boolean;
  /** True when the words say nothing besides. */
  only: boolean;
  /** True when they only complain of what they name: 王经理的电话错了, 请找王经理. */
  complains: boolean;
  /** True when a whole clause speaks of something else: …，另外电费也多收了2000元. */
  beside: boolean;
}

/** 企业由同兴五金厂改为大兴五金厂 tells 大兴五金厂. Longer words are read as they stand. */
export function toldIn(text: string, rules: Rules): Told {
  const plain = plainText(text);
  if (plain.length > longest) {
    const found = foundOf(rules.reader.read(text).matters, rules);
    return { found, doubled: false, only: false, complains: false, beside: true };
  }
  const whole = rules.reader.read(text).matters;
  const parts = plain
    .replace(denied, ' ')
    .split(turns)
    .map((part) => readPart(part, rules));
  const found = parts.reduce((sum, part) => joined(sum, part.found), foundOf(whole, rules));
  const denials = (plain.match(denied) ?? []).flatMap((one) => rules.reader.read(one).matters);
  const matters = [...whole, ...denials, ...parts.flatMap((part) => part.matters)];
  if (Object.keys(found).length === 0) {
    const label = labelled(plain);
    return { found: label ?? {}, doubled: false, only: label !== undefined, complains: false, beside: false };
  }
  const left = without(plain, matters);
  const fault = left.replace(wrong, '');
  const bare = fault.replace(around, '');
  const unanswered = left !== fault && !answered(plain, parts);
  const complains = bare.replace(asking, '') === '' && (unanswered || bare !== '');
  return {
    found,
    doubled: parts.some((part) => part.doubled),
    only: bare === '' && !unanswered,
    complains,
    beside: saysBeside(plain, matters),
  };
}

/**
 * Company, contact and place of words that say nothing else: 企业名称错了，应为同兴五金厂; 同兴五金厂，王经理13900001234. Undefined
 * when they say anything besides, name two of a kind, or none of these.
 */
export function detailsIn(text: string, rules: Rules): Found | undefined {
  const { found, doubled, only } = toldIn(text, rules);
  return only && !doubled ? found : undefined;
}

interface Part {
  found: Found;
  matters: Matter[];
  doubled: boolean;
}

/** One after the other, because of several names in one text the reader gives the first. */
function readPart(text: string, rules: Rules): Part {
  const clauses = text.split(/[，,、；;。\n或]/).filter((clause) => clause.trim());
  const matters = clauses.flatMap((clause) => rules.reader.read(clause).matters);
  const several = (values: (string | undefined)[]) => {
    const [one, ...others] = values.filter((value) => value !== undefined);
    return one !== undefined && others.some((other) => !one.includes(other) && !other.includes(one));
  };
  const doubled =
    several(matters.map(({ company }) => company)) ||
    several(matters.map(({ contact }) => contact)) ||
    several(matters.map(({ town }) => town)) ||
    several(matters.flatMap(({ phones }) => phones.map(bareNumber)));
  return { found: foundOf(matters, rules), matters, doubled };
}

/** Letters of a clause that names nothing of this and still says something. */
const clauseLetters = 5;

function saysBeside(text: string, matters: readonly Matter[]): boolean {
  return text.split(/[，,；;。\n]/).some((clause) => {
    const left = without(clause, matters);
    const own = left.replace(wrong, '').replace(around, '');
    return (
      left === clause &&
      left.replace(/\s/g, '').length >= clauseLetters &&
      own.length >= clauseLetters &&
      !/[错误]/.test(clause)
    );
  });
}

function joined(sum: Found, { contact, ...more }: Found): Found {
  return withoutEmpty({ ...sum, ...more, contact: contact ? { ...sum.contact, ...contact } : sum.contact });
}

/** Whether a value stands behind what is said to be wrong. */
function answered(text: string, parts: Part[]): boolean {
  const last = parts.at(-1);
  const denial = text.search(denied) >= 0;
  return last !== undefined && (parts.length > 1 || denial) && Object.keys(last.found).length > 0;
}

/** All that a short text tells: a comma or line in it makes no matters of its names. */
function foundOf(matters: readonly Matter[], rules: Rules): Found {
  const found: Found = {};
  for (const matter of matters) {
    const { company, town, contact } = fieldsOf(matter, rules);
    found.company ??= company;
    found.town ??= town;
    if (contact) found.contact = { ...withoutEmpty(contact), ...found.contact };
  }
  return withoutEmpty(found);
}

function withoutEmpty<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}

function without(text: string, matters: readonly Matter[]): string {
  const all = matters.flatMap(({ company, contact, phones, town }) => [company, contact, town, ...phones]);
  const names = all.flatMap((name) => (name ? [plainText(name)] : []));
  return names.sort((one, other) => other.length - one.length).reduce((rest, name) => rest.replaceAll(name, ''), text);
}

const name = '(?:(?![没不未了吗么什怎])[\\p{Script=Han}A-Za-z0-9()（）·]){2,40}';
/** A name that no reader knows for one still is what stands behind 企业名称是. */
const afterLabel = new RegExp(
  `^(?:企业|公司)的?(?:名称|名字|全称)(?:[写填报弄搞]?错了?[,，。\\s]{0,3})?(?:应该?[是为]|应改为|改[为成]|更正为|是|叫|为)\\s?(?<company>${name})[。.]?$`,
  'u',
);

function labelled(text: string): Found | undefined {
  const company = afterLabel.exec(text.trim())?.groups?.company;
  return company ? { company } : undefined;
}
