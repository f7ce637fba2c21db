import type { AppealEvent } from '../../domain/appeal/events.ts';
import type { Attachment } from '../../domain/appeal/parts.ts';
import type { Role } from '../../domain/people/contacts.ts';
import { type Rules, taskForce, unitName } from '../../domain/rules.ts';
import { dayText, dayTimeText } from '../../domain/time/chinaTime.ts';
import { lifecycle } from '../../domain/verbs.ts';
import { eventWords } from '../words/verbs.ts';
import { roleWords } from '../words/words.ts';
import { correctionText } from './corrections.ts';

export interface HistoryView {
  rules: Rules;
  /** Names and numbers of contacts only in part. */
  masked: boolean;
  /** Makes people's words fit for the place where they are shown. */
  shown(text: string): string;
  /**
   * True for the company's side, which does not see what the unit and the centre tell each other
   * (docs/develop/rules.md#rule-19).
   */
  oneChannel: boolean;
  /** Shows lines marked 仅内部, which are for the unit and the centre (docs/develop/domain.md#internal). */
  internal: boolean;
  /** True when the company's side may read the result. */
  answered: boolean;
  /** Names by person id, if the reader may know them; without them he sees role and unit. */
  names: ReadonlyMap<string, string>;
}

/** Longest line: a long report must leave room for the next one. */
const longestLine = 1200;
const companySide: readonly Role[] = ['specialist', 'service-centre', 'duty'];

/**
 * The events that this reader may know of. The company's side does not see a leader's 催办 either: it comes from above.
 */
export function historyFor(timeline: AppealEvent[], { oneChannel }: Pick<HistoryView, 'oneChannel'>): AppealEvent[] {
  if (!oneChannel) return timeline;
  const above = ({ type, by }: AppealEvent) =>
    lifecycle[type].read === 'inside' ||
    (type === 'nudged' && by.role !== 'scheduler' && !companySide.includes(by.role));
  return timeline.filter((event) => !above(event));
}

/** "11月20日(周五)10:00 报送进展 区发改委：外线路径已批复（附：图片1个；张三）" */
export function historyLine(event: AppealEvent, view: HistoryView): string {
  const head = `${dayTimeText(event.at)} ${nameOf(event)} ${unitOf(event, view)}${factsOf(event, view)}`;
  const words = wordsOf(event, view);
  const tail = [filesOf(event, view), authorOf(event, view)].filter(Boolean).join('；');
  const text = `${head}${words ? `：${words}` : ''}${tail ? `（${tail}）` : ''}`;
  return [...text].length > longestLine ? `${[...text].slice(0, longestLine).join('')}…` : text;
}

function nameOf(event: AppealEvent): string {
  return event.type === 'commented' && event.to === 'company' ? '问专员' : eventWords[event.type];
}

function unitOf({ by }: AppealEvent, { rules }: HistoryView): string {
  return by.role === 'scheduler' ? '系统' : by.unit ? unitName(rules, by.unit) : roleWords[by.role];
}

/** Who did it: his name if the reader may know it, else his role. */
function authorOf({ by }: AppealEvent, { names, rules }: HistoryView): string {
  if (by.role === 'scheduler') return '';
  const name = by.person ? names.get(by.person) : undefined;
  if (name) return name;
  const role = roleWords[by.role];
  return by.unit && !unitName(rules, by.unit).includes(role) ? role : '';
}

/** Facts of the event apart from its words; both dates of a step entered later (docs/develop/domain.md#backfill). */
function factsOf(event: AppealEvent, { rules }: HistoryView): string {
  switch (event.type) {
    case 'signed':
    case 'planned':
    case 'resolved':
      return event.doneAt ? `（补录，${dayText(event.doneAt)}办理）` : '';
    case 'rerouted':
    case 'dispatched':
    case 'transferred':
      return ` → ${taskForce(rules, event.taskForce).name}专班，${unitName(rules, event.unit)}`;
    case 'plan_replaced':
      return event.promisedOn ? `，计划${dayText(event.promisedOn)}办结` : '';
    case 'extension_asked':
    case 'extended':
    case 'paused':
      return `，至${dayText(event.until)}`;
    case 'pause_asked':
      return `，${event.cause}，至${dayText(event.until)}`;
    case 'resumed':
      return `，顺延${event.days}个工作日`;
    case 'informed':
      return event.of === 'plan' ? '（解决方案）' : '（办理结果）';
    case 'supervised':
      return event.document ? `（${event.document}）` : '';
    default:
      return '';
  }
}

/** The part of the words that this reader may read. */
function wordsOf(event: AppealEvent, view: HistoryView): string {
  const { oneChannel, shown } = view;
  switch (event.type) {
    case 'transferred':
    case 'withdrawn':
      return shown(event.reason ?? '');
    case 'informed':
      return shown(event.how ?? '');
    case 'supplemented':
      return shown(event.text ?? '');
    case 'progressed':
      return joined(shown(event.text), insideOf(event.internal, view));
    case 'details_corrected':
      return correctionText(event, view);
    case 'commented':
      return oneChannel && !isOfCompany(event) ? '' : shown(event.text);
    case 'planned':
      return bothTexts(event, view);
    case 'plan_replaced':
      return joined(bothTexts(event, view), view.oneChannel ? '' : `原因：${shown(event.reason)}`);
    case 'resolved':
      return oneChannel && !view.answered ? '' : joined(event.outcome, bothTexts(event, view));
    case 'nudged':
      return oneChannel && event.by.role !== 'specialist' ? '' : shown(event.text ?? '');
    case 'instructed':
    case 'instruction_answered':
      return oneChannel ? '' : shown(event.text);
    default:
      return 'reason' in event && !oneChannel ? shown(event.reason ?? '') : '';
  }
}

function insideOf(words: string | undefined, { internal, shown }: HistoryView): string {
  return internal && words ? `（仅内部）${shown(words)}` : '';
}

/** The text for the company; readers inside also get the internal texts. */
function bothTexts(
  { text, companyText, internal }: { text: string; companyText: string; internal?: string },
  view: HistoryView,
): string {
  if (view.oneChannel) return view.shown(companyText);
  return joined(
    view.shown(text),
    companyText !== text && `给企业：${view.shown(companyText)}`,
    insideOf(internal, view),
  );
}

/** Of all remarks the company's side reads only its own, and questions to it. */
function isOfCompany({ by, to }: Extract<AppealEvent, { type: 'commented' }>): boolean {
  return to === 'company' || by.role === 'specialist';
}

function joined(...parts: (string | false | undefined)[]): string {
  return parts.filter(Boolean).join('；');
}

const kinds: Record<Attachment['type'], string> = { image: '图片', file: '文件', audio: '语音', video: '视频' };

/** "附：图片2个、供电方案.pdf"; files that came with a result or an internal line are shown only to those who may read that. */
function filesOf(event: AppealEvent, view: HistoryView): string {
  if (!('attachments' in event) || event.attachments.length === 0) return '';
  if (view.oneChannel && !isOpenToCompany(event, view)) return '';
  const named = event.attachments.flatMap(({ name }) => (name ? [view.shown(name)] : []));
  const counted = Object.entries(kinds).flatMap(([type, word]) => {
    const count = event.attachments.filter((one) => one.type === type && !one.name).length;
    return count > 0 ? [`${word}${count}个`] : [];
  });
  return `附：${[...counted, ...named].join('、')}`;
}

function isOpenToCompany(event: AppealEvent, { answered }: HistoryView): boolean {
  if (event.type === 'resolved') return answered;
  return !(event.type === 'progressed' && event.internal && !event.text);
}
