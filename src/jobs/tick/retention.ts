import { type RetainedKind, retainedKinds } from '../../domain/rules.ts';
import { addSeconds, chinaDate, timeText } from '../../domain/time/chinaTime.ts';
import type { ChinaDate } from '../../domain/time/instant.ts';
import type { Deps } from '../../ports/index.ts';
import type { Retention, RetentionPlace } from '../../ports/queues.ts';
import { Unavailable } from '../../ports/store.ts';
import { faultOf } from '../worker/worker.ts';

const daySeconds = 86_400;
/** Of one round; the tick has other work, too. */
const mostSteps = 50;
/** When nights lie further apart than this the clock may be ahead: nothing is deleted before the next one. */
const trustedDays = 7;

const ended = 'what was done with is deleted';

const seenKey = 'retention:seen';
const doneKey = 'retention:done';

export interface NightOptions {
  deps: Pick<Deps, 'clock' | 'log' | 'rules' | 'read' | 'transact'>;
  retention: Retention;
  /** Counts rows for /metrics. */
  count(kind: RetainedKind, deleted: number): void;
}

/** What this process did in one night. */
interface Night {
  date: ChinaDate;
  /** Kinds that are still to be gone through, the first one from this place on. */
  left: RetainedKind[];
  after?: RetentionPlace;
  deleted: Partial<Record<RetainedKind, number>>;
}

/**
 * Deletes between midnight and the beginning of working hours what is older than the `retention` of the settings, kind by
 * kind, a few thousand rows each time it is called, until the night's work is done. A process that is killed leaves no
 * half of a step behind, and begins anew with what is left; two processes share the rows.
 */
export function nightlyRetention(options: NightOptions): () => Promise<void> {
  let night: Night | undefined;
  return async () => {
    const date = nightOf(options.deps);
    if (night && night.date !== date) {
      end(options, night, 'the night is over; what is left goes the next night');
      night = undefined;
    }
    if (date === undefined) return;
    if (await isDone(options.deps, date)) {
      if (night) end(options, night, ended); // by another process
      night = undefined;
      return;
    }
    night ??= { date, left: [...retainedKinds], deleted: {} };
    for (let steps = 0; steps < mostSteps && night.left.length > 0; steps += 1) {
      if (nightOf(options.deps) !== date) return;
      await step(options, night);
    }
    if (night.left.length > 0) return;
    await options.deps.transact((store) => store.setMeta(doneKey, date));
    end(options, night, ended);
    night = undefined;
  };
}

/** The day that this night begins; undefined while people work, or have worked. */
function nightOf({ clock, rules }: NightOptions['deps']): ChinaDate | undefined {
  const now = clock.now();
  const [{ from } = { from: '' }] = rules.district.workingHours;
  return timeText(now) < from ? chinaDate(now) : undefined;
}

/** Also a night that only notes that it was: the first one, and one that seems to lie far from the last. */
async function isDone({ read, transact, log }: NightOptions['deps'], date: ChinaDate): Promise<boolean> {
  const known = await read((store) => store.metas([seenKey, doneKey]));
  if (known.get(seenKey) === date) return known.get(doneKey) === date;
  const seen = known.get(seenKey);
  const trusted = seen !== undefined && Math.abs(daysBetween(seen, date)) <= trustedDays;
  await transact(async (store) => {
    await store.setMeta(seenKey, date);
    if (!trusted) await store.setMeta(doneKey, date);
  });
  if (!trusted) log.info({ seen }, 'nothing is deleted before the next night: the last one is not near');
  return !trusted;
}

function daysBetween(one: ChinaDate, other: ChinaDate): number {
  return (Date.parse(other) - Date.parse(one)) / (daySeconds * 1000);
}

/** A kind that fails costs the others nothing; while the database cannot be worked with there is no use in going on. */
async function step({ deps, retention, count }: NightOptions, night: Night): Promise<void> {
  const kind = night.left[0] as RetainedKind;
  const { after } = night;
  const before = addSeconds(deps.clock.now().toISOString(), -deps.rules.district.retention[kind] * daySeconds);
  try {
    const { deleted, next } = await retention.step(kind, { before, after });
    night.deleted[kind] = (night.deleted[kind] ?? 0) + deleted;
    count(kind, deleted);
    night.after = next;
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    deps.log.error({ kind, ...faultOf(error) }, 'a kind could not be deleted; it is tried again the next night');
    night.after = undefined;
  }
  if (!night.after) night.left.shift();
}

function end({ deps }: NightOptions, { deleted }: Night, message: string): void {
  deps.log.info({ deleted }, message);
}
