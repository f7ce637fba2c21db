import type { Binding, Chat } from '../../domain/chats.ts';
import { Refusal } from '../../domain/errors.ts';
import type { ChatReader, ChatStore } from '../../ports/store.ts';
import type { Session } from '../engines/session.ts';
import { jsonText } from '../engines/storable.ts';
import { ChatSchema } from '../entities/people.ts';
import { longList, nested } from './longList.ts';
import { upsert } from './tables.ts';

/** Two bindings with the same key are the same binding. */
function keyOf(binding: Binding): string {
  if (binding.kind === 'task-force') return `task-force:${binding.taskForce}`;
  if (binding.kind === 'unit') return `unit:${binding.unit}`;
  return binding.kind;
}

export function chatReader(session: Session): ChatReader {
  return {
    chat: (id) => chat(session, 'c.id = $1', id),
    async chatFor(binding) {
      const one = 'c.id = (SELECT chat FROM bindings WHERE binding = $1)';
      const found = await chat(session, one, keyOf(binding));
      return found?.alive && !found.external ? found : undefined;
    },
  };
}

interface Found {
  id: string;
  name: string;
  external: number | boolean;
  alive: number | boolean;
  isPrivate: number | boolean;
  bindings?: { binding: string; data: string }[];
}

async function chat(session: Session, condition: string, value: string): Promise<Chat | undefined> {
  const bindings = nested(session, { binding: 'b.binding', data: 'b.data' }, 'FROM bindings b WHERE b.chat = c.id');
  const fields = {
    id: 'c.id',
    name: 'c.name',
    external: 'c.external',
    alive: 'c.alive',
    isPrivate: 'c.is_private',
    bindings,
  };
  const [row] = await longList<Found>(session, fields, {
    from: `FROM chats c WHERE ${condition}`,
    parameters: [value],
  });
  if (!row) return undefined;
  const { external, alive, isPrivate, bindings: held = [], ...rest } = row;
  const inOrder = held.sort((one, other) => (one.binding < other.binding ? -1 : 1));
  const served = inOrder.map(({ data }) => JSON.parse(data) as Binding);
  const own = isPrivate ? { isPrivate: true } : {};
  return { ...rest, ...own, external: Boolean(external), alive: Boolean(alive), bindings: served };
}

export function chatStore(session: Session): ChatStore {
  return {
    ...chatReader(session),
    /** Only `bind` and `unbind` change bindings. */
    saveChat: ({ id, name, external, alive, isPrivate = false }) =>
      upsert(session, { schema: ChatSchema, keys: ['id'] }, [{ id, name, external, alive, isPrivate }]),
    async meetChat({ id, name, external, alive, isPrivate = false }) {
      const sql = `INSERT INTO chats (id, name, external, alive, is_private) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (id) DO NOTHING RETURNING id`;
      return (await session.rows(sql, [id, name, external, alive, isPrivate])).length > 0;
    },
    leaveChat: async (id) => void (await session.rows('UPDATE chats SET alive = FALSE WHERE id = $1', [id])),
    bind: (chat, binding) => bind(session, chat, binding),
    async unbind(chat, binding) {
      const only = binding ? ' AND binding = $2' : '';
      const rows = await session.rows<{ binding: string; data: string }>(
        `DELETE FROM bindings WHERE chat = $1${only} RETURNING binding, data`,
        [chat, ...(binding ? [keyOf(binding)] : [])],
      );
      const inOrder = rows.sort((one, other) => (one.binding < other.binding ? -1 : 1));
      return inOrder.map(({ data }) => JSON.parse(data) as Binding);
    },
  };
}

/**
 * The binding is the primary key: when two administrators bind at the same time, the second waits for the first and is
 * refused. A binding is taken only from a group that is known to be gone.
 */
async function bind(session: Session, chat: string, binding: Binding): Promise<void> {
  const inside = 'UPDATE chats SET alive = TRUE WHERE id = $1 AND NOT external RETURNING id';
  if ((await session.rows(inside, [chat])).length === 0) throw new Refusal('bind.external', {});
  const taken = await session.rows(
    `INSERT INTO bindings (binding, chat, data) VALUES ($1, $2, $3)
     ON CONFLICT (binding) DO UPDATE SET chat = excluded.chat
       WHERE bindings.chat = excluded.chat OR bindings.chat IN (SELECT id FROM chats WHERE NOT alive)
     RETURNING chat`,
    [keyOf(binding), chat, jsonText(binding)],
  );
  if (taken.length > 0) return;
  const [holder] = await session.rows<{ name: string }>(
    'SELECT name FROM chats WHERE id = (SELECT chat FROM bindings WHERE binding = $1)',
    [keyOf(binding)],
  );
  throw new Refusal('bind.taken', { name: holder?.name ?? '' });
}
