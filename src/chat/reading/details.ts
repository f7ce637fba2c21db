import type { Found } from '../../domain/appeal/parts.ts';
import type { Rules } from '../../domain/rules.ts';
import { plainText } from '../../domain/texts/plainText.ts';
import type { Matter } from '../../domain/texts/reading.ts';
import { fieldsOf } from './readAppeal.ts';

/** Longer words say more than who and where. */
const longest = 120;
/** What stands around names and numbers without adding anything to them. */
const around =
  /企业|公司|厂家|单位|商户|店名|全称|名称|名字|联系人|联系|负责人|老板|经办|电话|手机|号码|方式|地点|地址|所在地|属地|位于|应当|应该|应|改为|改成|更正|换成|换为|写错|填错|报错|弄错|搞错|有误|不对|错|的|了|是|叫|姓|为|在|找|请|麻烦|改|一下|这个|这件|本件|[\s\p{P}\p{S}]/gu;

/**
 * Company, contact and place of words that say nothing else: 企业名称错了，应为同兴五金厂; 同兴五金厂，王经理13900001234. Undefined
 * when they say anything besides, or none of these.
 */
export function detailsIn(text: string, rules: Rules): Found | undefined {
  if (text.length > longest) return undefined;
  const { matters } = rules.reader.read(text);
  const found = foundOf(matters, rules);
  if (Object.keys(found).length === 0) return labelled(text);
  const rest = matters.reduce((left, matter) => without(left, matter), plainText(text)).replace(around, '');
  return rest === '' ? found : undefined;
}

/** All that a short text tells: a comma or line in it makes no matters of its names. */
export function foundOf(matters: readonly Matter[], rules: Rules): Found {
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

function without(text: string, { company, contact, phones, town }: Matter): string {
  const names = [company, contact, town, ...phones].flatMap((name) => (name ? [plainText(name)] : []));
  return names.sort((one, other) => other.length - one.length).reduce((rest, name) => rest.replaceAll(name, ''), text);
}

const name = '(?:(?![没不未了吗么什怎])[\\p{Script=Han}A-Za-z0-9()（）·]){2,40}';
/** A name that no reader knows for one still is what stands behind 企业名称是. */
const afterLabel = new RegExp(
  `^(?:企业|公司)的?(?:名称|名字|全称)(?:[写填报弄搞]?错了?[,，。\\s]{0,3})?(?:应该?[是为]|应改为|改[为成]|更正为|是|叫|为)\\s?(?<company>${name})[。.]?$`,
  'u',
);

function labelled(text: string): Found | undefined {
  const company = afterLabel.exec(plainText(text).trim())?.groups?.company;
  return company ? { company } : undefined;
}
