import type { Appeal } from '../../domain/appeal/appeal.ts';
import { sensitiveTerms } from '../../domain/routing/route.ts';
import type { Rules } from '../../domain/rules.ts';
import { type Known, maskMessage, maskWords } from '../../domain/texts/maskPeople.ts';

export const withheld = '（内容按规定不在群内显示）';

/**
 * People's words made fit for a group (docs/develop/domain.md#groups): nothing at all when they contain sensitive
 * words; else numbers are masked, and of everybody who is named only the first character is shown.
 */
export function forGroup(text: string, rules: Rules, about: About = {}): string {
  if (sensitiveTerms(text, rules).length > 0) return withheld;
  return maskWords(text, rules.reader, knownOf(about));
}

/** Likewise of words that the bot made: of names only those that are known or have an exact form. */
export function messageForGroup(text: string, rules: Rules, about: About = {}): string {
  if (sensitiveTerms(text, rules).length > 0) return withheld;
  return maskMessage(text, rules.reader, knownOf(about));
}

type About = Pick<Appeal, 'contact' | 'company' | 'formerNames'>;

function knownOf({ contact, company, formerNames = [] }: About): Known {
  return { people: [contact?.name, ...formerNames], firm: company };
}

/**
 * Whether no group may read the appeal's own words, not even its title: it is confidential, was so until its release,
 * or would be so if it came today.
 */
export function isWithheld(appeal: Appeal, rules: Rules): boolean {
  const { confidential, readers, title, text } = appeal;
  return confidential || readers !== undefined || sensitiveTerms(`${title}\n${text}`, rules).length > 0;
}
