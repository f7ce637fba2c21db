import { timingOf } from '../domain/deadlines.ts';
import { ladderOf } from '../domain/ladder.ts';
import type { Deps, RunningClock, Store } from '../ports.ts';

const laid = 'ladders laid';
const chunk = 100;

/**
 * Once for a database whose clocks began before there were reminders: each running clock gets the steps that are still
 * ahead of it; who is late already is told the next working morning, and what climbs from there follows. Killed in
 * between it goes on at the next start: a step that is known is not added again.
 */
export async function layLadders(deps: Deps): Promise<void> {
  const { read, transact, log } = deps;
  if (await read((store) => store.meta(laid))) return;
  const running = (await read((store) => store.running({}))).filter(({ pausedAt }) => pausedAt === undefined);
  for (let from = 0; from < running.length; from += chunk) {
    await transact((store) => lay(deps, store, running.slice(from, from + chunk)));
  }
  await transact((store) => store.setMeta(laid, deps.clock.now().toISOString()));
  if (running.length > 0) log.info({ clocks: running.length }, 'running clocks were looked at for their reminders');
}

async function lay(deps: Deps, store: Store, clocks: RunningClock[]): Promise<void> {
  const { clock, newId } = deps;
  const timing = timingOf(deps);
  const at = clock.now().toISOString();
  for (const row of clocks) {
    const known = (await store.reminders(row.appeal)).some((reminder) => reminder.clock === row.id);
    if (known) continue;
    await store.addReminders(ladderOf(row, at, timing).map((step) => ({ id: newId(), ...step })));
  }
}
