import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { AppealEvent } from '../../domain/appeal/events.ts';
import type { Candidate } from '../../domain/appeal/parts.ts';
import { type Rules, unitName } from '../../domain/rules.ts';
import { maskContact } from '../../domain/texts/masking.ts';
import { isCut } from '../../domain/texts/received.ts';
import { isWritten } from '../../domain/texts/written.ts';
import type { AppealFacts } from '../cards/facts.ts';
import { forGroup, isWithheld, withheld } from './groupText.ts';

/** Facts for a group's card: the same facts, with everything that people wrote made fit for a group. */
export interface Fit {
  words(text: string, appeal: Appeal): string;
  appeal(appeal: Appeal): Appeal;
  facts(facts: AppealFacts): AppealFacts;
  timeline(events: AppealEvent[], appeal: Appeal): AppealEvent[];
}

export function fitFor(rules: Rules): Fit {
  return {
    words: (text, appeal) => wordsOf(appeal, rules)(text),
    appeal: (appeal) => fitAppeal(appeal, rules),
    facts: ({ rules: same, appeal, ...more }) => ({
      ...withFitWords(more, wordsOf(appeal, rules)),
      rules: same,
      appeal: fitAppeal(appeal, rules),
    }),
    timeline: (events, appeal) => fitTimeline(events, appeal, rules),
  };
}

type Words = (text: string) => string;

function wordsOf(appeal: Appeal, rules: Rules): Words {
  return appeal.confidential ? () => withheld : (text) => forGroup(text, rules, appeal);
}

function fitAppeal(appeal: Appeal, rules: Rules): Appeal {
  const fit = withFitWords(appeal, wordsOf(appeal, rules));
  if (!isWithheld(appeal, rules)) return fit;
  const own: Appeal = { ...fit, title: withheld, text: withheld, routing: unaccused(appeal, rules) };
  return appeal.confidential ? { ...own, company: withheld, town: undefined, contact: undefined } : own;
}

/** Sensitive words may accuse the unit that they name, so that unit is not proposed to handle the appeal. */
function unaccused({ routing, title, text }: Appeal, rules: Rules): Appeal['routing'] {
  if (routing.kind === 'sensitive') return { kind: 'sensitive', terms: [] };
  const said = `${title}\n${text}`;
  const isNamed = ({ unit }: Candidate) => {
    const { aliases = [] } = rules.units.find(({ id }) => id === unit) ?? {};
    return [unitName(rules, unit), ...aliases].some((name) => said.includes(name));
  };
  return { ...routing, candidates: routing.candidates.filter((candidate) => !isNamed(candidate)) };
}

const ofTheMatter: ReadonlySet<AppealEvent['type']> = new Set(['submitted', 'supplemented', 'detached']);

/** Events from before the release stay confidential; the matter itself is never told. */
function fitTimeline(events: AppealEvent[], appeal: Appeal, rules: Rules): AppealEvent[] {
  const hidden = isWithheld(appeal, rules);
  const released = events.findLastIndex(({ type }) => type === 'released');
  return events.map((event, index) => {
    const unread = hidden && (index < released || ofTheMatter.has(event.type));
    return withFitWords(event, unread ? () => withheld : wordsOf(appeal, rules));
  });
}

function withFitWords<T>(value: T, words: Words): T {
  return deep(value, words) as T;
}

function deep(value: unknown, words: Words): unknown {
  if (Array.isArray(value)) return value.map((one) => deep(one, words));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fitValue(key, inner, words)]));
}

function fitValue(key: string, value: unknown, words: Words): unknown {
  if (typeof value === 'string') return isWritten(key) ? words(value) : value;
  if (key === 'contact') return maskedContact(value as Appeal['contact']);
  if (key === 'attachments') return (value as Appeal['attachments']).map((file) => fileOf(file, words));
  return deep(value, words);
}

function maskedContact({ name, phone }: Appeal['contact'] = {}): Appeal['contact'] {
  return { name: name && maskContact({ name }), phone: phone && maskContact({ phone }) };
}

/** The end of a cut name may hide part of a number or name, so such a file is counted but not named. */
function fileOf({ name, ...file }: Appeal['attachments'][number], words: Words) {
  return { ...file, ...(name && !isCut(name) ? { name: words(name) } : {}) };
}
