import { Refusal } from '../domain/errors.ts';
import type { Binding, Chat, Store } from '../ports.ts';
import { BindingSchema, ChatSchema } from './entities/people.ts';
import { type Session, upsert } from './session.ts';

type Reading = Pick<Store, 'chat' | 'chatFor'>;
type Writing = Pick<Store, 'saveChat' | 'bind' | 'unbind'>;

/** What makes two bindings the same one. */
function keyOf(binding: Binding): string {
  if (binding.kind === 'task-force') return `task-force:${binding.taskForce}`;
  if (binding.kind === 'unit') return `unit:${binding.unit}`;
  return binding.kind;
}

export function chatReader({ manager }: Session): Reading {
  const chat = async (id: string): Promise<Chat | undefined> => {
    const row = await manager.findOneBy(ChatSchema, { id });
    if (!row) return undefined;
    const bindings = await manager.find(BindingSchema, { where: { chat: id }, order: { binding: 'ASC' } });
    return { ...row, bindings: bindings.map(({ data }) => data) };
  };
  return {
    chat,
    async chatFor(binding) {
      const row = await manager.findOneBy(BindingSchema, { binding: keyOf(binding) });
      const found = row && (await chat(row.chat));
      return found?.alive && !found.external ? found : undefined;
    },
  };
}

export function chatStore(session: Session): Reading & Writing {
  const { manager } = session;
  return {
    ...chatReader(session),
    /** Bindings are changed by `bind` and `unbind` alone. */
    saveChat: ({ id, name, external, alive }) =>
      upsert(session, { schema: ChatSchema, keys: ['id'] }, [{ id, name, external, alive }]),
    bind: (chat, binding) => bind(session, chat, binding),
    async unbind(chat, binding) {
      const where = { chat, ...(binding && { binding: keyOf(binding) }) };
      const rows = await manager.find(BindingSchema, { where, order: { binding: 'ASC' } });
      await manager.delete(BindingSchema, where);
      return rows.map(({ data }) => data);
    },
  };
}

/**
 * The binding is the primary key, so of two administrators who bind at once the second waits for the first and is
 * refused. It may be taken from a group known to be gone, from no other.
 */
async function bind(session: Session, chat: string, binding: Binding): Promise<void> {
  const taken = await session.rows(
    `INSERT INTO bindings (binding, chat, data) VALUES ($1, $2, $3)
     ON CONFLICT (binding) DO UPDATE SET chat = excluded.chat
       WHERE bindings.chat = excluded.chat OR bindings.chat IN (SELECT id FROM chats WHERE NOT alive)
     RETURNING chat`,
    [keyOf(binding), chat, JSON.stringify(binding)],
  );
  if (taken.length > 0) return;
  const [holder] = await session.rows<{ name: string }>(
    'SELECT name FROM chats WHERE id = (SELECT chat FROM bindings WHERE binding = $1)',
    [keyOf(binding)],
  );
  throw new Refusal('bind.taken', { name: holder?.name ?? '' });
}
