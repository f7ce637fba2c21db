import { holds, type Person, type Role } from '../../domain/people/contacts.ts';
import { type Scope, scopeOf } from '../../domain/people/visibility.ts';
import type { Audience } from '../../domain/rules.ts';
import type { Recipient } from '../../ports/queues.ts';
import type { PeopleFilter } from '../../ports/rows.ts';
import type { Store } from '../../ports/store.ts';

/** Who reads a report, and of what. */
export interface Reader {
  id: string;
  to: Recipient;
  scope: Scope;
  /** Absent for a group. */
  person?: Person;
}

const leading: Role[] = ['leader', 'leader-liaison', 'task-force-leader'];

/** Whom reports go to; the groups of task forces and the centre have lists of their own. */
const privately: { [A in Audience]?: PeopleFilter[] } = {
  leaders: [{ roles: leading }],
  heads: [{ roles: ['contact'], tier: 1 }, { roles: ['deputy-leader', 'office-head'] }],
  'task-force-offices': [{ roles: ['office', 'liaison'] }],
  'district-office': [{ roles: ['district-office'] }],
};

/**
 * Each person once, with everything that is his (docs/develop/domain.md#reports); the leaders' group reads of the whole
 * district.
 */
export async function readersOf(store: Pick<Store, 'people' | 'chatFor'>, audiences: Audience[]): Promise<Reader[]> {
  const readers = new Map<string, Reader>();
  for (const filter of audiences.flatMap((audience) => privately[audience] ?? [])) {
    for (const person of await store.people(filter)) {
      const scope = scopeOf(person);
      if (person.openId && scope)
        readers.set(person.openId, { id: person.openId, to: { person: person.openId }, scope, person });
    }
  }
  const group = audiences.includes('leaders-group') ? await store.chatFor({ kind: 'leaders' }) : undefined;
  if (group) readers.set(group.id, { id: group.id, to: { chat: group.id }, scope: 'all' });
  return [...readers.values()];
}

/** Leaders always get their digest; heads only when there is something of theirs. */
export function isLeading({ person }: Reader): boolean {
  return person === undefined || holds(person, ...leading);
}
