import { join } from 'node:path';
import { measuring, runOnce } from './children.ts';
import { type FiguresAsked, figuresAsked } from './figures.ts';
import { atLeast, atMost, below, type Row, row } from './report.ts';
import type { Computed } from './servers/computed.ts';
import type { Ledger } from './servers/ledger.ts';

/** `BENCH_APPEALS=50000`: up to so many, to see that it works; the promises are those of the default. */
const most = Number(process.env.BENCH_APPEALS ?? 1_000_000);
const sizes = [most / 100, most / 10, most];
const many = most.toLocaleString('en');

/**
 * docs/measurements/speed.md#history, #start: lists, digests, figures and ticks over three years of appeals, one in a
 * hundred open. Each size has a database of its own, built for it; how the cost grows over the last decade of sizes
 * stands beside it. The smallest is measured by a process that has just compiled itself.
 */
export async function measureHistory(): Promise<Row[]> {
  const found: Measured[] = [];
  for (const size of sizes) found.push(await measureSize(size));
  const [, before, last] = found as [Measured, Measured, Measured];
  const each = (name: string, ms: (measured: Measured) => number, limit?: number): Row[] => [
    ...found.map((ledger, index) =>
      row(
        `${name}, ${sizes[index]?.toLocaleString('en')} appeals`,
        'ms',
        ms(ledger),
        index === 2 && limit ? below(limit) : undefined,
      ),
    ),
    row(`${name}: cost grows with n to the power of`, '', Math.log10(ms(last) / ms(before)), atMost(1.1)),
  ];
  return [
    ...each('a tick when nothing is due', ({ idle }) => idle),
    ...each(
      '今日办理提醒 of all groups and 晨报 of all leaders and heads, computed',
      ({ computed }) => computed.ms,
      1_000,
    ),
    ...each(
      '… and stored: copies, lists behind their numbers, steps taken',
      ({ lists, digests }) => lists.ms + digests.ms,
    ),
    row(`… computed for the first time, from the disk, ${many} appeals`, 'ms', last.fromDisk.ms),
    row('… messages computed', '', last.computed.messages),
    row('… messages stored', '', last.lists.messages + last.digests.messages),
    ...each('on-time figures of a quarter', ({ quarter }) => quarter, 1_000),
    ...each('search, newest first, found', ({ searchHit }) => searchHit, 1_000),
    ...each('search for what is nowhere', ({ searchMiss }) => searchMiss, 1_000),
    row(`open clocks among ${many} appeals`, '', last.clocks),
    ...holdRows(last),
    ...askedRows(last),
    ...last.due.flatMap(dueRows),
    row(`resident memory of all this at ${many} appeals, at most`, 'MB', last.residentMb),
  ];
}

function dueRows({ wanted, ms, sent, messages, again }: Ledger['due'][number]): Row[] {
  const many = wanted.toLocaleString('en');
  return [
    row(`${many} reminders due at once`, 's', ms / 1000),
    row(`${many} reminders due at once: not sent, or sent twice`, '', Math.abs(sent - messages) + again, atMost(0)),
  ];
}

function holdRows({ hold }: Ledger): Row[] {
  const parts: [keyof Ledger['hold'], string][] = [
    ['digests', '晨报 is sent'],
    ['lists', '今日办理提醒 is sent'],
    ['asked', 'people ask and act'],
    ['due', 'reminders are due'],
  ];
  return parts.map(([part, name]) => row(`longest hold of SQLite's writer while ${name}`, 'ms', hold[part], below(50)));
}

function askedRows({ asked, figures }: Measured): Row[] {
  if (!figures) return [];
  return [
    row(`统计 今年 over ${many} appeals`, 'ms', asked['统计 今年'] ?? Number.NaN),
    row('… told while 100 events/s come in', '', figures.told, atLeast(2)),
    row('… answers to the webhook meanwhile: median', 'ms', figures.medianMs),
    row('… answers to the webhook meanwhile: p99', 'ms', figures.p99Ms, atMost(100)),
    row('… answers to the webhook meanwhile: the longest', 'ms', figures.mostMs, atMost(100)),
    row("… longest hold of SQLite's writer meanwhile", 'ms', figures.holdMs, below(50)),
    row('… a look at /metrics', 'ms', figures.metricsMs, below(100)),
  ];
}

interface Measured extends Ledger {
  /** Of the largest size alone. */
  figures: FiguresAsked | undefined;
  fromDisk: Computed;
  computed: Computed;
}

function measureSize(size: number): Promise<Measured> {
  return measuring(async (folder, keep) => {
    const DATABASE = join(folder, 'history.sqlite');
    const seconds = await runOnce<number>('history', { DATABASE, APPEALS: `${size}` });
    console.error(`  ${size.toLocaleString('en')} appeals in ${Math.round(seconds)} s`);
    // The first one also waits for the disk: of ten gigabytes not all is still in memory.
    const fromDisk = await runOnce<Computed>('computed', { DATABASE });
    const computed = await runOnce<Computed>('computed', { DATABASE });
    const ledger = await runOnce<Ledger>('ledger', { DATABASE });
    return { fromDisk, computed, ...ledger, figures: size === most ? await figuresAsked(DATABASE, keep) : undefined };
  });
}
