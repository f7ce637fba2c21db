import { pressedCard } from '../chat/pressed.ts';
import { workOf } from '../commands/work.ts';
import type { ClickAnswer, Deps, InboxRow } from '../ports.ts';
import { say } from '../presenters/notes.ts';

/**
 * A press that took longer than the platform waits: its toast comes privately, its card as an update. Without this the
 * person would only have read that it is being worked on.
 */
export async function answerLate(
  deps: Deps,
  { payload }: Pick<InboxRow, 'payload'>,
  answer: ClickAnswer,
): Promise<void> {
  const incoming = deps.platform.read(payload);
  if (incoming.kind !== 'click') return;
  const at = deps.clock.now().toISOString();
  const common = { createdAt: at, notBefore: at };
  await deps.transact(async (store) => {
    if (answer.toast) {
      const message = say(answer.toast.content);
      await store.enqueue({ id: deps.newId(), op: 'send', to: { person: incoming.sender }, message, ...common });
    }
    const row = answer.card && (await store.rowOfMessage(incoming.message));
    if (!row || !answer.card) return;
    const { id: target, to, appeal, addressee } = row;
    // Meanwhile the appeal may have gone on: what is redrawn shows it as it is now. A form keeps what was typed.
    const work = workOf(deps, store, at);
    const form = answer.card.blocks.some(({ kind }) => kind === 'form');
    const redrawn = form ? undefined : await pressedCard({ work, message: incoming.message });
    const message = redrawn ?? answer.card;
    await store.enqueue({ id: deps.newId(), op: 'update', target, to, appeal, addressee, message, ...common });
  });
}
