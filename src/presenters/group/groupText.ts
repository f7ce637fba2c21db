import type { Appeal } from '../../domain/appeal/appeal.ts';
import { sensitiveTerms } from '../../domain/routing/route.ts';
import type { Rules } from '../../domain/rules.ts';
import { mask, maskName } from '../../domain/texts/masking.ts';

export const withheld = '（内容按规定不在群内显示）';

/**
 * People's words made fit for a group (docs/develop/domain.md#groups): nothing at all when they contain sensitive
 * words; else numbers are masked, and of the known contact, and of one that was corrected, only the surname is shown.
 */
export function forGroup(
  text: string,
  rules: Rules,
  { contact, formerNames = [] }: Pick<Appeal, 'contact' | 'formerNames'> = {},
): string {
  if (sensitiveTerms(text, rules).length > 0) return withheld;
  const shown = mask(text);
  const known = [contact?.name ?? '', ...formerNames].filter((name) => [...name].length >= 2 && shown.includes(name));
  if (known.length === 0) return shown;
  // Masked twice: before, while the name still helps to recognise what is beside it, and again after the name is
  // masked.
  return mask(known.reduce((said, name) => said.replaceAll(name, maskName(name)), shown));
}

/**
 * Whether no group may read the appeal's own words, not even its title: it is confidential, was so until its release,
 * or would be so if it came today.
 */
export function isWithheld(appeal: Appeal, rules: Rules): boolean {
  const { confidential, readers, title, text } = appeal;
  return confidential || readers !== undefined || sensitiveTerms(`${title}\n${text}`, rules).length > 0;
}
