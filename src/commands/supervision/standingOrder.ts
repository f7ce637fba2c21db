import { type Appeal, currentAssignment } from '../../domain/appeal/appeal.ts';
import type { Paper } from '../../domain/appeal/papers.ts';
import { isRunning } from '../../domain/clocks/turnClocks.ts';
import type { Work } from '../shared/work.ts';

/** The newest 督办 that the unit which has the appeal was sent for a lateness that goes on: nobody drafts it again. */
export async function standingOrder({ store }: Pick<Work, 'store'>, appeal: Appeal): Promise<Paper | undefined> {
  const unit = currentAssignment(appeal)?.unit;
  const late = new Set((await store.clocks(appeal.number)).filter(isRunning).map(({ id }) => id));
  return (await store.papers(appeal.number)).find(
    ({ kind, state, unit: of, clock }) =>
      kind === 'supervision' && state === 'released' && of === unit && (clock === undefined || late.has(clock)),
  );
}
