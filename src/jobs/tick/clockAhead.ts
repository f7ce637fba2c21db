import { withinHours } from '../../domain/time/calendar.ts';
import { addSeconds } from '../../domain/time/chinaTime.ts';
import { timingOf } from '../../domain/time/deadlines.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { occurrencesBetween } from '../../domain/time/occurrences.ts';
import type { Deps } from '../../ports/index.ts';
import type { DueStep } from '../../ports/rows.ts';
import type { Store } from '../../ports/store.ts';
import type { Trouble } from '../../presenters/words/watchdogWords.ts';
import { type Jobs, type Line, linesOf, settledKey } from '../timetable/occurrencesDue.ts';

const day = 86_400;
/** Clocks of several machines may differ so much. */
const toleranceSeconds = 300;
/** No line of the timetable pauses longer. */
const lookBackSeconds = 40 * day;
/** So long somebody may look for it in `/readyz`. */
const toldForSeconds = 7 * day;
const key = 'clock-ahead';

/** Steps that fall due within the grace time and the opening hours; the others may lie anywhere in the future. */
const soonSteps: DueStep['kind'][] = ['dispatch', 'to-centre', 'ask-text', 'recalculate'];

/**
 * Does not believe what was written while the host's clock was ahead: lines of the timetable that are settled in the
 * future go on from their last occurrence, occurrences recorded as missed are not, and what waits for that future is
 * due. What was sent stays sent, so that a clock which is only set back doubles nothing.
 */
export async function mendAhead(deps: Deps, jobs: Jobs): Promise<void> {
  const now = deps.clock.now().toISOString();
  const limit = addSeconds(now, toleranceSeconds);
  const lines = linesOf(deps, jobs);
  const ahead = await deps.read((store) => newestAhead(store, lines, limit));
  if (ahead === undefined) return;
  await deps.transact(async (store) => {
    await settleAgain(deps, store, { lines, now, limit });
    const steps = { kinds: soonSteps, latest: addSeconds(latestDispatch(deps, limit), toleranceSeconds) };
    await store.bringBack({ now, limit, steps });
    await store.setMeta(key, JSON.stringify({ ahead, noticedAt: now } satisfies Noticed));
  });
  deps.log.error({ ahead }, "the host's clock was ahead; what it wrote into the future is brought back");
}

async function newestAhead(
  store: Pick<Store, 'metas' | 'writtenAhead'>,
  lines: Line[],
  limit: Instant,
): Promise<Instant | undefined> {
  const settled = await store.metas(lines.map(({ entry }) => settledKey(entry)));
  const written = await store.writtenAhead(limit);
  return [...settled.values(), ...(written ? [written] : [])].filter((at) => at > limit).sort().at(-1); // biome-ignore format: one thought
}

/** Before the claims are brought back: those of the past tell how far each line had come. */
async function settleAgain(
  deps: Deps,
  store: Store,
  { lines, now, limit }: { lines: Line[]; now: Instant; limit: Instant },
): Promise<void> {
  const after = addSeconds(now, -lookBackSeconds);
  for (const { entry } of lines) {
    const settled = await store.meta(settledKey(entry));
    if (settled === undefined || settled <= limit) continue;
    const claimed = new Set((await store.claimedFrom(entry.job, after)).map(({ slot }) => slot));
    const past = occurrencesBetween(entry, { after, until: now }, timingOf(deps)).filter((at) => claimed.has(at));
    await store.setMeta(settledKey(entry), past.at(-1) ?? now);
  }
}

/** When an appeal that came in now would be dispatched at the latest. */
function latestDispatch({ rules, calendar }: Deps, at: Instant): Instant {
  const { dispatch } = rules.district;
  return withinHours(addSeconds(at, dispatch.graceSeconds), dispatch, calendar);
}

interface Noticed {
  ahead: Instant;
  noticedAt: Instant;
}

/** For a week somebody may still read about it. */
export async function clockTrouble({ read, clock }: Pick<Deps, 'read' | 'clock'>): Promise<Trouble[]> {
  const known = await read((store) => store.meta(key));
  if (known === undefined) return [];
  const { ahead, noticedAt }: Noticed = JSON.parse(known);
  const over = clock.now().toISOString() > addSeconds(noticedAt, toldForSeconds);
  return over ? [] : [{ kind: 'clock', ahead, oldest: noticedAt }];
}
