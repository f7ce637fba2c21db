import type { Reads, Work } from '../../commands/shared/work.ts';
import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { Person } from '../../domain/people/contacts.ts';
import { readsInFull } from '../../domain/people/visibility.ts';
import { forGroup } from '../../presenters/group/groupText.ts';
import { searchAppeals } from './appealMeant.ts';

/**
 * Appeals that hold these words where this person may read them, newest first: whoever sees names and phones only masked
 * does not find an appeal by them either, or he would learn whether they stand in it.
 */
export async function searchWords(
  { store, rules }: Pick<Work<Reads>, 'store' | 'rules'>,
  person: Person,
  { words, limit }: { words: string; limit: number },
): Promise<Appeal[]> {
  const wanted = words.toLowerCase();
  const found = await searchAppeals(store, person, { search: words, limit });
  return found.filter((appeal) => {
    const { company = '', title, text } = appeal;
    const shown = readsInFull(person, appeal) ? text : forGroup(text, rules, appeal);
    return [company, title, shown].join('\n').toLowerCase().includes(wanted);
  });
}
