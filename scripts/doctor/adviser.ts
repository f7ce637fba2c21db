import type { Rules } from '../../src/domain/rules.ts';
import { veil } from '../../src/domain/texts/veil.ts';
import { createAdviser } from '../../src/platform/adviser/adviser.ts';
import type { AdviceOutcome } from '../../src/ports/adviser.ts';
import type { AdviserSettings } from '../../src/settings/adviser.ts';
import { type Finding, look, ok } from './finding.ts';

/** Nobody's matter. */
const invented = '变压器增容两个月没有批下来';
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

const mends: Record<Exclude<AdviceOutcome, 'answered' | 'undecided'>, string> = {
  late: 'it needs more than two seconds: choose a smaller or nearer model',
  malformed:
    'it does not answer with one number of the list: is LLM_BASE_URL complete (often …/v1)? else another model',
  down: 'are LLM_BASE_URL, LLM_API_KEY and LLM_MODEL right, and does this host reach it?',
  spared: 'try again',
};

/** Asks the language model about an invented matter, as the desk would. Without it the desk works all the same. */
export async function examineAdviser(settings: AdviserSettings | undefined, rules: Rules): Promise<Finding[]> {
  if (!settings) return [ok('language model: off')];
  const text = veil(rules.reader.read(invented), []);
  const outcomes: AdviceOutcome[] = [];
  const clock = { now: () => new Date() };
  const adviser = createAdviser({ ...settings, clock, log, count: (outcome) => outcomes.push(outcome) });
  const choices = rules.taskForces.map(({ number, name }) => ({ number, name, words: [] }));
  if (text) await adviser.propose({ text, choices });
  const [outcome = 'spared'] = outcomes;
  if (outcome === 'answered' || outcome === 'undecided') return [ok('language model: answers in time')];
  return [look(`language model: ${outcome}`, mends[outcome])];
}
