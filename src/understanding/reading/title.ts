import { mask } from '../../domain/texts/masking.ts';
import type { Linear } from '../learning/linear.ts';
import { running } from '../learning/running.ts';
import { clausesOf } from '../text/clauses.ts';

const longest = 24;
const shortest = 4;
/** What stands before the matter itself. */
const leads =
  /^(?:(?:各位|尊敬的)?领导(?:们)?好?|你好|您好|喂|那个|请问|麻烦记一下|反映|来电|诉称|咨询|提出|希望|说(?!起来)|讲|问|老板|的|事项|诉求(?:内容)?|内容|问题|[:：、\s)）】\]|-])+/;

/**
 * The first clause that says what the matter is, as people wrote it, without company and place in front. `bare` has the
 * same clauses with signs for the fields; a clause of nothing but fields says nothing.
 */
export function titleOf(bare: string, names: readonly string[], taskForce: Linear, one: number): string {
  const along = running(bare, taskForce);
  const clauses = clausesOf(bare)
    .map((clause) => ({ ...clause, score: along.scores(clause.from, clause.to)[one] as number }))
    .map((clause) => ({ ...clause, words: told(bare.slice(clause.from, clause.to), names) }))
    .filter(({ words }) => [...words].length >= shortest);
  const best = Math.max(...clauses.map(({ score }) => score));
  const chosen = clauses.find(({ score }) => score >= best - 0.35)?.words ?? told(bare, names);
  // Hidden before it is cut: half a number would no longer be known as one.
  return [...mask(chosen || bare)].slice(0, longest).join('');
}

function told(words: string, names: readonly string[]): string {
  return words
    .replace(/^[甲乙丙丁\s]*/, '')
    .replace(leads, '')
    .replace(/[甲乙丙丁]/g, (sign) => names[signs.indexOf(sign)] ?? '')
    .trim();
}

const signs = '甲乙丙丁';
