import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { LiveClock } from '../../domain/clocks/clocks.ts';
import type { Block } from '../../domain/message.ts';
import { type Rules, unitName } from '../../domain/rules.ts';
import { maskWords } from '../../domain/texts/maskPeople.ts';
import { trimmedEnd } from '../../domain/texts/plainText.ts';
import { shortDayText } from '../../domain/time/chinaTime.ts';
import { line } from '../cards/facts.ts';
import { forGroup } from '../group/groupText.ts';
import { clockWords } from '../words/words.ts';

/** An overdue appeal that a report names, because its unit was told before (docs/develop/domain.md#told-first). */
export interface Watched {
  appeal: Appeal;
  clock: LiveClock;
  /** The newest progress report, which shows where it is stuck. */
  progress?: string;
  /** An extension was asked for and is not decided. */
  extension: boolean;
}

const progressLength = 60;

/** "××机械 增容（区发改委承办），方案11月25日到期未提出。进展：…" */
export function watchedLines(watched: Watched[], { rules, masked }: { rules: Rules; masked: boolean }): Block[] {
  return watched.map((one, index) => line(`${index + 1}. ${watchedText(one, { rules, masked })}`));
}

function watchedText({ appeal, clock, progress, extension }: Watched, how: { rules: Rules; masked: boolean }): string {
  const { rules, masked } = how;
  const shown = (text: string) => (masked ? forGroup(text, rules, appeal) : text);
  const matter = shown([appeal.company, appeal.title].filter(Boolean).join(' '));
  // The contact is only for handlers, so it is masked; a leader reads where the appeal is stuck
  // (docs/develop/domain.md#groups).
  const stuck = progress ? `；进展：${shortened(maskWords(shown(progress), rules.reader))}` : '';
  const asked = extension ? '（延期待审）' : '';
  return `${appeal.number} ${matter}（${whose(clock, rules)}），${clockWords[clock.kind]}${shortDayText(clock.owedAt)}到期，尚未录入${asked}${stuck}`;
}

function whose({ owner, unit }: LiveClock, rules: Rules): string {
  return owner === 'handler' && unit ? `${unitName(rules, unit)}承办` : '区为企服务中心办理';
}

function shortened(text: string): string {
  const plain = trimmedEnd(text.replace(/\s+/g, ' '), '。；，');
  return plain.length > progressLength ? `${plain.slice(0, progressLength)}…` : plain;
}
