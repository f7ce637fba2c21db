import type { Appeal } from '../../domain/appeal/appeal.ts';
import { authorize } from '../../domain/people/access.ts';
import { factsOf } from '../../notices/drawing.ts';
import type { AppealFacts } from '../../presenters/cards/facts.ts';
import { type ReadTurn, speakerOf } from '../turn.ts';
import { groupShows } from './groupView.ts';

/**
 * What an answer draws of an appeal: every answer that shows one asks here. By the right of the person; `shared`: by the
 * group's, where it stands masked. Throws Refusal `not.allowed`, `person.unknown`.
 */
export async function factsShown(turn: ReadTurn, appeal: Appeal, shared = false): Promise<AppealFacts> {
  if (!(shared && sharesInGroup(turn, appeal))) authorize(speakerOf(turn), 'see', appeal);
  return factsOf(turn.work.store, turn.work.rules, appeal, turn.work.at);
}

/** The answer stands in the group, masked (docs/develop/domain.md#groups). */
export function sharesInGroup(turn: ReadTurn, appeal: Appeal): boolean {
  return turn.place === 'group' && groupShows(turn, appeal);
}
