import { createHash } from 'node:crypto';
import { owe } from '../../commands/shared/record.ts';
import { scheduler, workOf } from '../../commands/shared/work.ts';
import { appliedRules, rememberRules, rememberShown, reportOf } from '../../commands/time/ruleChange.ts';
import type { ClockMove } from '../../domain/appeal/events.ts';
import { canHappen } from '../../domain/appeal/lifecycle.ts';
import { isSameRules, movesOf, rulesSince } from '../../domain/clocks/ruleChange.ts';
import { timingOf } from '../../domain/time/deadlines.ts';
import { toOffice } from '../../notices/recipients.ts';
import type { Deps } from '../../ports/index.ts';
import { type RuleChange, ruleChangeCard } from '../../presenters/notes/ruleChange.ts';

const chunk = 50;
const shownRows = 20;

/**
 * At the start: when rules or calendar are others than the running deadlines were counted with, the district office is
 * shown what would move, and nothing moves before it decides (docs/develop/domain.md#rule-change). Everything is read
 * beside the writers.
 */
export async function reviewRules(deps: Deps): Promise<void> {
  const { clock, log } = deps;
  const at = clock.now().toISOString();
  const timing = timingOf(deps);
  const applied = await deps.read(appliedRules);
  if (!applied || isSameRules(applied, timing)) {
    await deps.transact((store) => rememberRules(workOf(deps, store, at), applied?.at ?? at));
    return;
  }
  const { moved, ...change } = await preview(deps, at);
  // Another start under the same rules shows nothing again.
  const digest = createHash('sha256').update(rulesSince(applied, timing)).digest('hex');
  log.info({ clocks: change.total, earlier: change.earlier, later: change.later }, 'rules or calendar changed');
  await deps.transact(async (store) => {
    const work = workOf(deps, store, at);
    // Decided by another process, or shown by it, while this one counted.
    if ((await appliedRules(store))?.at !== applied.at) return;
    if (moved.length === 0) return rememberRules(work, at);
    const slot = `${applied.at} ${digest}`;
    if (!(await store.claimOnce({ job: 'rule-change', slot, state: 'done', at }))) return;
    await store.saveReport(reportOf(change, moved));
    await rememberShown(work, change.id);
    for (const notice of await toOffice(work, ruleChangeCard(change))) await owe(work, scheduler, notice);
  });
}

interface Counted extends RuleChange {
  /** Appeals with a clock that moves. */
  moved: string[];
}

async function preview(deps: Deps, at: string): Promise<Counted> {
  const { read, newId } = deps;
  const timing = timingOf(deps);
  const running = (await read((store) => store.running())).filter((row) => canHappen(row, 'recalculated'));
  const numbers = [...new Set(running.map(({ appeal }) => appeal))].sort();
  const moves: (ClockMove & { number: string })[] = [];
  for (let from = 0; from < numbers.length; from += chunk) {
    await read(async (store) => {
      for (const number of numbers.slice(from, from + chunk)) {
        const own = movesOf(await store.clocks(number), await store.timeline(number), timing);
        moves.push(...own.map((move) => ({ number, ...move })));
      }
    });
  }
  const earlier = moves.filter((move) => move.to < move.from);
  return {
    id: newId(),
    at,
    total: running.length,
    earlier: earlier.length,
    later: moves.length - earlier.length,
    past: earlier.filter(({ to }) => to < at).length,
    rows: moves.slice(0, shownRows).map(({ number, kind, from, to }) => ({ number, kind, from, to })),
    moved: [...new Set(moves.map(({ number }) => number))],
  };
}
