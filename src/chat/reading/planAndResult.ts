import { type Outcome, outcomes } from '../../domain/appeal/parts.ts';
import { Refusal } from '../../domain/errors.ts';
import type { ChinaDate, Instant } from '../../domain/time/instant.ts';
import type { Turn } from '../turn.ts';
import { type Promised, readDate, takeAside, takePromise } from './dates.ts';
import type { Reading } from './dayWords.ts';

/** Reads a handler's plan and result, from words and from forms. */

const forCompany = /(?:^|[\s,，.。;；!！]|(?<=[)）]))(?:给企业的?话?|告知企业|答复企业)\s*[:：]\s*/;

interface PlanWords {
  text: string;
  company?: string;
}

/** The text for inside and the text for the company; if there is only a company part, it is used for both. */
export function planParts(said: string): PlanWords {
  const [internal = '', ...rest] = said.split(forCompany).map((part) => part.trim());
  const company = rest.filter(Boolean).join('\n');
  return { text: internal || company || said, company: company || undefined };
}

const why = '(?:更换|变更|调整|修改)?的?(?:原因|理由)(?:是|为)?\\s{0,2}[:：]';
const whyInBrackets = new RegExp(`[（(]${why}([^（()）]{1,500})[)）]`);
const whyBehind = new RegExp(`(?:^|[，,。；;\\n\\s])${why}([\\s\\S]+)$`);

/** "……（原因：线路受阻）", "……，原因：线路受阻": why the plan changes. */
export function takeReason(said: string): { text: string; reason?: string } {
  const match = whyInBrackets.exec(said) ?? whyBehind.exec(said);
  if (!match) return { text: said };
  const text = `${said.slice(0, match.index)}${said.slice(match.index + match[0].length)}`.trim();
  return { text, reason: match[1]?.trim() };
}

/** Splits the parts before it takes out the date, because a date in brackets may be the only thing between them. */
export function readPlan(
  said: string,
  now: Instant,
  reading?: Reading,
): PlanWords & Pick<Promised, 'promisedOn' | 'unsure'> {
  const { text: internal, company } = planParts(said);
  const own = takePromise(internal, now, reading);
  if (own.promisedOn || !company) return { ...own, company: internal === company ? own.text : company };
  const { text: shown, ...told } = takePromise(company, now, reading);
  return { ...own, company: shown, ...told };
}

/** "已解决,企业已送电": the outcome comes first. */
export function readOutcome(
  said: string,
  now: Instant,
  reading?: Reading,
): { outcome?: Outcome; text: string; date?: ChinaDate } {
  const outcome = outcomes.find((known) => said.startsWith(known));
  if (!outcome) return { text: said };
  const after = said.slice(outcome.length);
  // Any other date belongs to the answer.
  const rest: ReturnType<typeof takeAside> = outcome === '计划解决' ? takeAside(after, now, reading) : { text: after };
  return { outcome, text: rest.text.replace(/^[\s,，。:：;；]+/, ''), date: rest.date };
}

/** A date from a form's picker. Throws Refusal `date.unreadable`. */
export function dateField({ form, work }: Turn, name: string): ChinaDate | undefined {
  const value = form?.[name]?.trim();
  if (!value) return undefined;
  const date = readDate(value, work.at);
  if (!date) throw new Refusal('date.unreadable', { text: value });
  return date;
}
