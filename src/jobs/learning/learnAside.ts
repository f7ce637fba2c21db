import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Appeal } from '../../domain/appeal/appeal.ts';
import { type Worse, worseFigures } from '../../domain/learning/comparison.ts';
import { mostExamples } from '../../domain/learning/examples.ts';
import { maskedWords } from '../../domain/learning/maskedWords.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Deps } from '../../ports/index.ts';
import type { Lessons, Trained, Trainer } from '../../ports/trainer.ts';

/** What came of it. */
export type Outcome =
  | { kind: 'nothing new' }
  | ({ kind: 'taken'; examples: number } & Trained)
  | ({ kind: 'worse'; examples: number; upTo: Instant; worse: Worse[] } & Trained);

type Desk = Pick<Deps, 'read' | 'rules'>;

/** Appeals that show whether what was right stays right, the newest. */
const mostConfirmed = 1_000;
/** Texts that are masked before others have their turn: some 20 ms. */
const atOnce = 15;

/** When the newest correction was made that no model has considered. */
export async function newLesson({ read }: Pick<Deps, 'read'>, trainer: Trainer): Promise<Instant | undefined> {
  const newest = await read((store) => store.newestExample());
  const considered = trainer.considered();
  return newest !== undefined && (considered === undefined || newest > considered) ? newest : undefined;
}

/**
 * Learns from what people corrected, when there is something new: the candidate is taken only when nothing measured got
 * worse, else it is refused until there is more to learn from.
 */
export async function learnAside(desk: Desk, trainer: Trainer): Promise<Outcome> {
  const upTo = await newLesson(desk, trainer);
  if (upTo === undefined) return { kind: 'nothing new' };
  const lessons = await lessonsOf(desk);
  const { before, after } = await trainer.train(lessons);
  const examples = lessons.examples.length;
  const worse = worseFigures(before, after);
  if (worse.length > 0) {
    trainer.refuse(upTo);
    return { kind: 'worse', examples, upTo, worse, before, after };
  }
  trainer.take();
  return { kind: 'taken', examples, before, after };
}

async function lessonsOf({ read, rules }: Desk): Promise<Lessons> {
  const { examples, answered } = await read(async (store) => ({
    examples: await store.examples(mostExamples),
    answered: await store.appeals({ statuses: ['answered', 'closed'], limit: mostConfirmed }),
  }));
  const corrected = new Set(examples.map(({ appeal }) => appeal));
  const confirmed: { text: string; taskForce: number }[] = [];
  for (const [index, appeal] of answered.entries()) {
    const taskForce = corrected.has(appeal.number) ? undefined : confirmedForce(appeal);
    if (index % atOnce === 0) await nextTurn();
    if (taskForce !== undefined) confirmed.push({ text: maskedWords(appeal.text, appeal, rules.reader), taskForce });
  }
  return { examples: examples.reverse(), confirmed };
}

/** Where it went first, and was answered; undefined when a person sent it elsewhere, or it is nobody's to read. */
function confirmedForce({ confidential, assignments, routing }: Appeal): number | undefined {
  const chosen = routing.kind === 'sensitive' || (routing.kind === 'decided' && routing.by === 'person');
  const [only, ...others] = assignments;
  return confidential || chosen || others.length > 0 ? undefined : only?.taskForce;
}
