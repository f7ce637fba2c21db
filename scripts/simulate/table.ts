import { markdownTable } from '../measured.ts';
import type { Figures, Spread } from './figures.ts';

type Line = [name: string, of: (figures: Figures) => string];

const kinds: [name: string, kind: RegExp][] = [
  ['… dispatch cards, one for each appeal that arrives', /^企业诉求交办/],
  ['… 今日办理提醒', /^今日办理提醒/],
  ['… 督办, released by 区营商办', /^督办/],
];

const lines: Line[] = [
  ['a task-force group, mean', ({ group }) => group.mean.toFixed(2)],
  ...kinds.map(([name, kind]): Line => [name, ({ group }) => ofKind(group, kind).toFixed(2)]),
  ['95th percentile, most', ({ group: { p95, most } }) => `${p95}, ${most}`],
  ['days with three messages or more', ({ daysWithThree }) => `${Math.round(daysWithThree * 100)} %`],
  ['privately: an officer, mean (answers to him left out)', ({ privately }) => meanOf(privately.officer)],
  ['… a head of a unit', ({ privately }) => meanOf(privately.head)],
  ['… a leader: the digest, and the month\u2019s summary', ({ privately }) => meanOf(privately.leader)],
];

/** Messages of one working day, a column for each number of open appeals, as docs/measurements/messages.md has them. */
export function tableOf(months: { open: number; figures: Figures }[]): string[] {
  const heads = months.map(({ open, figures }) => `${open} (${figures.openPerGroup.toFixed(1)})`);
  const rows = lines.map(([name, of]) => [name, ...months.map(({ figures }) => of(figures))]);
  return markdownTable([['appeals open in a group (measured)', ...heads], ...rows]);
}

function ofKind({ kinds }: Spread, kind: RegExp): number {
  return Object.entries(kinds).reduce((sum, [name, count]) => (kind.test(name) ? sum + count : sum), 0);
}

function meanOf(spread: Spread | undefined): string {
  return spread?.mean.toFixed(2) ?? '';
}
