import { toCentre } from '../notices.ts';
import type { Deps, OutboxRow } from '../ports.ts';
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
    const name = await nameOf(store, to);
    const notices = await toCentre(store, undelivered({ appeal, name, failure }));
    for (const [index, { to: reader, message }] of notices.entries()) {
      const id = `r${index}-${row.id}`;
      if (await store.outboxRow(id)) continue;
      await store.enqueue({ id, op: 'send', to: reader, message, createdAt: at, notBefore: at });
    }
  });
}

type Names = Parameters<Parameters<Deps['transact']>[0]>[0];

async function nameOf(store: Names, to: OutboxRow['to']): Promise<string> {
  if ('chat' in to) return (await store.chat(to.chat))?.name || '有关群';
  return (await store.personByOpenId(to.person))?.name ?? '有关人员';
}
