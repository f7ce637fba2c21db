import { confidentialReaders } from '../../domain/people/succession.ts';
import type { Work } from '../shared/work.ts';

/** Ids of the two people who read an appeal that becomes confidential now. */
export async function readersOf({ store, rules }: Work): Promise<string[]> {
  const office = await store.people({ roles: ['district-office'] });
  return confidentialReaders(office, rules.district).map(({ id }) => id);
}
