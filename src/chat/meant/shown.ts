import type { Appeal } from '../../domain/appeal/appeal.ts';
import { authorize } from '../../domain/people/access.ts';
import { factsOf } from '../../notices/drawing.ts';
import type { AppealFacts } from '../../presenters/cards/facts.ts';
import { type ReadTurn, speakerOf } from '../turn.ts';
import { groupShows } from './groupView.ts';

/**
 * The facts for showing an appeal; every answer that shows one must get them here. Checks the person's rights; with
 * `shared` the group's, where the appeal is shown masked. Throws Refusal `not.allowed`, `person.unknown`.
 */
export async function factsShown(turn: ReadTurn, appeal: Appeal, shared = false): Promise<AppealFacts> {
  if (!(shared && sharesInGroup(turn, appeal))) authorize(speakerOf(turn), 'see', appeal);
  return factsOf(turn.work.store, turn.work.rules, appeal, turn.work.at);
}

/** Whether the answer is shown in the group, masked (docs/develop/domain.md#groups). */
export function sharesInGroup(turn: ReadTurn, appeal: Appeal): boolean {
  return turn.place === 'group' && groupShows(turn, appeal);
}
