import type { Appeal } from '../../domain/appeal/appeal.ts';
import { sensitiveTerms } from '../../domain/routing/route.ts';
import type { Rules } from '../../domain/rules.ts';
import { mask, maskName } from '../../domain/texts/masking.ts';

export const withheld = '（内容按规定不在群内显示）';

/**
 * What people wrote, as a group may read it (docs/develop/domain.md#groups): nothing at all when it holds sensitive
 * words, else with numbers masked and the company's contact, when known, by surname only.
 */
export function forGroup(text: string, rules: Rules, { contact }: Pick<Appeal, 'contact'> = {}): string {
  if (sensitiveTerms(text, rules).length > 0) return withheld;
  const shown = mask(text);
  const name = contact?.name;
  if (!name || [...name].length < 2 || !shown.includes(name)) return shown;
  // What stands beside the name is looked at before, while it can be known by it, and after, as another's.
  return mask(shown.replaceAll(name, maskName(name)));
}

/**
 * An appeal whose own words no group reads, title included: it is confidential, was until somebody released it, or
 * would be if it came today.
 */
export function isWithheld(appeal: Appeal, rules: Rules): boolean {
  const { confidential, readers, title, text } = appeal;
  return confidential || readers !== undefined || sensitiveTerms(`${title}\n${text}`, rules).length > 0;
}
