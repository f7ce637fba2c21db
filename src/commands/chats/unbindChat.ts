import type { Binding } from '../../domain/chats.ts';
import { Refusal } from '../../domain/errors.ts';
import { authorize } from '../../domain/people/access.ts';
import { type Acting, personOf, type Work } from '../shared/work.ts';

/** 解绑: all bindings of the group, or the one named. Throws Refusal `not.allowed`, `bind.nothing`. */
export async function unbindChat(
  work: Work,
  acting: Acting,
  { chat, binding }: { chat: string; binding?: Binding },
): Promise<Binding[]> {
  authorize(personOf(acting), 'bind');
  const removed = await work.store.unbind(chat, binding);
  if (removed.length === 0) throw new Refusal('bind.nothing', {});
  return removed;
}
