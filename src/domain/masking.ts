import type { Contact } from './appeal.ts';
import { surname } from './names.ts';
import { plainText } from './plainText.ts';

// Digits may be broken by blanks, dashes or dots, in the groups people speak them in.
const gap = '[- .·]{0,2}';
const groups = [
  [1, 4, 4],
  [2, 3, 4],
  [1, 3, 5],
  [3, 6],
  [4, 5],
].map((sizes) => sizes.map((size) => `\\d{${size}}`).join(gap));
const mobile = new RegExp(`(?<!\\d|\\d\\.)(?:(?:\\+|00)?86${gap})?(1[3-9](?:${groups.join('|')}))(?!\\d)`, 'g');
/** Region, birth date, sequence and check digit; blanks between the parts. */
const idCard =
  /(?<!\d)([1-8]\d{3})\d{2}\s?(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\s?(?:\d{3}[\dXx])(?!\d)/g;
const bankCard = /(?<!\d)62\d{2}[ -]?\d{4}[ -]?\d{4}[ -]?\d{0,4}[ -]?\d{3,4}(?!\d)/g;
/** With its area code, or bare behind a word that says it is one. */
const landline = /(?<!\d)([(（]?0(?:10|2\d|[3-9]\d{2})[)）]?)[- ]{0,3}\d{3,4}[- ]?(\d{4})(?!\d)/g;
const bareLandline =
  /((?:电话|座机|固话|手机|联系方式|致电)(?:号码?)?(?:\s*[:：是为])?\s*)[2-8]\d{2,3}[- ]?(\d{4})(?!\d)/g;
const email = /[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}\w{2,63}/g;

const title = '总|经理|主任|厂长|会计|老板|先生|女士|小姐|同志|师傅';
const end = `(?=(?:${title})?(?:[\\s,，.。;；:：、/(（)）\\d+]|电话|手机|联系|$))`;
const posts = '(联系人|联络人|法定代表人|法人代表|法人|经办人|负责人|企业主|老板)';
/** A post, a colon and a name; without the colon only what begins as names do, so that 法人变更 stays. */
const labelled = new RegExp(`${posts}((?:姓名)?\\s*[:：]\\s*)([\\u4e00-\\u9fa5])[\\u4e00-\\u9fa5]{1,3}?${end}`, 'g');
const named = new RegExp(`${posts}((?:\\s*[是为叫])?\\s*)(${surname})[\\u4e00-\\u9fa5]{1,2}?${end}`, 'g');

/**
 * Phone numbers, ID and bank cards, e-mail addresses and named contacts inside free text (DOMAIN §5: masked in
 * groups). Full-width digits come out plain.
 */
export function mask(text: string): string {
  return plainText(text)
    .replace(idCard, (number, region: string) => `${region}**********${number.slice(-4)}`)
    .replace(bankCard, (number) => ends(number, 4))
    .replace(mobile, (_whole, number: string) => ends(number, 3))
    .replace(landline, '$1-****$2')
    .replace(bareLandline, '$1****$2')
    .replace(email, '***@***')
    .replace(labelled, '$1$2$3**')
    .replace(named, '$1$2$3**');
}

/** First and last digits of a number, whatever breaks it. */
function ends(number: string, first: number): string {
  const digits = number.replace(/\D/g, '');
  return `${digits.slice(0, first)}****${digits.slice(-4)}`;
}

/** "张**" */
export function maskName(name: string): string {
  return `${[...name][0] ?? ''}**`;
}

/** "张** 138****0000"; undefined when nothing is known. */
export function maskContact(contact: Contact | undefined): string | undefined {
  if (!contact?.name && !contact?.phone) return undefined;
  const name = contact.name ? maskName(contact.name) : undefined;
  return [name, contact.phone ? mask(contact.phone) : undefined].filter(Boolean).join(' ');
}

/** An ID-card number stands in the text: the person is warned (DOMAIN §5). */
export function holdsIdCard(text: string): boolean {
  return plainText(text).search(idCard) >= 0;
}
