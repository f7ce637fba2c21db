import { owe } from '../../commands/shared/record.ts';
import { scheduler, type Work, workOf } from '../../commands/shared/work.ts';
import { type Appeal, currentAssignment } from '../../domain/appeal/appeal.ts';
import type { Person } from '../../domain/people/contacts.ts';
import { withoutExpiredPosts } from '../../domain/people/substitutes.ts';
import { type Addressee, mayBeTold } from '../../domain/people/visibility.ts';
import { chinaDate } from '../../domain/time/chinaTime.ts';
import { isLive } from '../../notices/drawing.ts';
import { holdersOf, withFellows } from '../../notices/holders.ts';
import { toCentre } from '../../notices/recipients.ts';
import type { Deps } from '../../ports/index.ts';
import type { OutboxRow } from '../../ports/queues.ts';
import { outOfPost } from '../../presenters/cards/outOfPost.ts';
import { seenInChat } from '../../presenters/group/groupMessage.ts';
import { noReaderNote, noSubmitterNote } from '../../presenters/notes/notes.ts';

type GateDeps = Pick<Deps, 'clock' | 'rules' | 'calendar' | 'transact' | 'outbox' | 'newId'> &
  Partial<Pick<Deps, 'read'>>;

type ToPerson = Extract<OutboxRow, { to: { person: string } }>;

/**
 * Every message to a person passes here before each attempt: may he read it now? It may have waited for the morning,
 * for the platform or for the bot, and he may have left the post it was written for (docs/develop/domain.md#holders).
 * Then whoever holds that post gets it instead, and his own cards only say that he cannot see the matter any more. Two
 * reads for all of them.
 */
export async function stillTheirs(rows: OutboxRow[], deps: GateDeps): Promise<OutboxRow[]> {
  const personal = rows.filter(isPersonal);
  if (personal.length === 0) return rows;
  const lost = await lostAmong(personal, deps);
  if (lost.size === 0) return rows;
  for (const row of personal) {
    if (lost.has(row.id) && row.op !== 'update') await passOn(row, deps);
  }
  return rows.flatMap((row) => {
    if (!isPersonal(row) || !lost.has(row.id)) return [row];
    // He lost the appeal: the card in his chat must not show what happened since.
    return row.op === 'update' ? [{ ...row, message: outOfPost(row.message) }] : [];
  });
}

function isPersonal(row: OutboxRow): row is ToPerson {
  return 'person' in row.to && row.addressee !== 'anyone';
}

/** Ids of the messages that their reader may not read any more. */
async function lostAmong(
  rows: ToPerson[],
  { clock, rules, transact, read = (fn) => transact(fn) }: GateDeps,
): Promise<Set<string>> {
  const today = chinaDate(clock.now());
  const numbers = [...new Set(rows.flatMap(({ appeal }) => appeal ?? []))];
  return read(async (store) => {
    const found = await store.people({ openIds: [...new Set(rows.map(({ to }) => to.person))] });
    const people = new Map<string, Person>();
    for (const person of found) {
      const now = withoutExpiredPosts(person, { before: today });
      people.set(person.openId ?? '', await withFellows(store, rules, now));
    }
    const appeals = numbers.length > 0 ? await store.appeals({ numbers, limit: numbers.length }) : [];
    const byNumber = new Map(appeals.map((appeal) => [appeal.number, appeal]));
    const answers = rows.filter(isOwnAnswer).map(({ id }) => id);
    const outlived = new Set(answers.length > 0 ? await store.outlived(answers) : []);
    const isLost = (row: ToPerson) =>
      isOwnAnswer(row) ? outlived.has(row.id) : !isTheirs(row, people.get(row.to.person), byNumber);
    return new Set(rows.filter(isLost).map(({ id }) => id));
  });
}

/** An answer, a list, a report: it holds what he was allowed to see when it was made. */
function isOwnAnswer({ appeal, addressee }: OutboxRow): boolean {
  return appeal === undefined && addressee === undefined;
}

function isTheirs(row: ToPerson, person: Person | undefined, appeals: Map<string, Appeal>): boolean {
  if (!person) return false;
  const appeal = row.appeal === undefined ? undefined : appeals.get(row.appeal);
  return mayBeTold(person, row.addressee, appeal);
}

const reason = 'its reader is not in this post any more';

/** Safe to be repeated after a crash: the copies have ids of their own that follow from the row's. */
async function passOn(row: ToPerson, deps: GateDeps): Promise<void> {
  await deps.transact(async (store) => {
    const work = workOf(deps, store);
    const copies = await successorsOf(work, row);
    for (const [index, copy] of copies.entries()) {
      const id = `s${index}-${row.id}`;
      if (!(await store.outboxRow(id))) await owe(work, scheduler, { ...copy, appeal: row.appeal, id });
    }
  });
  await deps.outbox.settle(row.id, 'superseded', reason);
}

type Copy = Parameters<typeof owe>[2];

async function successorsOf(work: Work, row: ToPerson): Promise<Copy[]> {
  const { store, rules } = work;
  const appeal = row.appeal === undefined ? undefined : await store.appeal(row.appeal);
  const { addressee, message, slot, createdAt } = row;
  if (!appeal || !addressee || addressee === 'anyone' || addressee === 'giver') return [];
  if (isOver(row, appeal)) return [];
  const known = await store.copiesOf(row);
  const people = await holdersOf(store, { appeal, rules }, addressee);
  const told = people.flatMap(({ openId }) => (openId ? [{ person: openId }] : []));
  if (told.length === 0) return instead(work, appeal, addressee);
  const fresh = told.filter(({ person }) => !known.some((to) => 'person' in to && to.person === person));
  return fresh.map((to) => ({ to, message, slot, addressee, createdAt }));
}

/** What was said to the former unit is nothing to the next one. */
function isOver({ addressee, slot, createdAt }: OutboxRow, appeal: Appeal): boolean {
  if (slot === 'dispatch' && !isLive({ slot, createdAt }, appeal, undefined)) return true;
  const ofUnit = addressee === 'handlers' || addressee === 'deputies' || addressee === 'heads';
  return ofUnit && createdAt < (currentAssignment(appeal)?.from ?? '');
}

/** Nobody has the post: the centre learns the number. */
async function instead(
  { store, rules }: Work,
  { number, confidential }: Appeal,
  addressee: Addressee,
): Promise<Copy[]> {
  if (addressee === 'readers') return toCentre(store, seenInChat(noReaderNote(number), rules));
  if (addressee !== 'submitter' || confidential) return [];
  return toCentre(store, seenInChat(noSubmitterNote(number), rules));
}
