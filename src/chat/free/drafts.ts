import { Refusal } from '../../domain/errors.ts';
import type { Draft } from '../../domain/tips.ts';
import type { Turn } from '../turn.ts';

/** A draft of this very person that still waits. Throws Refusal `draft.gone`, `draft.done`. */
export async function ownDraft(turn: Turn, id = ''): Promise<Draft> {
  const draft = await turn.work.store.draft(id);
  if (!draft || draft.person !== turn.speaker?.id) throw new Refusal('draft.gone', {});
  if (draft.takenAt) throw new Refusal('draft.done', { at: draft.takenAt, as: draft.takenAs ?? '' });
  return draft;
}

/** It becomes `as` now and nothing else later: of two presses at once the second reads what the first one chose. */
export async function takeOwn(turn: Turn, id: string, as: string): Promise<Draft> {
  const draft = await ownDraft(turn, id);
  const taken = await turn.work.store.takeDraft(draft.id, { at: turn.work.at, as });
  return taken ? draft : ownDraft(turn, id); // it says what it became meanwhile
}
