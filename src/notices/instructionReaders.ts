import { currentAssignment } from '../domain/appeal/appeal.ts';
import type { Person } from '../domain/people/contacts.ts';
import type { Store } from '../ports/store.ts';
import type { AppealFacts } from '../presenters/cards/facts.ts';
import { handlersOf, signersElse, tierOf } from './tiers.ts';

export interface InstructionReaders {
  /** The person who signed it in, else those whose step it is: they answer. */
  handlers: Person[];
  deputies: Person[];
}

/** Who reads a 批示 on this appeal apart from the centre; the preview and the sending use the same function. */
export async function instructionReaders(store: Store, facts: AppealFacts): Promise<InstructionReaders> {
  const held = currentAssignment(facts.appeal);
  if (!held) return { handlers: [], deputies: [] };
  const handlers = await signersElse(store, facts, handlersOf);
  const known = new Set(handlers.map(({ id }) => id));
  const deputies = (await tierOf(store, facts.rules, held, 'deputy')).filter(({ id }) => !known.has(id));
  const reachable = ({ openId }: Person) => openId !== undefined;
  return { handlers: handlers.filter(reachable), deputies: deputies.filter(reachable) };
}
