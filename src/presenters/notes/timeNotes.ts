import type { Actor } from '../../domain/appeal/events.ts';
import type { Button, Card, Text } from '../../domain/message.ts';
import { dayText } from '../../domain/time/chinaTime.ts';
import { type AppealFacts, line, muted, press } from '../cards/facts.ts';
import { dueText, expectedOn, runningClock } from '../cards/timeFacts.ts';
import { roleWords } from '../words/words.ts';
import { say } from './notes.ts';

/** Private notes about more time: asked for, granted or refused, and about clocks that run again. */

function head({ appeal }: AppealFacts): string {
  return `${appeal.number}“${appeal.title}”`;
}

function dueNow(facts: AppealFacts): string {
  const clock = runningClock(facts, 'rework', 'result');
  return clock ? dueText(clock) : '';
}

/** To the handler; it states past facts, which stay true if the note waits until the morning. */
export function extendedNote(facts: AppealFacts): Text {
  return say(`${head(facts)}：延期申请已获同意，期限延至${dueNow(facts)}。延期只限一次，请按期办结。`);
}

export function extensionRefusedNote(facts: AppealFacts, reason: string): Text {
  return say(`${head(facts)}：延期申请未获同意，期限仍为${dueNow(facts)}。理由：${reason}`);
}

export function pausedNote(facts: AppealFacts, until: string): Text {
  return say(
    `${head(facts)}：暂停计时申请已获同意，暂停至${dayText(until)}，到期自动恢复。提前具备条件的，请发送“恢复 ${facts.appeal.number}”。`,
  );
}

export function pauseRefusedNote(facts: AppealFacts, reason: string): Text {
  return say(`${head(facts)}：暂停计时申请未获同意，照常计时，期限为${dueNow(facts)}。理由：${reason}`);
}

/** `byItself`: the pause ended on its last day; else a person ended it. */
export function resumedNote(facts: AppealFacts, { days, byItself }: { days: number; byItself: boolean }): Text {
  const how = byItself ? '暂停期满，已自动恢复计时' : '已恢复计时';
  return say(`${head(facts)}：${how}，期限顺延${days}个工作日，为${dueNow(facts)}。请抓紧办理。`);
}

/**
 * To the submitter, when the date that the company was told moves: one channel, so no reasons
 * (docs/develop/rules.md#rule-19).
 */
export function movedDateNote(facts: AppealFacts): Text | undefined {
  const now = expectedOn(facts);
  const promised = facts.appeal.plan?.promisedOn;
  if (!promised || !now || now === promised) return undefined;
  return say(`${head(facts)}：预计办结日期调整为${dayText(now)}（原计划${dayText(promised)}），请转告企业。`);
}

/** To the submitter, when a promised date will move and nobody knows yet how far. */
export function dateWillMoveNote(facts: AppealFacts): Text | undefined {
  const { paused, plan } = facts.appeal;
  if (!plan?.promisedOn || !paused) return undefined;
  const what = paused.cause === '待企业' ? '有事项需企业先行配合' : '有事项需其他方面先行办理';
  return say(
    `${head(facts)}：${what}，经同意暂停计时至${dayText(paused.until)}，原计划的办结日期将顺延。恢复后另行告知，请先转告企业。`,
  );
}

/** Who urges: named as the office, not as the person (docs/develop/domain.md#in-the-name-of). */
function urger({ role }: Actor): string {
  if (role === 'scheduler') return '系统';
  if (role === 'duty') return roleWords['service-centre'];
  return role === 'leader-liaison' ? roleWords.leader : roleWords[role];
}

/** 催办, privately to the person whose step it is. */
export function nudgeNote(facts: AppealFacts, { by, text }: { by: Actor; text?: string }): Card {
  const { appeal } = facts;
  return {
    kind: 'card',
    title: `催办 ${appeal.number}`,
    tone: 'orange',
    blocks: [
      line(`${urger(by)}催办“${appeal.title}”${text ? '：' : '。'}`),
      ...(text ? [{ kind: 'quote' as const, text }] : []),
      { kind: 'buttons', buttons: nudgeButtons(facts) },
      muted('请抓紧办理，并点按钮报送情况。'),
    ],
    summary: `催办 ${appeal.number}`,
  };
}

function nudgeButtons({ appeal }: AppealFacts): Button[] {
  const look = press('查看详情', '查', appeal);
  const open = (label: string, form: string) => press(label, `打开 ${form}`, appeal);
  switch (appeal.status) {
    case 'dispatched':
      return [press('签收', '签收', appeal, 'primary'), open('填方案', '方案'), look];
    case 'signed':
      return [open('填方案', '方案'), open('报进展', '进展'), look];
    case 'planned':
      return [open('报进展', '进展'), open('办结', '办结'), look];
    default:
      return [look];
  }
}
