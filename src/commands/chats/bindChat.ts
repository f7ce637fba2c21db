import type { Binding, Chat } from '../../domain/chats.ts';
import { authorize } from '../../domain/people/access.ts';
import { type Acting, personOf, type Work } from '../shared/work.ts';

/**
 * 绑定: from now on this group hears what concerns the binding. `known` is the group as the platform describes it.
 * Throws Refusal `not.allowed`, `bind.external`, `bind.taken`.
 */
export async function bindChat(
  work: Work,
  acting: Acting,
  { known, binding }: { known: Chat; binding: Binding },
): Promise<void> {
  authorize(personOf(acting), 'bind');
  await work.store.bind(known.id, binding);
}
