import type { Database } from '../../src/db/database.ts';
import { dayTimeText } from '../../src/domain/time/chinaTime.ts';
import { lateRows } from '../../src/jobs/tick/watchdog.ts';
import { bad, type Finding, look, ok } from './finding.ts';

/** What should have gone out and did not. */
export async function examineWork({ read, outbox }: Database, now: Date, sandbox: boolean): Promise<Finding[]> {
  const { failed, unsure } = await outbox.left();
  const undelivered =
    failed + unsure > 0
      ? [look(`messages: ${failed} failed, ${unsure} unsure`, 'their reasons stand in the log; write to these people')]
      : [ok('messages: none failed')];
  const stuck = (await read((store) => store.stuckEvents())).length;
  undelivered.push(
    stuck > 0
      ? look(`events: ${stuck} are not acted on any more`, 'npm run inbox:retry lists them and tries them again')
      : ok('events: none given up'),
  );
  if (sandbox) return [...undelivered, ok('due work: not judged, the sandbox has a time of its own')];
  const late = await lateRows({ read, clock: { now: () => now } });
  const rows = Object.entries(late).filter(([, { count }]) => count > 0);
  if (rows.length === 0) return [...undelivered, ok('due work: nothing is late')];
  const lines = rows.map(([kind, { count, oldest }]) => {
    const since = oldest ? `, the oldest since ${dayTimeText(oldest)}` : '';
    return bad(`due work: ${count} ${kind} are late${since}`, 'is the bot running? npm run serve; then see /readyz');
  });
  return [...undelivered, ...lines];
}
