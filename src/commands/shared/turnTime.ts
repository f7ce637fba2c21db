import { type Appeal, currentAssignment } from '../../domain/appeal/appeal.ts';
import type { AppealEvent } from '../../domain/appeal/events.ts';
import { resumesAt } from '../../domain/appeal/timeDecisions.ts';
import type { ClockRow } from '../../domain/clocks/clocks.ts';
import { ladderOf } from '../../domain/clocks/ladder.ts';
import { isRunning, turnClocks } from '../../domain/clocks/turnClocks.ts';
import { laterOf } from '../../domain/time/chinaTime.ts';
import { timingOf } from '../../domain/time/deadlines.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Work } from './work.ts';

/**
 * What the events of one act do to the clocks, to the reminders made with them, and to papers that waited to be
 * released: all in the transaction of the act, so that nothing reminds of what is done
 * (docs/develop/domain.md#cancelled).
 */
export async function turnTime(work: Work, appeal: Appeal, events: AppealEvent[]): Promise<void> {
  const { store, newId, at } = work;
  const timing = timingOf(work);
  const before = new Map((await store.clocks(appeal.number)).map((clock) => [clock.id, clock]));
  const after = new Map(before);
  for (const event of events) {
    const turned = turnClocks(event, appeal, [...after.values()], { timing, newId });
    for (const row of turned) after.set(row.id, row);
  }
  const changed = [...after.values()].filter((row) => before.get(row.id) !== row);
  await store.saveClocks(changed);
  const moved = changed.filter((row) => movesLadder(before.get(row.id), row, at));
  await store.cancelReminders(moved.map(({ id }) => id));
  const climbing = moved.filter((row) => isRunning(row) && row.pausedAt === undefined);
  const ladders = climbing.flatMap((row) => ladderOf(row, laterOf(row.startedAt, at), timing));
  await store.addReminders(ladders.map((reminder) => ({ id: newId(), ...reminder })));
  await voidPapers(work, appeal, [...after.values()]);
  await syncResume(work, appeal, events);
}

/**
 * Stopped, paused, going on, or owed at another time: what was planned for it no longer holds. What was late and was due
 * even earlier climbs on.
 */
function movesLadder(before: ClockRow | undefined, after: ClockRow, at: Instant): boolean {
  return (
    before === undefined ||
    after.owedAt > before.owedAt ||
    (after.owedAt < before.owedAt && before.owedAt > at) ||
    isRunning(before) !== isRunning(after) ||
    before.pausedAt !== after.pausedAt
  );
}

/** A draft whose step was taken or is not late any more, or whose appeal went elsewhere, is withdrawn before it is sent. */
async function voidPapers({ store, at }: Work, appeal: Appeal, clocks: ClockRow[]): Promise<void> {
  const late = new Set(clocks.filter((row) => isRunning(row) && row.owedAt < at).map(({ id }) => id));
  const ended = appeal.status === 'withdrawn' || appeal.status === 'resolved' || appeal.status === 'answered';
  for (const paper of await store.papers(appeal.number)) {
    const elsewhere = paper.unit !== currentAssignment(appeal)?.unit;
    const moot = paper.clock === undefined ? ended || elsewhere : !late.has(paper.clock);
    if (paper.state === 'draft' && moot) await store.decidePaper(paper.id, { state: 'void' });
  }
}

/** A pause ends by itself on its day. */
async function syncResume(work: Work, appeal: Appeal, events: AppealEvent[]): Promise<void> {
  const { store, newId } = work;
  const touched = events.some(({ type }) =>
    ['paused', 'resumed', 'resolved', 'transferred', 'confided', 'withdrawn'].includes(type),
  );
  if (!touched) return;
  await store.cancelSteps(appeal.number, ['resume']);
  if (!appeal.paused) return;
  const dueAt = resumesAt(appeal.paused.until, timingOf(work));
  await store.addStep({ id: newId(), kind: 'resume', ref: appeal.number, dueAt });
}
