import { isOpen } from '../../domain/appeal/lifecycle.ts';
import type { Chat } from '../../domain/chats.ts';
import { distinctPeople } from '../../domain/people/contacts.ts';
import type { Rules } from '../../domain/rules.ts';
import { factsOf, isLive } from '../../notices/drawing.ts';
import { dispatchNotices, type Notice, toCentre } from '../../notices/recipients.ts';
import type { Deps } from '../../ports/index.ts';
import type { OutboxRow } from '../../ports/queues.ts';
import type { PeopleFilter } from '../../ports/rows.ts';
import type { Store } from '../../ports/store.ts';
import { seenInChat } from '../../presenters/group/groupMessage.ts';
import { undelivered } from '../../presenters/words/asks.ts';
import type { Refused } from './outboxWorker.ts';

/**
 * A message about an appeal could not be delivered as it stood, for good: the service centre learns which one and why,
 * so that somebody calls. Once per message, also when it is found refused again after a crash. Redrawn cards are left
 * out: what they say is told elsewhere.
 */
export async function reportUndelivered(deps: Deps, row: OutboxRow, failure: Refused): Promise<void> {
  const { appeal, op, to } = row;
  deps.log.warn({ row: row.id, failure }, 'a message was refused for good');
  if (op === 'update' || failure === 'target-gone') return;
  // Somebody at the centre cannot be reached: telling the centre so would go on for ever.
  if (isReport(row) && failure !== 'chat-gone') return;
  const at = deps.clock.now().toISOString();
  await deps.transact(async (store) => {
    const again = failure === 'chat-gone' ? await elsewhere(store, deps.rules, row) : [];
    const name = await nameOf(store, to);
    const report =
      again.length > 0 ? [] : await toCentre(store, seenInChat(undelivered({ appeal, name, failure }), deps.rules));
    const notices: Notice[] = [...again, ...report];
    for (const [index, notice] of notices.entries()) {
      const id = `r${index}-${row.id}`;
      if (await store.outboxRow(id)) continue;
      await store.enqueue({ ...notice, id, op: 'send', appeal, createdAt: at, notBefore: at });
    }
  });
}

function isReport({ id }: OutboxRow): boolean {
  return /^r\d+-/.test(id);
}

/**
 * The group is gone: its dispatch card goes where it would go without that group, while the assignment lasts; a list or
 * report goes privately to those who work the group's appeals, and whatever was the centre's to its people.
 */
async function elsewhere(store: Store, rules: Rules, row: OutboxRow): Promise<Notice[]> {
  const chat = 'chat' in row.to ? await store.chat(row.to.chat) : undefined;
  const ofCentre = chat?.bindings.some(({ kind }) => kind === 'centre');
  if (chat && (row.appeal === undefined || ofCentre)) return toMembers(store, chat, row);
  const appeal = row.slot === 'dispatch' && row.appeal ? await store.appeal(row.appeal) : undefined;
  if (!appeal || !isOpen(appeal) || !isLive(row, appeal, undefined)) return [];
  return dispatchNotices(store, await factsOf(store, rules, appeal));
}

async function toMembers(store: Store, { bindings }: Chat, { message, slot }: OutboxRow): Promise<Notice[]> {
  const addressee = bindings.some(({ kind }) => kind === 'centre') ? ('centre' as const) : undefined;
  const filters = bindings.flatMap((binding): PeopleFilter[] => {
    if (binding.kind === 'task-force') return [{ roles: ['liaison', 'office'], taskForce: binding.taskForce }];
    if (binding.kind === 'centre') return [{ roles: ['service-centre', 'duty'] }];
    return binding.kind === 'unit' ? [{ roles: ['contact'], unit: binding.unit, tier: 3 }] : [];
  });
  const people = (await Promise.all(filters.map((filter) => store.people(filter)))).flat();
  return distinctPeople(people).flatMap(({ openId }) =>
    openId ? [{ to: { person: openId }, message, slot, addressee }] : [],
  );
}

async function nameOf(store: Store, to: OutboxRow['to']): Promise<string> {
  if ('chat' in to) return (await store.chat(to.chat))?.name || '有关群';
  return (await store.personByOpenId(to.person))?.name ?? '有关人员';
}
