import type { AppealEvent } from '../domain/events.ts';
import type { Store } from '../ports.ts';
import type { AppealFacts } from '../presenters/cards/facts.ts';
import type { Notice } from './recipients.ts';

export type UpwardEvent = Extract<
  AppealEvent,
  { type: 'head_noted' | 'supervised' | 'instructed' | 'instruction_answered' }
>;

/** Who hears of a note to a head, a 督办, a leader's 批示 and its answer. */
export async function upwardNotices(_event: UpwardEvent, _facts: AppealFacts, _store: Store): Promise<Notice[]> {
  return [];
}
