import { join } from 'node:path';
import { measuring, runBuilt, startServer } from './children.ts';
import { atLeast, below, type Row, row } from './report.ts';
import type { Handled } from './servers/backlog.ts';

const APPEALS = 2_000;

/**
 * How fast the bot, compiled as for production, catches up with what was said while it was away, from 182 private chats,
 * sending at the platform's pace.
 */
export function measureBacklog(): Promise<Row[]> {
  return measuring(async (folder, keep) => {
    const { port } = await keep(startServer('platform', {}));
    const { seconds, appeals, cpuMs, residentMb, stallMs } = await runBuilt<Handled>('backlog', {
      APPEALS: `${APPEALS}`,
      PLATFORM: `http://127.0.0.1:${port}`,
      DATABASE_URL: `sqlite:${join(folder, 'backlog.sqlite')}`,
    });
    return [
      row('backlog of 2,000 appeals: handled whole', '', appeals, atLeast(APPEALS)),
      row('backlog of 2,000 appeals: a second', '/s', APPEALS / seconds, atLeast(150)),
      row('backlog of 2,000 appeals: processor time each', 'ms', cpuMs / APPEALS),
      row('backlog of 2,000 appeals: resident', 'MB', residentMb, below(250)),
      row('backlog of 2,000 appeals: longest stall', 'ms', stallMs, below(100)),
    ];
  });
}
