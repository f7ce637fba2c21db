import type { Contact } from '../appeal/parts.ts';
import { maskAccounts, maskAddresses } from './maskAddresses.ts';
import { maskName, maskNames } from './maskNames.ts';
import { maskNumbers } from './maskNumbers.ts';
import { plainText } from './plainText.ts';

/** Region, birth date, sequence and check digit; blanks between the parts. */
const idCard = /(?<!\d)[1-8]\d{5}\s?(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\s?(?:\d{3}[\dXx])(?!\d)/;

/**
 * Phone numbers, ID cards, accounts, mailboxes, and names of people that have an exact form, inside free text; what
 * everybody in a group reads goes through maskPeople.ts. Full-width digits come out plain.
 */
export function mask(text: string): string {
  return maskNames(maskAccounts(maskNumbers(maskAddresses(plainText(text)))));
}

/** "张** 138****0000"; undefined when nothing is known. */
export function maskContact(contact: Contact | undefined): string | undefined {
  if (!contact?.name && !contact?.phone) return undefined;
  const name = contact.name ? maskName(contact.name) : undefined;
  return [name, contact.phone ? mask(contact.phone) : undefined].filter(Boolean).join(' ');
}

/** Whether the text contains an ID-card number; the person is then warned (docs/develop/domain.md#sensitive). */
export function holdsIdCard(text: string): boolean {
  return plainText(text).search(idCard) >= 0;
}
