import type { Contact, Found } from '../../domain/appeal/parts.ts';
import { type Rules, unitName } from '../../domain/rules.ts';
import { maskContact } from '../../domain/texts/masking.ts';

interface Corrected {
  before: Found;
  after: Found;
}

interface View {
  rules: Rules;
  /** Names and numbers of contacts only in part. */
  masked: boolean;
  /** Makes people's words fit for the place where they are shown. */
  shown(text: string): string;
}

/** "企业名称由“A”更正为“B”，地点由沈巷镇更正为二坝镇": each fact that changed, or was not known before. */
export function correctionText({ before, after }: Corrected, view: View): string {
  const { rules, masked, shown } = view;
  const quoted = (name: string | undefined) => name && `“${shown(name)}”`;
  const place = (id: string | undefined) => id && unitName(rules, id);
  const part = (contact: Contact) => (masked ? maskContact(contact) : (contact.name ?? contact.phone));
  const [old = {}, now = {}] = [before.contact, after.contact];
  const same = (key: keyof Contact) => old[key] === now[key];
  return [
    changed('企业名称', quoted(before.company), quoted(after.company)),
    same('name') ? '' : changed('联系人', part({ name: old.name }), part({ name: now.name })),
    same('phone') ? '' : changed('联系电话', part({ phone: old.phone }), part({ phone: now.phone })),
    changed('地点', place(before.town), place(after.town)),
  ]
    .filter(Boolean)
    .join('，');
}

function changed(what: string, before: string | undefined, after: string | undefined): string {
  if (!after || before === after) return '';
  return before ? `${what}由${before}更正为${after}` : `${what}登记为${after}`;
}
