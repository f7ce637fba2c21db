import { Refusal } from '../../domain/errors.ts';
import { authorize } from '../../domain/people/access.ts';
import type { Tip } from '../../domain/tips.ts';
import { type Acting, personOf, type Work } from '../shared/work.ts';

/**
 * A tip becomes an appeal or none, once: whoever comes second reads who was first. Throws Refusal `not.allowed`,
 * `draft.gone`, `tip.done`.
 */
export async function decideTip(
  { store, at }: Work,
  acting: Acting,
  { id, state }: { id: string; state: 'accepted' | 'declined' },
): Promise<Tip> {
  const person = personOf(acting);
  authorize(person, 'decideTip');
  const decided = await store.decideTip(id, { state, by: person.id, at });
  const tip = await store.tip(id);
  if (!tip) throw new Refusal('draft.gone', {});
  if (decided) return tip;
  const by = tip.decidedBy ? await store.person(tip.decidedBy) : undefined;
  const accepted = tip.state === 'accepted';
  throw new Refusal('tip.done', { accepted, by: by?.name, at: tip.decidedAt, number: tip.appeal });
}
