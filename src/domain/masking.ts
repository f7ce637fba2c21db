import type { Contact } from './appeal.ts';

// Digits may be broken by blanks or dashes; a longer run of digits (an ID-card number, an account) is masked as one.
const mobile = /(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)/g;
const idCard = /(?<!\d)(\d{4})\d{10,11}([\dXx]{3,4})(?![\dXx])/g;
const landline = /(?<!\d)(0\d{2,3})[- ]?\d{4}(\d{3,4})(?!\d)/g;
const email = /[\w.+-]+@([\w-]+\.)+\w{2,}/g;
const named =
  /(联系人|法人|法定代表人|经办人|负责人)([:：\s]*)([\u4e00-\u9fa5])([\u4e00-\u9fa5]{1,2})(?=[\s,，。;；、(\d]|$)/g;

/** Phone numbers, ID cards, e-mail addresses and named contacts inside free text (DOMAIN §5: masked in groups). */
export function mask(text: string): string {
  return text
    .replace(idCard, '$1**********$2')
    .replace(mobile, '$1****$3')
    .replace(landline, '$1-****$2')
    .replace(email, '***@***')
    .replace(named, '$1$2$3**');
}

/** "张** 138****0000"; undefined when nothing is known. */
export function maskContact(contact: Contact | undefined): string | undefined {
  if (!contact?.name && !contact?.phone) return undefined;
  const name = contact.name ? `${[...contact.name][0]}**` : undefined;
  return [name, contact.phone ? mask(contact.phone) : undefined].filter(Boolean).join(' ');
}

/** An 18-digit ID-card number stands in the text: the person is warned (DOMAIN §5). */
export function holdsIdCard(text: string): boolean {
  return text.search(idCard) >= 0;
}
