import { appealOf } from '../../commands/shared/work.ts';
import { type Appeal, currentAssignment } from '../../domain/appeal/appeal.ts';
import { wholeNumber } from '../../domain/appeal/appealNumber.ts';
import { Refusal } from '../../domain/errors.ts';
import { authorize, may } from '../../domain/people/access.ts';
import type { Person } from '../../domain/people/contacts.ts';
import { isHeldBy, sightOf } from '../../domain/people/visibility.ts';
import { plainText } from '../../domain/texts/plainText.ts';
import { chinaDate } from '../../domain/time/chinaTime.ts';
import { eventOf, fitsNow, openStatuses, statesFor, type Verb } from '../../domain/verbs.ts';
import type { AppealFilter } from '../../ports/rows.ts';
import type { Store } from '../../ports/store.ts';
import { numbersOf } from '../reading/numberWords.ts';
import { type ReadTurn, speakerOf } from '../turn.ts';

/** More open appeals than one person ever has: counting them, or acting on all of them, never misses any. */
export const most = 5000;

/** Thrown when several appeals fit and none was named; the bot answers with a list to press. */
export class Choose extends Error {
  override name = 'Choose';
  readonly appeals: Appeal[];
  constructor(appeals: Appeal[]) {
    super('several appeals fit');
    this.appeals = appeals;
  }
}

/** Appeals that this person may see and that match the filter, newest first. */
export async function searchAppeals(
  store: Pick<Store, 'appeals'>,
  person: Person,
  filter: AppealFilter,
): Promise<Appeal[]> {
  return (await searched(store, person, filter)).appeals;
}

/** `cut`: there may be more than the limit. */
async function searched(store: Pick<Store, 'appeals'>, person: Person, filter: AppealFilter) {
  const found = new Map<string, Appeal>();
  let cut = false;
  for (const own of sightOf(person)) {
    const some = await store.appeals({ ...filter, ...own });
    for (const appeal of some) found.set(appeal.number, appeal);
    cut ||= some.length === filter.limit;
  }
  const appeals = [...found.values()].filter((appeal) => may(person, 'see', appeal));
  return { appeals: newestFirst(appeals), cut };
}

/**
 * The newest open appeals this person may see, and how many there are; `taskForce`: only of those that this task force
 * holds. The database counts them when its filters give the same result as `may`: for task forces, units and the whole
 * district, leaving out confidential ones.
 */
export async function openOnes(
  store: Pick<Store, 'appeals' | 'countAppeals'>,
  person: Person,
  { limit, taskForce }: { limit: number; taskForce?: number },
): Promise<{ appeals: Appeal[]; total: number }> {
  const isHeld = (appeal: Appeal) => taskForce === undefined || currentAssignment(appeal)?.taskForce === taskForce;
  const seenOf = async (filter: AppealFilter) => (await searchAppeals(store, person, filter)).filter(isHeld);
  const filters = sightOf(person);
  if (filters.some(({ submittedBy, towns }) => submittedBy !== undefined || towns !== undefined)) {
    const appeals = await seenOf({ statuses: [...openStatuses], limit: most });
    return { appeals: appeals.slice(0, limit), total: appeals.length };
  }
  const secret = await seenOf({ statuses: ['confidential'], limit: most });
  const statuses = openStatuses.filter((status) => status !== 'confidential');
  const counted = filters.flatMap((own) => narrowedTo(own, taskForce)).map((filter) => ({ ...filter, statuses }));
  const found = new Map(secret.map((appeal) => [appeal.number, appeal]));
  for (const filter of counted) {
    for (const appeal of await store.appeals({ ...filter, limit })) found.set(appeal.number, appeal);
  }
  const appeals = newestFirst([...found.values()].filter((appeal) => may(person, 'see', appeal))).slice(0, limit);
  return { appeals, total: secret.length + (await store.countAppeals(counted)) };
}

function narrowedTo(filter: AppealFilter, taskForce: number | undefined): AppealFilter[] {
  if (taskForce === undefined) return [filter];
  return !filter.taskForces || filter.taskForces.includes(taskForce) ? [{ ...filter, taskForces: [taskForce] }] : [];
}

function newestFirst(appeals: Appeal[]): Appeal[] {
  return appeals.sort((a, b) => b.receivedAt.localeCompare(a.receivedAt) || b.number.localeCompare(a.number));
}

/** Appeals on which this person may do the wanted thing now; in a bound group only those of that group. */
export async function findFitting(turn: ReadTurn, verb: Verb, filter: AppealFilter = {}): Promise<Appeal[]> {
  const statuses = [...statesFor(verb)];
  const found = await searchAppeals(turn.work.store, speakerOf(turn), { statuses, limit: most, ...filter });
  return found.filter((appeal) => suits(turn, verb, appeal));
}

/** How many are read first, and after how many fitting ones we can stop: a list to choose from is shorter than that. */
const few = { read: 50, fit: 10 };

/** As `findFitting`, when only the single one is needed, or some to choose from. */
async function fewFitting(turn: ReadTurn, verb: Verb, filter: AppealFilter = {}): Promise<Appeal[]> {
  const statuses = [...statesFor(verb)];
  const newest = { statuses, limit: few.read, ...filter };
  const { appeals, cut } = await searched(turn.work.store, speakerOf(turn), newest);
  const fits = appeals.filter((appeal) => suits(turn, verb, appeal));
  return cut && fits.length <= few.fit ? findFitting(turn, verb, filter) : fits;
}

function suits(turn: ReadTurn, verb: Verb, appeal: Appeal): boolean {
  return fitsNow(verb, appeal) && may(speakerOf(turn), verb, appeal) && belongsTo(turn, appeal);
}

function belongsTo({ group, place }: ReadTurn, appeal: Appeal): boolean {
  const bindings = group?.bindings ?? [];
  const isHolders = bindings.some(({ kind }) => kind === 'task-force' || kind === 'unit');
  return place === 'private' || !isHolders || isHeldBy(bindings, appeal);
}

/**
 * The appeals an utterance means: by the numbers in `words`, by the quoted message, or the only one that fits.
 * Throws Choose when several fit, Refusal `appeal.unknown`, `appeal.none`.
 */
export async function findMeant(turn: ReadTurn, verb: Verb, words: string | undefined): Promise<Appeal[]> {
  if (turn.chosen) return [await findSeen(turn, turn.chosen)];
  if (words === '全部') return some(await findFitting(turn, verb), verb);
  if (words) {
    const found: Appeal[] = [];
    for (const one of named(words)) found.push(await byNumber(turn, verb, one));
    return found;
  }
  if (turn.quoted) return [await findSeen(turn, turn.quoted)];
  const found = some(await fewFitting(turn, verb), verb);
  if (found.length > 1) throw new Choose(found);
  return found;
}

/** The most numbers in one message: each is looked up and handled while everybody else waits. */
const namedAtMost = 50;

/** Throws Refusal `appeal.too_many`. */
function named(words: string | undefined): string[] {
  const numbers = numbersOf(words);
  if (numbers.length > namedAtMost) throw new Refusal('appeal.too_many', { count: numbers.length, limit: namedAtMost });
  return numbers;
}

/** The appeals found for several numbers, and why the others were not found. */
export interface Each {
  appeals: Appeal[];
  unknown: Refusal[];
}

/** As `findMeant`, but a wrong number among several does not stop the others. */
export async function findEachMeant(turn: ReadTurn, verb: Verb, words: string | undefined): Promise<Each> {
  const items = named(words);
  if (turn.chosen || items.length < 2) return { appeals: await findMeant(turn, verb, words), unknown: [] };
  const each: Each = { appeals: [], unknown: [] };
  for (const one of items) {
    try {
      each.appeals.push(await byNumber(turn, verb, one));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      each.unknown.push(error);
    }
  }
  const [first] = each.unknown;
  if (first && each.appeals.length === 0) throw first;
  return each;
}

const inText = new RegExp(
  `(?<![\\dA-Za-z.-])(?:${wholeNumber}|(?:0\\d{2,3}|\\d{3}(?=号?(?:[\\s:：,，。;；]|$)))号?(?![\\d月日年点个万元%-]|[.]\\d))`,
);

/** The appeal whose number occurs in free words, with the number as written; undefined when there is none. */
export async function findNamed(turn: ReadTurn): Promise<{ appeal: Appeal; written: string } | undefined> {
  const written = inText.exec(plainText(turn.text))?.[0];
  if (!written) return undefined;
  try {
    return { appeal: await byNumber(turn, 'see', written), written };
  } catch (error) {
    if (error instanceof Choose && error.appeals[0]) return { appeal: error.appeals[0], written };
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function some(found: Appeal[], verb: Verb): Appeal[] {
  if (found.length === 0) throw new Refusal('appeal.none', { verb: eventOf(verb) });
  return found;
}

/** A person who presses a card sees its number anyway: tell him why he may not, not that the appeal does not exist. */
function onItsCard({ pressed, quoted }: ReadTurn, number: string): boolean {
  return pressed && quoted === number.toUpperCase();
}

async function onCard(turn: ReadTurn, verb: Verb, number: string): Promise<Appeal> {
  const appeal = await appealOf(turn.work, number);
  const person = speakerOf(turn);
  if (!may(person, 'see', appeal)) authorize(person, verb, appeal);
  return appeal;
}

/**
 * Throws Refusal `appeal.unknown` also when the person may not see the appeal: outsiders must not learn whether a
 * number exists.
 */
export async function findSeen(turn: ReadTurn, number: string): Promise<Appeal> {
  const appeal = await turn.work.store.appeal(number.toUpperCase());
  if (!appeal || !may(speakerOf(turn), 'see', appeal)) throw new Refusal('appeal.unknown', { number });
  return appeal;
}

async function byNumber(turn: ReadTurn, verb: Verb, words: string): Promise<Appeal> {
  if (words.includes('-')) return onItsCard(turn, words) ? onCard(turn, verb, words) : findSeen(turn, words);
  const sequence = Number(words.replace('号', ''));
  // Each day has one with this short number: in three years there are a thousand.
  const found = await searchAppeals(turn.work.store, speakerOf(turn), { sequence, limit: few.read });
  const [newest] = found;
  if (!newest) throw new Refusal('appeal.unknown', { number: words });
  // A short number means today's appeal, whatever its state; it never means an older one only because that one fits.
  const today = found.find(({ receivedAt }) => chinaDate(receivedAt) === chinaDate(turn.work.at));
  if (today) return today;
  const fits = await fewFitting(turn, verb, { sequence });
  const [only] = fits;
  if (fits.length > 1) throw new Choose(fits);
  if (!only && verb === 'see' && found.length > 1) throw new Choose(found);
  return only ?? newest;
}
