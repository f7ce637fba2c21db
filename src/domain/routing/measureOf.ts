import type { Rules } from '../rules.ts';

/** What of a task force's work a text is about. */
export interface Handled {
  measure?: number;
  /** Who leads it: the task force's lead unit. */
  unit: string;
}

/** The measure of a task force whose keywords weigh most in a text; longer words say more. */
export function measureOf(text: string, taskForce: number, rules: Rules): Handled {
  const unit = rules.taskForces.find(({ number }) => number === taskForce)?.leadUnit ?? '';
  let best = 0;
  let measure: number | undefined;
  for (const { number, taskForce: own, keywords } of rules.measures) {
    if (own !== taskForce) continue;
    const met = keywords.filter(
      (word) => word.length >= 2 && !rules.lexicon.plain.includes(word) && text.includes(word),
    );
    const weight = met.reduce((sum, word) => sum + word.length, 0);
    if (weight > best) [best, measure] = [weight, number];
  }
  return { measure, unit };
}
