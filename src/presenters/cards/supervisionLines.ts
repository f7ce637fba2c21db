import { type Appeal, currentAssignment } from '../../domain/appeal/appeal.ts';
import type { AppealEvent } from '../../domain/appeal/events.ts';
import { releasedOf } from '../../domain/appeal/papers.ts';
import type { Text } from '../../domain/message.ts';
import { trimmedEnd } from '../../domain/texts/plainText.ts';
import { shortDayText } from '../../domain/time/chinaTime.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { forGroup } from '../group/groupText.ts';
import { isSupervisable } from '../words/upwardWords.ts';
import { type AppealFacts, mentions, type Named } from './facts.ts';

/** 黄: one message at once to the handlers, in the words of the person who urges. */
export function urgeNote(facts: AppealFacts, { reason, by }: { reason: string; by: string }, readers: Named[]): Text {
  const { appeal, rules } = facts;
  const held = currentAssignment(appeal);
  const asked = held !== undefined && !isSupervisable(held.unit, rules);
  const request = asked ? '商请加快协调办理' : '请抓紧办理';
  const text = `${asked ? '商请提醒' : '督办提醒（黄）'} ${appeal.number}“${forGroup(appeal.title, rules, appeal)}”：${forGroup(trimmedEnd(reason, '。.'), rules, appeal)}。${request}，并回复本条@诉求管家报送进展。（${by}）`;
  return { kind: 'text', spans: [...mentions(readers).slice(1), ' ', text] };
}

/** "鸠营商办督〔2026〕12号，11月30日前", or that the unit was urged; undefined without either. */
export function supervisionText(appeal: Appeal, dueAt: Instant | undefined): string | undefined {
  const { supervision } = appeal;
  if (!supervision) return undefined;
  if (supervision.level === 'yellow') return `黄，${shortDayText(supervision.at)}提醒`;
  return `${supervision.number ?? ''}${dueAt ? `，${shortDayText(dueAt)}前` : ''}`;
}

/** For the card of the present unit: a 督办 that went to an earlier unit does not count as its own. */
export function ownSupervision({ appeal, papers }: AppealFacts): string | undefined {
  const held = currentAssignment(appeal);
  const paper = releasedOf(papers?.papers ?? [], 'supervision');
  const own =
    appeal.supervision?.level === 'red'
      ? paper?.unit === held?.unit
      : (appeal.supervision?.at ?? '') >= (held?.from ?? '');
  return held && own ? supervisionText(appeal, paper?.dueAt) : undefined;
}

/** The last due time that a 督办 of this timeline named. */
export function supervisedUntil(timeline: AppealEvent[]): Instant | undefined {
  return timeline.flatMap((event) => (event.type === 'supervised' ? (event.dueAt ?? []) : [])).at(-1);
}
