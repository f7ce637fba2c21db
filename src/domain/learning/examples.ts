import { type Appeal, currentAssignment } from '../appeal/appeal.ts';
import type { AppealEvent, EventType } from '../appeal/events.ts';
import { evolve } from '../appeal/evolve.ts';
import type { Instant } from '../time/instant.ts';

/** What people say of a text by correcting what became of it (docs/develop/understanding.md#learning). */
export const correctionKinds = [
  'rerouted', // 换一个: not the proposed task force
  'chosen', // 选择专班: nobody could tell, a person said
  'transferred', // 改派
  'return-upheld', // 退件成立
  'apart', // 另立一件: no part of that matter
  'released', // 转普通件: nothing in it needs confidence
] as const;
export type CorrectionKind = (typeof correctionKinds)[number];

/** The question that a correction answers; of each appeal only the last answer to each counts. */
export type About = 'task-force' | 'matter' | 'confidence';

/** What a correction says, about words that are still as people wrote them. */
export interface Lesson {
  kind: CorrectionKind;
  about: About;
  text: string;
  /** Words that are no part of that matter. */
  part?: string;
  taskForce?: number;
  sensitive?: boolean;
}

/**
 * A lesson as it is kept: numbers, and the names and firms that are found in its words, are masked
 * (learning/maskedWords.ts). A name that neither the reader nor the masks find may remain.
 */
export interface Example extends Lesson {
  id: string;
  at: Instant;
  appeal: string;
}

type Of<T extends EventType> = Extract<AppealEvent, { type: T }>;
type Row<T extends EventType> = (event: Of<T>, before: Appeal) => Lesson | undefined;

/**
 * One row per kind of event that may correct something: what it says of the appeal as it was before. An event without a
 * row says nothing of the text.
 */
const lessons: { [T in EventType]?: Row<T> } = {
  rerouted: ({ taskForce }, { text, routing }) => {
    if (routing.kind === 'unsure') return { kind: 'chosen', about: 'task-force', text, taskForce };
    if (routing.kind === 'sensitive' || routing.choice.taskForce === taskForce) return undefined;
    return { kind: 'rerouted', about: 'task-force', text, taskForce };
  },
  transferred: ({ taskForce, fromReturn }, before) => {
    if (currentAssignment(before)?.taskForce === taskForce) return undefined; // only another unit of it
    const kind = fromReturn ? 'return-upheld' : 'transferred';
    return { kind, about: 'task-force', text: before.text, taskForce };
  },
  // Files alone (归错了) have no words to learn from.
  detached: (event, before) => {
    if (!event.text?.trim()) return undefined;
    return { kind: 'apart', about: 'matter', text: evolve(before, event).text, part: event.text };
  },
  released: (_, { text }) => ({ kind: 'released', about: 'confidence', text, sensitive: false }),
};

/** Whether events of this type may say something; others are not looked at. */
export function mayTeach({ type }: AppealEvent): boolean {
  return lessons[type] !== undefined;
}

/**
 * What this event says of the appeal, which is as it was before; undefined when it corrects nothing. Words in confidence
 * are for their readers alone: nothing of them is kept, unless one of the readers says that they need none (转普通件).
 */
export function lessonOf(event: AppealEvent, before: Appeal): Lesson | undefined {
  if (before.confidential && event.type !== 'released') return undefined;
  const row = lessons[event.type] as Row<EventType> | undefined;
  return row?.(event, before);
}

/** As many are learned from and kept in mind, the newest. */
export const mostExamples = 2_000;
