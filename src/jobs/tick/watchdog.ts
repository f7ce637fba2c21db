import { workOf } from '../../commands/shared/work.ts';
import { lateAfterSeconds } from '../../domain/clocks/lateness.ts';
import { addSeconds } from '../../domain/time/chinaTime.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Deps } from '../../ports/index.ts';
import { Conflict, type Store } from '../../ports/store.ts';
import { type Trouble, troubleNote } from '../../presenters/words/watchdogWords.ts';
import { tellAdministrators } from '../outbox/tellAdministrators.ts';
import { dueEntries, type Jobs } from '../timetable/occurrencesDue.ts';
import { clockTrouble } from './clockAhead.ts';

/** Copies are spread over five minutes. */
const jobLateAfterSeconds = lateAfterSeconds + 300;

/**
 * What did not happen in time (docs/operate/guarantees.md#once): rows still pending after ten minutes, lines of the
 * timetable not done.
 */
export async function troubles(deps: Deps, jobs: Jobs): Promise<Trouble[]> {
  const now = deps.clock.now().toISOString();
  const late = await lateRows(deps);
  const rows = (['steps', 'reminders', 'messages'] as const).flatMap((kind): Trouble[] => {
    const { count, oldest } = late[kind];
    return count > 0 ? [{ kind, count, oldest: oldest ?? now }] : [];
  });
  const undone = await dueEntries(deps, jobs, addSeconds(now, -jobLateAfterSeconds));
  const lines = undone.map(({ entry, occurrences }): Trouble => {
    return { kind: 'job', name: entry.name, oldest: occurrences[0] ?? now };
  });
  return [...rows, ...lines, ...(await stuckEvents(deps)), ...(await clockTrouble(deps))];
}

/** What was given up or set aside stands until somebody tries it again (`npm run inbox:retry`). */
async function stuckEvents({ read }: Pick<Deps, 'read'>): Promise<Trouble[]> {
  const stuck = await read((store) => store.stuckEvents());
  const [oldest, newest] = [stuck.at(0), stuck.at(-1)];
  if (!oldest || !newest) return [];
  return [{ kind: 'events', count: stuck.length, oldest: oldest.receivedAt, newest: newest.id }];
}

/** Somebody has to look, but the bot works: its heartbeat goes on. */
export function worksOn({ kind }: Trouble): boolean {
  return kind === 'events' || kind === 'clock';
}

/** What is still pending although it was due ten minutes ago; what waits for the sending hours is not due. */
export function lateRows({ read, clock }: Pick<Deps, 'read' | 'clock'>): ReturnType<Store['late']> {
  const before = addSeconds(clock.now().toISOString(), -lateAfterSeconds);
  return read((store) => store.late(before));
}

/** Told troubles by name: whether they last, and when they were over the last time. */
type Episodes = Record<string, { open: boolean; ended?: Instant }>;
const episodesKey = 'watchdog';

/**
 * Tells each administrator once of each trouble, until it is over; when it comes again, again. What the next look no
 * longer finds was none: after a start, or when the clock moved, work is late for a moment. Gives how many it told of.
 */
export function watchdog(deps: Deps): (found: Trouble[]) => Promise<number> {
  let seen = new Set<string>();
  return async (found) => {
    const standing = new Map(found.map((trouble) => [nameOf(trouble), trouble]));
    const episodes = await deps.read(readEpisodes);
    const begun = found.filter((trouble) => seen.has(nameOf(trouble)) && !episodes[nameOf(trouble)]?.open);
    const over = Object.keys(episodes).filter((name) => episodes[name]?.open && !standing.has(name));
    seen = new Set(standing.keys());
    if (begun.length + over.length === 0) return 0;
    const told = await deps.transact((store) => turn(deps, store, { begun, over }));
    for (const { kind } of begun) deps.log.error({ trouble: kind }, 'work is late; the administrators are told');
    return told;
  };
}

/** The slot is what two processes that see the same trouble meet at: only one of them tells. */
async function turn(deps: Deps, store: Store, { begun, over }: { begun: Trouble[]; over: string[] }): Promise<number> {
  const at = deps.clock.now().toISOString();
  const before = await store.meta(episodesKey);
  const episodes = episodesIn(before);
  for (const name of over) {
    if (/^(?:events|clock):/.test(name))
      delete episodes[name]; // it never comes again under this name
    else episodes[name] = { open: false, ended: at };
  }
  let told = 0;
  for (const trouble of begun) {
    const name = nameOf(trouble);
    const { ended } = episodes[name] ?? {};
    episodes[name] = { open: true, ended };
    const slot = `${name}@${ended ?? 'first'}`;
    if (!(await store.claimOnce({ job: 'watchdog', slot, state: 'done', at }))) continue;
    await tellAdministrators(workOf(deps, store, at), deps.administrators, troubleNote(trouble));
    told += 1;
  }
  const change = { from: before, to: JSON.stringify(episodes) };
  if (!(await store.changeMeta(episodesKey, change))) throw new Conflict('another process told of troubles meanwhile');
  return told;
}

async function readEpisodes(store: Pick<Store, 'meta'>): Promise<Episodes> {
  return episodesIn(await store.meta(episodesKey));
}

function episodesIn(text = '{}'): Episodes {
  return JSON.parse(text);
}

function nameOf(trouble: Trouble): string {
  if (trouble.kind === 'job') return `job:${trouble.name}`;
  // One more of them is another trouble: it is told, too.
  if (trouble.kind === 'events') return `events:${trouble.newest}`;
  return trouble.kind === 'clock' ? `clock:${trouble.oldest}` : trouble.kind;
}
