import { type Appeal, currentAssignment } from '../../domain/appeal/appeal.ts';
import type { Actor } from '../../domain/appeal/events.ts';
import type { Paper } from '../../domain/appeal/papers.ts';
import type { Candidate } from '../../domain/appeal/parts.ts';
import type { ClockKind, ClockRow } from '../../domain/clocks/clocks.ts';
import type { Step } from '../../domain/clocks/ladder.ts';
import type { Block, Button, Card, Span } from '../../domain/message.ts';
import { type Rules, taskForce, unitName } from '../../domain/rules.ts';
import { dayTimeText } from '../../domain/time/chinaTime.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { forGroup } from '../group/groupText.ts';

/** A person as a card names him. */
export interface Named {
  openId?: string;
  name: string;
}

/** 备注 as a card shows it. */
export interface Remark {
  text: string;
  at: Instant;
  by: Actor;
}

/** The papers of an appeal and facts that they mention; only loaded when there are any papers. */
export interface PaperFacts {
  /** Newest first. */
  papers: Paper[];
  /** The heads of the handling unit: 职务 if the roster has one, and whether messages can reach them. */
  heads: { title?: string; reachable: boolean }[];
  deputies: Named[];
  /** Reminders that went out, by clock and step, oldest first. */
  told: { clock: string; step: Step; at: Instant; late: boolean }[];
}

/** What a handler needs to call the company. */
export type Lacking = 'company' | 'contact' | 'phone';

/** The facts for drawing a card: the appeal as it is now, and what belongs to it. */
export interface AppealFacts {
  appeal: Appeal;
  clocks: ClockRow[];
  rules: Rules;
  /** The people whose step it is; they are @-mentioned. */
  handlers: Named[];
  /** Who signed it in. */
  signer?: Named;
  /** The part of the newest progress report that the submitter reads too. */
  progress?: { text: string; at: string };
  /** Remarks from before the present unit got the appeal, and why it was sent there. */
  before?: { remarks: Remark[]; transfer?: string };
  /** What its receipt asks of the submitter, until something of it is told: never a second time. */
  lacking?: Lacking[];
  /** Why it was withdrawn. */
  withdrawal?: string;
  /** When the card is drawn; if absent, when the appeal last changed. */
  at?: Instant;
  /** Steps of the present holder that were entered on a later day than they were done (补录). */
  backfilled?: { [step in 'signed' | 'planned' | 'resolved']?: { doneAt: Instant; at: Instant } };
  papers?: PaperFacts;
}

export function line(...spans: Span[]): Block {
  return { kind: 'line', spans };
}

export function muted(text: string): Block {
  return { kind: 'line', spans: [{ muted: text }] };
}

/**
 * A button on an appeal: it says the verb with the appeal's number, and carries the version from which it was drawn.
 */
export function press(label: string, verb: string, appeal: Appeal, style?: Button['style']): Button {
  return { label, say: `${verb} ${appeal.number}`, rev: appeal.version, style };
}

/**
 * When the holder of the clock begins to be late: a unit that got the appeal late has a window of its own
 * (docs/develop/domain.md#window).
 */
export function dueOf(facts: AppealFacts, kind: ClockKind): string | undefined {
  const clock = facts.clocks.find((row) => row.kind === kind && row.stoppedAt === undefined);
  return clock && dayTimeText(clock.owedAt);
}

/** When the company may expect it. If that time is past, when the holder must do it: never a date that is over. */
export function companyDueOf(facts: AppealFacts, kind: ClockKind): string | undefined {
  const { clocks, appeal, at = appeal.updatedAt } = facts;
  const clock = clocks.find((row) => row.kind === kind && row.stoppedAt === undefined);
  return clock && (clock.dueAt < at ? dueOf(facts, kind) : dayTimeText(clock.dueAt));
}

/** "（企业的时限为11月25日(周三)17:30）": added to a unit's own date if the company's is different and still ahead. */
export function companyDueText(facts: AppealFacts, kind: ClockKind): string {
  const company = companyDueOf(facts, kind);
  return company && company !== dueOf(facts, kind) ? `（企业的时限为${company}）` : '';
}

/** "获得电力专班,区发改委主办" */
export function targetText(choice: Pick<Candidate, 'taskForce' | 'unit'>, rules: Rules): string {
  return `${taskForce(rules, choice.taskForce).name}专班，${unitName(rules, choice.unit)}主办`;
}

/** "××机械有限公司(沈巷镇)"; if no company is named, this is said. */
export function companyText({ company, town }: Appeal, rules: Rules): string {
  const place = town ? `（${unitName(rules, town)}）` : '';
  return `${company ?? '（未写明企业）'}${place}`;
}

export function holderUnit(facts: AppealFacts): string {
  const held = currentAssignment(facts.appeal);
  return held ? unitName(facts.rules, held.unit) : '';
}

/** "JJ20261120-003" → "003" */
export function shortNumber(number: string): string {
  return number.slice(number.lastIndexOf('-') + 1);
}

export function attachmentText({ attachments }: Appeal): string | undefined {
  return attachments.length > 0 ? `附件 ${attachments.length} 个` : undefined;
}

export function mentions(people: Named[]): Span[] {
  return people.flatMap(({ openId, name }): Span[] => [' ', openId ? { mention: openId, name } : name]);
}

/** Why it was withdrawn, in a form fit for a group. */
export function withdrawalLine({ appeal, rules, withdrawal }: AppealFacts): Block[] {
  if (appeal.status !== 'withdrawn' || !withdrawal) return [];
  return [line({ bold: '撤回原因：' }, forGroup(withdrawal, rules, appeal))];
}

/** What a card looks like once nothing is left to do on it. */
export function closedLook(tag: string): Pick<Card, 'tone' | 'tag' | 'blocks'> {
  return { tone: 'grey', tag, blocks: [muted(`${tag}，无需操作。`)] };
}

export function closedCard(title: string, tag: string): Card {
  return { kind: 'card', title, ...closedLook(tag) };
}
