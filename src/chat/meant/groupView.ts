import type { Appeal } from '../../domain/appeal/appeal.ts';
import * as visibility from '../../domain/people/visibility.ts';
import type { AppealFilter } from '../../ports/rows.ts';
import type { ReadTurn } from '../turn.ts';

/** Whether the group of this turn may be shown the appeal, masked. */
export function groupShows({ group }: ReadTurn, appeal: Appeal): boolean {
  return visibility.groupShows(group?.bindings ?? [], appeal);
}

/**
 * In a group a query is answered by the group's rights, no matter who of the roster asks. For a short number the newest
 * appeal is taken.
 */
export async function appealOfGroup(turn: ReadTurn, words: string): Promise<Appeal | undefined> {
  if (turn.place !== 'group') return undefined;
  const { store } = turn.work;
  if (words.includes('-')) {
    const appeal = await store.appeal(words.toUpperCase());
    return appeal && groupShows(turn, appeal) ? appeal : undefined;
  }
  const sequence = Number(words.replace('号', ''));
  for (const own of filters(turn)) {
    const [newest] = await store.appeals({ ...own, sequence, limit: 1 });
    if (newest && groupShows(turn, newest)) return newest;
  }
  return undefined;
}

/** What a search in a group may find: company and matter, never the people in the text. */
export function namesMatter({ company = '', title }: Appeal, words: string): boolean {
  return `${company}${title}`.includes(words);
}

function filters({ group }: ReadTurn): AppealFilter[] {
  return (group?.bindings ?? []).flatMap((binding): AppealFilter[] => {
    if (binding.kind === 'task-force') return [{ taskForces: [binding.taskForce] }];
    return binding.kind === 'unit' ? [{ units: [binding.unit] }] : [];
  });
}
