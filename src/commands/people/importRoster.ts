import type { Person } from '../../domain/people/contacts.ts';
import { distinct, type RosterPerson, sameMemberships } from '../../domain/people/rosterMerge.ts';
import type { RosterStore } from '../../ports/store.ts';

export interface RosterWork {
  store: RosterStore;
  newId(): string;
}

export interface Imported {
  added: number;
  changed: number;
  unchanged: number;
  /** Those the file names whom the platform has not been asked about, or does not know. */
  unmatched: Person[];
}

/**
 * 名册导入: the file is the whole truth for the people it names, their memberships are replaced; others keep theirs.
 * Importing the same file again changes nothing.
 */
export async function importRoster({ store, newId }: RosterWork, rows: RosterPerson[]): Promise<Imported> {
  const all = await store.allPeople();
  const result: Imported = { added: 0, changed: 0, unchanged: 0, unmatched: [] };
  for (const { row, before } of resolve(rows, all)) {
    const taken = rows.some((other) => other !== row && other.mobile === before?.mobile);
    const person = merged(row, before ?? { id: newId(), name: row.name, memberships: [] }, taken);
    if (before && isSame(before, person)) {
      result.unchanged += 1;
    } else {
      for (const ghost of ghostsOf(person, all))
        await store.savePerson({ ...ghost, mobile: undefined, memberships: [] });
      await store.savePerson(person);
      result[before ? 'changed' : 'added'] += 1;
    }
    if (!person.openId) result.unmatched.push(person);
  }
  return result;
}

interface Resolved {
  row: RosterPerson;
  before?: Person;
}

/** Who is meant by each row. Two rows may name one known person, the one by open_id and the other by mobile. */
function resolve(rows: RosterPerson[], all: Person[]): Resolved[] {
  const found: Resolved[] = [];
  for (const row of rows) {
    const before = byOpenId(row, all) ?? byMobile(row, all);
    const same = before && found.find((each) => each.before === before);
    if (same) same.row = { ...row, ...same.row, memberships: [...same.row.memberships, ...row.memberships] };
    else found.push({ row, before });
  }
  return found;
}

function byOpenId({ openId }: RosterPerson, all: Person[]): Person | undefined {
  return openId ? all.find((person) => person.openId === openId) : undefined;
}

/** A number whose holder has another open_id was handed on: that is somebody else. */
function byMobile({ mobile, openId }: RosterPerson, all: Person[]): Person | undefined {
  return all.find((person) => mobile && person.mobile === mobile && (!openId || !person.openId));
}

/** The same person by his mobile, imported before his open_id was known: his memberships must not stay behind. */
function ghostsOf({ id, mobile }: Person, all: Person[]): Person[] {
  return all.filter((person) => mobile && person.mobile === mobile && person.id !== id && !person.openId);
}

function merged(row: RosterPerson, before: Person, taken: boolean): Person {
  // Administrators come from the environment, so that no file can take the office from them; 代岗 from the chat.
  const offices = before.memberships.filter(({ role, until }) => role === 'administrator' || until !== undefined);
  return {
    id: before.id,
    openId: row.openId ?? before.openId,
    name: row.name,
    mobile: row.mobile ?? (taken ? undefined : before.mobile),
    memberships: distinct([...row.memberships, ...offices]),
  };
}

function isSame(a: Person, b: Person): boolean {
  const facts = ({ openId, name, mobile }: Person) => JSON.stringify([openId, name, mobile]);
  return facts(a) === facts(b) && sameMemberships(a.memberships, b.memberships);
}
