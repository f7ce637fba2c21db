import { isOpen } from '../domain/lifecycle.ts';
import type { Rules } from '../domain/rules.ts';
import { factsOf, isLive } from '../notices/drawing.ts';
import { dispatchNotices, type Notice, toCentre } from '../notices/recipients.ts';
import type { Deps, OutboxRow, Store } from '../ports.ts';
import { undelivered } from '../presenters/asks.ts';
import type { Refused } from './deliverOutbox.ts';

/**
 * A message about an appeal could not be delivered as it stood, for good: the service centre learns which one and why,
 * so that somebody calls. Once per message, also when it is found refused again after a crash. Redrawn cards are left
 * out: what they say is told elsewhere.
 */
export async function reportUndelivered(deps: Deps, row: OutboxRow, failure: Refused): Promise<void> {
  const { appeal, op, to } = row;
  deps.log.warn({ row: row.id, failure }, 'a message was refused for good');
  if (appeal === undefined || op === 'update' || failure === 'target-gone') return;
  const at = deps.clock.now().toISOString();
  await deps.transact(async (store) => {
    const again = failure === 'chat-gone' && row.slot === 'dispatch' ? await elsewhere(store, deps.rules, row) : [];
    const name = await nameOf(store, to);
    const report = again.length > 0 ? [] : await toCentre(store, undelivered({ appeal, name, failure }));
    const notices: Notice[] = [...again, ...report];
    for (const [index, { to: reader, message, slot }] of notices.entries()) {
      const id = `r${index}-${row.id}`;
      if (await store.outboxRow(id)) continue;
      await store.enqueue({ id, op: 'send', to: reader, message, slot, appeal, createdAt: at, notBefore: at });
    }
  });
}

/** The group is gone: the dispatch card goes where it would go without that group, while the assignment lasts. */
async function elsewhere(store: Store, rules: Rules, row: OutboxRow): Promise<Notice[]> {
  const appeal = row.appeal && (await store.appeal(row.appeal));
  if (!appeal || !isOpen(appeal) || !isLive(row, appeal, undefined)) return [];
  return dispatchNotices(store, await factsOf(store, rules, appeal));
}

async function nameOf(store: Store, to: OutboxRow['to']): Promise<string> {
  if ('chat' in to) return (await store.chat(to.chat))?.name || '有关群';
  return (await store.personByOpenId(to.person))?.name ?? '有关人员';
}
