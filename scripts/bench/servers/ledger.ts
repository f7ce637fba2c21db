import { dataSource } from '../../../ormconfig.ts';
import { jobTable } from '../../../src/app/jobTable.ts';
import { layLadders } from '../../../src/jobs/reminders/layLadders.ts';
import { remindDue } from '../../../src/jobs/reminders/remindDue.ts';
import { ticker } from '../../../src/jobs/tick/tick.ts';
import { runTimetable } from '../../../src/jobs/timetable/timetable.ts';
import { askAround } from '../asked.ts';
import { median } from '../report.ts';
import { environment } from './listening.ts';
import { instant, openMorning } from './morning.ts';

/** Milliseconds each over the database of `history.ts`; nothing is sent, all is written and committed. */
export interface Ledger {
  clocks: number;
  digests: { ms: number; messages: number };
  lists: { ms: number; messages: number };
  idle: number;
  quarter: number;
  searchHit: number;
  searchMiss: number;
  /** So many reminders due at once, as far as there are open clocks. */
  due: { wanted: number; ms: number; sent: number; messages: number; again: number }[];
  /** The longest time for which one transaction kept the writer, while these ran. */
  hold: Record<'digests' | 'lists' | 'asked' | 'due', number>;
  /** What was asked and said, and how long each took. */
  asked: Record<string, number>;
  /** Most this process held, MB. */
  residentMb: number;
}

let longest = 0;
const { deps, setTime, close } = await openMorning(environment('DATABASE'), {
  held(ms) {
    longest = Math.max(longest, ms);
  },
});
const { read } = deps;
const tick = ticker({ deps, jobs: jobTable, poke: () => undefined, missed: () => undefined });
const beside = await dataSource(`sqlite:${environment('DATABASE')}`, { readOnly: false }).initialize();

setTime('08:00');
await layLadders(deps); // as the first start of a bot did long ago
await roundAt('08:00'); // the lines of the timetable begin
longestHold();
const digests = await counted(() => roundAt('08:36'));
const hold: Ledger['hold'] = { digests: longestHold(), lists: 0, asked: 0, due: 0 };
setTime('09:06');
await remindDue(deps); // Notes to heads, drafted in the same minutes, are not the lists'.
const lists = await counted(() => elapsed(() => runTimetable(deps, jobTable)));
hold.lists = longestHold();
await roundAt('09:30');
const asked: Ledger['asked'] = {};
await askAround(deps, {
  warm: () => void longestHold(),
  done: (text, ms) => {
    asked[text] = Math.max(ms, asked[text] ?? 0);
  },
});
hold.asked = longestHold();
const idle = await often(() => roundAt('09:31'));
const quarter = await often(() =>
  read((store) => store.keptClocks('2026-06-30T16:00:00.000Z', '2026-09-30T16:00:00.000Z')),
);
const searchHit = await often(() => read((store) => store.appeals({ search: '第77机械' })));
const searchMiss = await often(() => read((store) => store.appeals({ search: '没有这样的企业' })));
const [{ count: clocks }] = (await rows('SELECT COUNT(*) AS count FROM clocks WHERE stopped_at IS NULL')) as [
  { count: number },
];
const due = [await dueAtOnce(1_000, '15:00'), await dueAtOnce(10_000, '16:00')];
hold.due = longestHold();
const residentMb = process.resourceUsage().maxRSS / 1024;
await beside.destroy();
await close();
const ledger: Ledger = {
  ...{ clocks, digests, lists, idle, quarter, searchHit, searchMiss, due, hold, asked, residentMb },
};
process.send?.(ledger, () => process.exit(0));

/** Since it was asked before. */
function longestHold(): number {
  const found = longest;
  longest = 0;
  return found;
}

/** One whole tick at this hour in China. */
async function roundAt(time: string): Promise<number> {
  setTime(time);
  return elapsed(() => tick.round());
}

function rows<Row>(sql: string): Promise<Row[]> {
  return beside.query(`\n${sql}`);
}

async function elapsed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

async function often(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let time = 0; time < 5; time += 1) times.push(await elapsed(run));
  return median(times);
}

async function counted(run: () => Promise<number>): Promise<{ ms: number; messages: number }> {
  const before = await messages();
  const ms = await run();
  const made = (await messages()) - before;
  // As if it had been sent: otherwise the watchdog finds it late.
  await rows(`UPDATE outbox SET state = 'sent' WHERE state = 'pending'`);
  return { ms, messages: made };
}

async function messages(): Promise<number> {
  const [found] = await rows<{ count: number }>('SELECT COUNT(*) AS count FROM outbox');
  return found?.count ?? 0;
}

/** Last calls of so many open clocks fall due in the same minute; the round after it finds nothing left. */
async function dueAtOnce(wanted: number, time: string): Promise<Ledger['due'][number]> {
  await rows(`UPDATE clocks SET owed_at = '${instant('17:30')}' WHERE stopped_at IS NULL`);
  await rows(`UPDATE reminders SET state = 'pending', sent_at = NULL, due_at = '${instant(time)}' WHERE id IN (
    SELECT r.id FROM reminders r JOIN clocks c ON c.id = r.clock AND c.stopped_at IS NULL
    WHERE r.step = 'last-call' LIMIT ${wanted})`);
  const { ms, messages: made } = await counted(() => roundAt(time));
  const sql = `SELECT COUNT(*) AS count FROM reminders WHERE state = 'sent' AND sent_at = '${instant(time)}'`;
  const [sent] = await rows<{ count: number }>(sql);
  const again = await counted(() => roundAt(time));
  return { wanted, ms, sent: sent?.count ?? 0, messages: made, again: again.messages };
}
