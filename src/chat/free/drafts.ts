import { Refusal } from '../../domain/errors.ts';
import type { Draft } from '../../domain/tips.ts';
import type { Turn } from '../turn.ts';

/** A draft of this person that still waits. Throws Refusal `draft.gone`, `draft.done`. */
export async function ownDraft(turn: Turn, id = ''): Promise<Draft> {
  const draft = await turn.work.store.draft(id);
  if (!draft || draft.person !== turn.speaker?.id) throw new Refusal('draft.gone', {});
  if (draft.takenAt) throw new Refusal('draft.done', { at: draft.takenAt, as: draft.takenAs ?? '' });
  return draft;
}

/**
 * Takes the draft as `as`, once and for all: of two presses at the same time the second learns what the first one
 * chose.
 */
export async function takeOwn(turn: Turn, id: string, as: string): Promise<Draft> {
  const draft = await ownDraft(turn, id);
  const taken = await turn.work.store.takeDraft(draft.id, { at: turn.work.at, as });
  return taken ? draft : ownDraft(turn, id); // throws: the refusal says what it became
}
