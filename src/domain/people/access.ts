import type { Appeal } from '../appeal/appeal.ts';
import { Refusal } from '../errors.ts';
import { rowOf, type Verb } from '../verbs.ts';
import type { Person } from './contacts.ts';
import { relations, standing } from './relations.ts';

/**
 * Whether this person may do it to this appeal, or to any appeal when none is given (docs/develop/domain.md#rights). A
 * confidential appeal is open only to its readers; its submitter may see it and add to it
 * (docs/develop/domain.md#confidential).
 */
export function may(person: Person, verb: Verb, appeal?: Appeal): boolean {
  const { who, kept = [] } = rowOf(verb);
  const allowed = appeal?.confidential ? kept : who;
  if (allowed === 'everyone') return true;
  const own = appeal ? relations(person, appeal) : standing(person);
  return allowed.some((relation) => own.has(relation));
}

/** Throws Refusal `not.allowed`; if the appeal is confidential and the person may see it, `confidential` instead. */
export function authorize(person: Person, verb: Verb, appeal?: Appeal): void {
  if (may(person, verb, appeal)) return;
  if (appeal?.confidential && may(person, 'see', appeal)) {
    throw new Refusal('confidential', { number: appeal.number });
  }
  throw new Refusal('not.allowed', { verb, number: appeal?.number });
}
