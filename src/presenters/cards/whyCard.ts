import type { Actor } from '../../domain/appeal/events.ts';
import { isOpen } from '../../domain/appeal/lifecycle.ts';
import type { Card } from '../../domain/message.ts';
import type { Settled, Why } from '../../domain/routing/whyOf.ts';
import { type Rules, unitName } from '../../domain/rules.ts';
import { dayTimeText } from '../../domain/time/chinaTime.ts';
import { isWithheld } from '../group/groupText.ts';
import { correctedText, measureText, quotedWords, sureText } from '../words/understandingWords.ts';
import { roleWords, statusWords } from '../words/words.ts';
import { type AppealFacts, line, muted, targetText } from './facts.ts';

/** What the person who asks may do now when it is wrong; `ask`: only ask the centre; `none`: nothing. */
export type WayOut = 'transfer' | 'reroute' | 'askReturn' | 'ask' | 'none';

/** 为什么派给我们. `shown` makes people's words fit for the place where the card is read. */
export function whyCard(
  { appeal, rules }: AppealFacts,
  why: Why | undefined,
  { way, shown }: { way: WayOut; shown(text: string): string },
): Card {
  const title = `为什么派给这个专班 ${appeal.number}`;
  if (!why) {
    const waits = '本件尚未确定承办专班，由提交人点选；未选的由区为企服务中心确定。';
    const blocks = [line(isOpen(appeal) ? waits : `本件${statusWords[appeal.status]}，未曾确定承办专班。`)];
    return { kind: 'card', title, tone: 'blue', blocks };
  }
  const words = isWithheld(appeal, rules) ? [] : why.words;
  const measure = why.measure === undefined ? undefined : measureText(why.measure, rules);
  return {
    kind: 'card',
    title,
    tone: 'blue',
    blocks: [
      line({ bold: why.dispatched ? '承办：' : isOpen(appeal) ? '拟派：' : '曾拟派：' }, targetText(why, rules)),
      line({ bold: '怎么定的：' }, settledText(why.settled, rules, shown)),
      ...(words.length > 0 ? [line({ bold: '依据的词：' }, quotedWords(words))] : []),
      ...(measure ? [line({ bold: '对应举措：' }, measure)] : []),
      ...(way === 'none' ? [] : [muted(wayOut(appeal.number, way))]),
    ],
  };
}

function settledText(settled: Settled, rules: Rules, shown: (text: string) => string): string {
  switch (settled.how) {
    case 'words':
      return '提交时写明了这个专班，按写明的交办。';
    case 'mention':
      return '提交时@了这个专班的联系人，按所@的交办。';
    case 'guess':
      return `系统按内容拟派，${settled.corrections ? `${correctedText(settled.corrections)}，` : ''}把握${sureText(settled.confidence)}，提交人和区为企服务中心未作调整。`;
    case 'chosen':
      return `${dayTimeText(settled.at)}由${whoText(settled.by, rules)}选定。`;
    case 'transferred':
      return `${dayTimeText(settled.at)}由${whoText(settled.by, rules)}改派。${reasonText(settled.reason, shown)}`;
    case 'upheld':
      return `${dayTimeText(settled.at)}${whoText(settled.by, rules)}认定原单位退件成立，改派到这里。${reasonText(settled.reason, shown)}`;
    default:
      return settled satisfies never;
  }
}

/** By role: determinations are told in the name of the office (docs/develop/domain.md#in-the-name-of). */
function whoText({ role, unit }: Actor, rules: Rules): string {
  if (role === 'scheduler') return '系统';
  const place = unit && role !== 'service-centre' && role !== 'duty' ? unitName(rules, unit) : '';
  return role === 'duty' ? roleWords['service-centre'] : `${place}${roleWords[role]}`;
}

function reasonText(reason: string | undefined, shown: (text: string) => string): string {
  return reason ? `理由：${shown(reason)}` : '';
}

function wayOut(number: string, way: Exclude<WayOut, 'none'>): string {
  if (way === 'transfer') return `不妥的，发送“改派 ${number} 专班名称：理由”。`;
  if (way === 'reroute') return `不妥的，交办前发送“换一个 ${number}”另选专班。`;
  if (way === 'askReturn')
    return `不属本单位职责的，请在签收时限前（已签收的限当日）发送“申请退件 ${number}：不属本单位职责，建议由……办理”。`;
  return '认为不妥的，请联系区为企服务中心改派。';
}
