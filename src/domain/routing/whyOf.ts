import { type Appeal, currentAssignment } from '../appeal/appeal.ts';
import type { Actor, AppealEvent } from '../appeal/events.ts';
import type { Candidate } from '../appeal/parts.ts';
import type { Rules } from '../rules.ts';
import type { Instant } from '../time/instant.ts';
import { measureOf } from './measureOf.ts';
import { reasonsOf } from './reasons.ts';

/** What settled the task force: words or a mention in the text, the reader, or a person's act. */
export type Settled =
  | { how: 'words' | 'mention' }
  /** `corrections`: of texts like it, which speak for it. */
  | { how: 'guess'; confidence: number; corrections?: number }
  | { how: 'chosen' | 'transferred' | 'upheld'; by: Actor; at: Instant; reason?: string };

/** Why an appeal is where it is. */
export interface Why {
  /** It is there, not only proposed. */
  dispatched: boolean;
  taskForce: number;
  unit: string;
  settled: Settled;
  /** Words of the text that speak for this task force, those that decided at its arrival first. */
  words: string[];
  measure?: number;
}

/** Undefined while nobody knows a task force. */
export function whyOf(appeal: Appeal, timeline: AppealEvent[], rules: Rules): Why | undefined {
  const held = currentAssignment(appeal) ?? appeal.assignments.at(-1);
  const proposed = 'choice' in appeal.routing ? appeal.routing.choice : undefined;
  const target = held ?? proposed;
  const settled = settledBy(appeal, timeline);
  if (!target || !settled) return undefined;
  const { taskForce, unit } = target;
  const then = timeline.flatMap(candidatesIn).find((one) => one.taskForce === taskForce);
  const [matter] = rules.reader.read(appeal.text).matters;
  const words = [...new Set([...(then?.words ?? []), ...reasonsOf(matter, taskForce, rules)])];
  const measure = measureOf(appeal.text, taskForce, rules).measure ?? then?.measure;
  return { dispatched: held !== undefined, taskForce, unit, settled, words, ...(measure ? { measure } : {}) };
}

function candidatesIn(event: AppealEvent): Candidate[] {
  if (event.type !== 'submitted' && event.type !== 'released') return [];
  const { routing } = event;
  if (routing.kind === 'sensitive') return [];
  return 'choice' in routing ? [routing.choice, ...routing.candidates] : routing.candidates;
}

/** The last act that said where it goes; without one, how it was routed as it came. */
function settledBy({ routing }: Appeal, timeline: AppealEvent[]): Settled | undefined {
  const last = timeline.findLast(({ type }) => type === 'transferred' || type === 'rerouted');
  if (last?.type === 'transferred') {
    const { by, at, reason, fromReturn } = last;
    return { how: fromReturn ? 'upheld' : 'transferred', by, at, reason };
  }
  if (last) return { how: 'chosen', by: last.by, at: last.at };
  if (routing.kind === 'guess') {
    const { score, corrections } = routing.choice;
    return { how: 'guess', confidence: score, ...(corrections ? { corrections } : {}) };
  }
  return routing.kind === 'decided' && routing.by !== 'person' ? { how: routing.by } : undefined;
}
