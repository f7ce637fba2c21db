import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { ClockRow } from '../../domain/clocks/clocks.ts';
import type { Step } from '../../domain/clocks/ladder.ts';
import type { Block, Card } from '../../domain/message.ts';
import { dayTimeText, shortDayText } from '../../domain/time/chinaTime.ts';
import { clockWords, stepWords } from '../words/words.ts';
import { line, muted } from './facts.ts';

/** A step of a clock's ladder that went out. */
export interface SentStep {
  clock: string;
  step: Step;
  sentAt: string;
  late: boolean;
}

/**
 * 怎么算的: how each running clock was counted and which reminders it sent so far; stopped clocks are folded away
 * (docs/develop/domain.md#frozen). `sent` is in order of time.
 */
export function clockCard(appeal: Appeal, clocks: ClockRow[], sent: SentStep[]): Card {
  const shown = clocks.filter((clock) => !wentOn(clock, clocks));
  const running = shown.filter(({ stoppedAt }) => stoppedAt === undefined);
  const stopped = shown.filter(({ stoppedAt }) => stoppedAt !== undefined);
  return {
    kind: 'card',
    title: `时限怎么算的 ${appeal.number}`,
    tone: 'blue',
    blocks: [
      ...(running.length > 0
        ? running.flatMap((clock) => [runningLine(clock, appeal, clocks), ...remindedLine(clock, sent)])
        : [line('目前没有在计的时限。')]),
      ...folded(stopped),
      muted('起始日不计，末日为非工作日的顺延；当日17:30截止。'),
    ],
  };
}

/** The same clock goes on for its next holder, so only that row is shown. */
function wentOn({ kind, startedAt, stoppedAt = '', ended }: ClockRow, clocks: ClockRow[]): boolean {
  const next = (row: ClockRow) => row.stoppedAt === undefined || row.stoppedAt > stoppedAt;
  return ended === 'moved' && clocks.some((row) => row.kind === kind && row.startedAt === startedAt && next(row));
}

function runningLine(clock: ClockRow, appeal: Appeal, clocks: ClockRow[]): Block {
  const { kind, derivation, dueAt, firstDueAt, pausedAt } = clock;
  const facts = [
    ...(firstDueAt && firstDueAt !== dueAt ? [`首次期限${dayTimeText(firstDueAt)}`] : []),
    ...(pausedAt ? [`${dayTimeText(pausedAt)}起暂停计时`] : []),
    ...ownWindow(clock, appeal, clocks),
  ];
  return line({ bold: `${clockWords[kind]}：` }, [derivation, ...facts].join('；'));
}

function remindedLine({ id }: ClockRow, sent: SentStep[]): Block[] {
  const told = sent
    .filter(({ clock }) => clock === id)
    .map(({ step, sentAt, late }) => `${dayTimeText(sentAt)}${stepWords[step]}${late ? '（补发）' : ''}`);
  return told.length > 0 ? [muted(`已发提示：${told.join('，')}`)] : [];
}

/** Nobody is late for the time when another unit held the appeal (docs/develop/domain.md#window). */
function ownWindow({ dueAt, owedAt, assignment }: ClockRow, appeal: Appeal, clocks: ClockRow[]): string[] {
  const held = appeal.assignments.find(({ id }) => id === assignment);
  if (owedAt === dueAt || !held) return [];
  // An appeal that came at night was read in the morning: its sign-in clock began then.
  const from = clocks.find((row) => row.kind === 'sign-in' && row.assignment === assignment)?.startedAt ?? held.from;
  return [`本单位自${shortDayText(from)}起计，${dayTimeText(owedAt)}前不计本单位逾期`];
}

const endings = { done: '已完成', moved: '随改派停止', void: '已取消' } as const;

function folded(stopped: ClockRow[]): Block[] {
  if (stopped.length === 0) return [];
  const blocks = stopped.map(({ kind, derivation, stoppedAt, ended = 'done' }) =>
    line(
      { bold: `${clockWords[kind]}：` },
      `${derivation}（${stoppedAt ? shortDayText(stoppedAt) : ''}${endings[ended]}）`,
    ),
  );
  return [{ kind: 'fold', title: `已停止的时限 ${stopped.length} 项`, blocks }];
}
