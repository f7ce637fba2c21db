import { ladderOf } from '../../domain/clocks/ladder.ts';
import { isRunning } from '../../domain/clocks/turnClocks.ts';
import { timingOf } from '../../domain/time/deadlines.ts';
import type { Deps } from '../../ports/index.ts';
import type { Store } from '../../ports/store.ts';

const laid = 'ladders laid';
/** Appeals in one commit: others wait for SQLite's writer meanwhile. */
const chunk = 20;

/**
 * Once for a database whose clocks began before there were reminders: each running clock gets the steps that are still
 * ahead of it; who is late already is told the next working morning, and what climbs from there follows. Killed in
 * between it goes on at the next start: a step that is known is not added again.
 */
export async function layLadders(deps: Deps): Promise<void> {
  const { read, transact, log } = deps;
  if (await read((store) => store.meta(laid))) return;
  const running = await read((store) => store.running());
  const numbers = [...new Set(running.map(({ appeal }) => appeal))];
  for (let from = 0; from < numbers.length; from += chunk) {
    await transact(async (store) => {
      for (const number of numbers.slice(from, from + chunk)) await lay(deps, store, number);
    });
  }
  await transact((store) => store.setMeta(laid, deps.clock.now().toISOString()));
  if (numbers.length > 0) log.info({ appeals: numbers.length }, 'running clocks were looked at for their reminders');
}

async function lay(deps: Deps, store: Store, number: string): Promise<void> {
  const { clock, newId } = deps;
  const at = clock.now().toISOString();
  const known = new Set((await store.reminders(number)).map((reminder) => reminder.clock));
  for (const row of await store.clocks(number)) {
    if (!isRunning(row) || row.pausedAt !== undefined || known.has(row.id)) continue;
    await store.addReminders(ladderOf(row, at, timingOf(deps)).map((step) => ({ id: newId(), ...step })));
  }
}
