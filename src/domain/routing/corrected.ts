import type { Likeness } from '../learning/memory.ts';
import type { Ranked } from '../texts/reading.ts';

/** So close, a text is about the same as one that people corrected; below it is only like it, and a person is asked. */
const sameFrom = 0.6;
/** Corrections that speak for another task force and are hardly less close contradict. */
const rivalWithin = 0.1;

/** A ranking, and whether its first is sure enough to go there without a question. */
export interface Judged {
  ranking: readonly Ranked[];
  sure: boolean;
}

/**
 * What people corrected goes before what the model learned: the task force that corrections of like texts speak for
 * stands first. It goes there by itself only when the text is about the same as one of them; else a person is asked.
 * `likes`: as the memory gives them, the closest first.
 */
export function corrected(ranking: readonly Ranked[], likes: readonly Likeness[], dispatchFrom: number): Judged {
  const [first] = ranking;
  const sure = first !== undefined && first.confidence >= dispatchFrom;
  const known = likes.filter((like) => ranking.some(({ taskForce }) => taskForce === like.taskForce));
  const [best, rival] = known;
  if (!best || !first) return { ranking, sure };
  if (rival && best.closest - rival.closest < rivalWithin) return { ranking, sure: sure && agrees(known, first) };
  const same = best.closest >= sameFrom;
  if (best.taskForce === first.taskForce) return { ranking, sure: sure || same };
  const ahead = ranking.filter(({ taskForce }) => taskForce === best.taskForce);
  return { ranking: [...ahead, ...ranking.filter((one) => !ahead.includes(one))], sure: same };
}

/** Contradicting corrections leave a sure ranking alone when some of them speak for it. */
function agrees(likes: readonly Likeness[], { taskForce }: Ranked): boolean {
  return likes.some((like) => like.taskForce === taskForce);
}
