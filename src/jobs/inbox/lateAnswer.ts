import { ownPressedCard, pressedAnswer, pressedCard } from '../../chat/meant/pressed.ts';
import { type Work, workOf } from '../../commands/shared/work.ts';
import type { Card } from '../../domain/message.ts';
import { addressTo } from '../../notices/drawing.ts';
import type { Deps } from '../../ports/index.ts';
import type { ClickAnswer, Incoming } from '../../ports/platform.ts';
import type { InboxRow } from '../../ports/queues.ts';
import { say } from '../../presenters/notes/notes.ts';
import { pressedBefore } from '../../presenters/words/words.ts';
import { turnOf } from './turnOf.ts';

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
  if (incoming.kind === 'click') await deps.transact((store) => oweAnswer(workOf(deps, store), incoming, answer));
}

type Pressed = Extract<Incoming, { kind: 'click' }>;

/**
 * The same inside the unit of work that acts on the press, when nobody waits for its answer: after a restart. That it
 * went well is said by the redrawn card; what went wrong, and what no card shows, is said privately.
 */
export async function oweUnattended(work: Work, pressed: Pressed, { toast, card }: ClickAnswer): Promise<void> {
  const shown = card !== undefined && (await work.store.rowOfMessage(pressed.message)) !== undefined;
  const well = toast?.type === 'success' || toast?.type === 'info';
  await oweAnswer(work, pressed, shown && well ? { card } : { toast, card });
}

interface Owed {
  toast?: ClickAnswer['toast'];
  card?: Card;
}

async function oweAnswer(work: Work, { sender, message: pressed }: Pressed, answer: Owed): Promise<void> {
  const { store, at } = work;
  const common = { createdAt: at, notBefore: at };
  if (answer.toast) {
    const message = say(answer.toast.content);
    await store.enqueue({ id: work.newId(), op: 'send', to: { person: sender }, message, ...common });
  }
  const row = answer.card && (await store.rowOfMessage(pressed));
  if (!row || !answer.card) return;
  const { id: target, to, appeal, addressee } = row;
  // Meanwhile the appeal may have gone on: what is redrawn shows it as it is now. A form keeps what was typed.
  const form = answer.card.blocks.some(({ kind }) => kind === 'form');
  const redrawn = form ? undefined : await pressedCard({ work, message: pressed });
  const shown = redrawn ?? addressTo(to, answer.card, work.rules);
  await store.enqueue({ id: work.newId(), op: 'update', target, appeal, addressee, ...shown, ...common });
}

/**
 * A press that comes again although this process never answered it: it was acted on before a restart, or is about to
 * be. Its card as it is true now, for whom it is meant.
 */
export async function answerAgain(deps: Deps, { payload }: Pick<InboxRow, 'payload'>): Promise<ClickAnswer> {
  const incoming = deps.platform.read(payload);
  if (incoming.kind !== 'click') return {};
  return deps.transact(async (store) => {
    const turn = await turnOf(deps, workOf(deps, store), incoming);
    return pressedAnswer(turn, { type: 'info', content: pressedBefore }, await ownPressedCard(turn));
  });
}
