import type { Reads, Work } from '../../commands/shared/work.ts';
import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { Person } from '../../domain/people/contacts.ts';
import { readsInFull } from '../../domain/people/visibility.ts';
import { forGroup } from '../../presenters/group/groupText.ts';
import { searchAppeals } from './appealMeant.ts';

/**
 * Appeals that contain these words in a place that this person may read, newest first. A person who sees names and
 * phones only masked cannot search by them either, or he would learn whether an appeal contains them.
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
