import { type PauseCause, pauseCauses } from '../../domain/appeal/parts.ts';
import type { ChinaDate, Instant } from '../../domain/time/instant.ts';
import { backfillSteps } from '../../presenters/cards/timeForms.ts';
import { takeDay } from './dates.ts';
import type { Reading } from './dayWords.ts';

/** Reads requests for time, and steps that are entered later than they were done. */

export interface AskedWords {
  until?: ChinaDate;
  reason: string;
}

/** "至12月10日：理由", "因外线施工，延至12月10日". */
export function readExtension(said: string, now: Instant, reading?: Reading): AskedWords {
  const { text, date } = takeDay(said, now, reading);
  return { until: date, reason: withoutLabel(text) };
}

function withoutLabel(text: string): string {
  return text.replace(/^(?:理由|原因)(?:\s*[是为])?\s*[:：]/, '').trim();
}

const causeAlone = /^[\s,，:：]*(?:等待?|待)(企业|上级|第三方)(?=[\s,，:：;；。至到]|$)/;
const causeInside = /(?:等待?|待)(企业|上级|第三方)/;

/** "待企业 至12月3日：理由": a cause that says more than its name is also kept in the reason. */
export function readPause(said: string, now: Instant, reading?: Reading): AskedWords & { cause?: PauseCause } {
  const first = withoutCause(said);
  const { text, date } = takeDay(first.text, now, reading);
  const second = first.cause ? { text } : withoutCause(text);
  const reason = withoutLabel(second.text.replace(/^[\s,，:：;；]+/, ''));
  return { cause: first.cause ?? second.cause ?? causeNamed(causeInside.exec(said)?.[1]), until: date, reason };
}

function withoutCause(text: string): { text: string; cause?: PauseCause } {
  const match = causeAlone.exec(text);
  return match ? { text: text.slice(match[0].length), cause: causeNamed(match[1]) } : { text };
}

function causeNamed(who: string | undefined): PauseCause | undefined {
  return who ? pauseCauses.find((cause) => cause.endsWith(who)) : undefined;
}

export type BackfillStep = (typeof backfillSteps)[number];

export interface BackfillWords {
  step?: BackfillStep;
  doneOn?: ChinaDate;
  text: string;
}

/** "签收 11月24日", "11月24日 方案：……": step and day in either order, then what was done. */
export function readBackfill(said: string, now: Instant): BackfillWords {
  const before = takeStep(said);
  const { text, date } = startsWithDay(before.text) ? takeDay(before.text, now, { past: true }) : { text: before.text };
  const after = before.step ? { text } : takeStep(text);
  return {
    step: before.step ?? after.step,
    doneOn: date,
    text: after.text.replace(/^(?:已|已经)?[\s,，:：;；]+/, '').trim(),
  };
}

function takeStep(text: string): { text: string; step?: BackfillStep } {
  const rest = text.replace(/^[\s,，:：]+/, '');
  const step = backfillSteps.find((known) => rest.startsWith(known));
  return step ? { text: rest.slice(step.length), step } : { text };
}

/** Only a date at the beginning counts; a later one is part of what was done. */
function startsWithDay(text: string): boolean {
  return /^[\s,，:：]*(?:[于在]\s*)?(?:\d|[今明昨前后]天|[今明昨]日|本周|这周|上周)/.test(text);
}
