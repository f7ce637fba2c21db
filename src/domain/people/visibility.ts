import type { Appeal } from '../appeal/appeal.ts';
import type { Person } from './contacts.ts';
import { may, type Relation, relations } from './policy.ts';

/** For whom a message to one person is meant: whoever is that when it is sent reads it, and nobody else. */
export type Addressee =
  | 'submitter' // or whoever follows him
  | 'readers' // of a confidential appeal
  | 'handlers'
  | 'deputies'
  | 'heads'
  | 'centre'
  | 'centre-heads' // its head and the district office
  | 'office' // 区营商办
  | 'giver' // of a 批示
  | 'anyone'; // holds nothing of an appeal but its number: also who has just lost it reads it

/** What a person must be, to the appeal or to the desk. */
const relationsOf: Record<Exclude<Addressee, 'anyone'>, readonly Relation[]> = {
  submitter: ['submitter', 'town', 'centre'],
  readers: ['reader'],
  // The deputy where the unit has no officer.
  handlers: ['handler', 'superior'],
  deputies: ['superior'],
  heads: ['superior'],
  centre: ['centre'],
  'centre-heads': ['district-office'],
  office: ['district-office'],
  giver: ['leader', 'commander'],
};

/** Whether this person, as the roster has him now, may be told what was written for such an addressee. */
export function mayBeTold(person: Person, addressee: Addressee | undefined, appeal?: Appeal): boolean {
  if (addressee === 'anyone') return true;
  // He is told what the centre is late with, though he works on nothing himself.
  if (addressee === 'centre-heads' && !appeal?.confidential && headsCentre(person)) return true;
  if (appeal && !may(person, 'see', appeal)) return false;
  if (addressee === undefined) return true;
  const own = relations(person, appeal);
  return relationsOf[addressee].some((relation) => own.has(relation));
}

export const serviceCentre = 'enterprise-service-centre';

function headsCentre({ memberships }: Person): boolean {
  return memberships.some(
    ({ role, unit, tier }) => (role === 'contact' || role === 'service-centre') && unit === serviceCentre && tier === 1,
  );
}

/**
 * Names, phones and all that is written: for who submitted it, the centre, its readers, and the handler once it is
 * signed; everybody else sees them masked (docs/develop/domain.md#masking).
 */
export function readsInFull(person: Person, appeal: Appeal): boolean {
  const own = relations(person, appeal);
  const signed = appeal.assignments.at(-1)?.signedAt !== undefined;
  return own.has('submitter') || own.has('centre') || own.has('reader') || (own.has('handler') && signed);
}
