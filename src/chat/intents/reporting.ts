import { holds } from '../../domain/contacts.ts';
import { Refusal } from '../../domain/errors.ts';
import { standingOf } from '../../domain/figures.ts';
import { type Period, periodOf, sinceMorning } from '../../domain/happened.ts';
import { may, relations } from '../../domain/policy.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Report } from '../../ports.ts';
import { listSent, reportListCard } from '../../presenters/reports/reportList.ts';
import { statisticsTitle } from '../../presenters/reports/titles.ts';
import { makeDigest } from '../../reporting/digest.ts';
import { pageOf } from '../../reporting/pages.ts';
import { makePeriod } from '../../reporting/period.ts';
import { situationAt, standingAppeals } from '../../reporting/situation.ts';
import { freeText } from '../freeText.ts';
import { groupShows } from '../groupView.ts';
import { figuresAsked, isWithin, listAsked } from '../scopes.ts';
import { readTarget } from '../targets.ts';
import { type Reply, speakerOf, type Turn } from '../turn.ts';
import type { Intent, Words } from './intent.ts';

/** 超期, 临期, 今日: the appeals of the speaker or of the group, the most urgent first. */
function listing(name: '超期' | '临期' | '今日'): (turn: Turn) => Promise<Reply> {
  return async (turn) => {
    const { store, at: now, calendar, newId } = turn.work;
    const { scope, inGroup, toldOnly } = listAsked(turn);
    const { lists } = standingOf(await standingAppeals(store), scope, { now, calendar });
    const overdue = toldOnly ? lists.overdue : [...lists.newlyOverdue, ...lists.overdue];
    const appeals = {
      超期: overdue,
      临期: [...lists.dueToday, ...lists.dueNext],
      今日: [...overdue, ...lists.dueToday],
    }[name];
    const audience = inGroup ? turn.chat : turn.openId;
    const report: Report = { id: newId(), job: 'asked', audience, at: now, lists: { [name]: appeals } };
    await store.saveReport(report);
    return listReply(turn, report, { name, page: 1, inGroup });
  };
}

/** Pressed in a group the list goes to whoever pressed: by his own right, and in full. */
async function openList(turn: Turn, { id = '', name = '', page = '1' }: Words): Promise<Reply> {
  speakerOf(turn);
  const report = await turn.work.store.report(id);
  if (!report) throw new Refusal('report.gone', {});
  const reply = await listReply(turn, report, { name, page: Number(page), inGroup: false });
  return turn.place === 'group' ? { ...reply, toast: { type: 'success', content: listSent } } : reply;
}

async function listReply(
  turn: Turn,
  report: Report,
  { name, page, inGroup }: { name: string; page: number; inGroup: boolean },
): Promise<Reply> {
  const { store, rules, at: now } = turn.work;
  const person = speakerOf(turn);
  const list = await pageOf(store, report, {
    ...{ name, page, now },
    shows: (appeal) => (inGroup ? groupShows(turn, appeal) : may(person, 'see', appeal)),
  });
  if (!list) throw new Refusal('report.gone', {});
  const card = reportListCard(list, { rules, masked: inGroup });
  return inGroup ? { here: card } : { privately: card };
}

/** 晨报, now: how things stand, and what happened since the last working morning. */
async function digest(turn: Turn): Promise<Reply> {
  const { work, openId, chat } = turn;
  const { scope, inGroup } = figuresAsked(turn);
  const person = speakerOf(turn);
  const { from } = work.rules.district.quiet;
  const situation = await situationAt(work.store, { at: work.at, span: sinceMorning(work.at, from, work.calendar) });
  const card = await makeDigest(work, situation, {
    ...{ scope, masked: inGroup, late: false, audience: inGroup ? chat : openId },
    instructs: relations(person).has('leader') || holds(person, 'task-force-leader'),
    tellsOfYears: scope === 'all' && !inGroup,
    onlyIfAny: false,
  });
  return inGroup ? { here: card } : { privately: card };
}

async function statistics(turn: Turn, words: Words): Promise<Reply> {
  const { work, openId, chat } = turn;
  const scope = narrowed(turn, words.scope1 ?? words.scope2 ?? words.scope3 ?? words.scope4);
  // 统计 本月工资 is what a company complains about.
  if (scope === 'unreadable') return freeText(turn);
  const asked = figuresAsked(turn);
  if (scope && !isWithin(scope, asked.scope)) throw new Refusal('not.allowed', { verb: 'report' });
  const period = readPeriod(words.period1 ?? words.period2 ?? words.period3);
  const span = periodOf(period, work.at);
  const situation = await situationAt(work.store, { at: work.at, span, rates: true });
  const told = scope ?? asked.scope;
  const card = await makePeriod(work, situation, {
    ...{ scope: told, masked: asked.inGroup, late: false, audience: asked.inGroup ? chat : openId },
    ...{ job: 'asked', title: statisticsTitle(told, period, work.rules), draft: false, rates: true, named: 0 },
  });
  return asked.inGroup ? { here: card } : { privately: card };
}

function narrowed({ work, speaker }: Turn, words: string | undefined): Scope | 'unreadable' | undefined {
  const wanted = words?.trim().replace(/的$/, '');
  if (!wanted || wanted === '全区') return undefined;
  try {
    const { taskForce, unit } = readTarget(wanted, work.rules);
    return { taskForces: taskForce === undefined ? [] : [taskForce], units: unit === undefined ? [] : [unit] };
  } catch (error) {
    if (error instanceof Refusal && speaker && may(speaker, 'submit')) return 'unreadable';
    throw error;
  }
}

function readPeriod(words = '本月'): Period {
  if (words.includes('周')) return 'week';
  if (words.includes('季')) return 'quarter';
  return words.includes('年') ? 'year' : 'month';
}

const period = (name: string) => `(?<${name}>[本这]个?(?:周|月|季度?|年度?)|今年)度?`;
/** Names of task forces and units; behind a blank any short word may be one. */
const glued = '[\\u4e00-\\u9fa5]{2,10}(?:专班|[局委办院]|中心|镇|街道)';
const short = '[\\u4e00-\\u9fa5\\d]{2,12}';
const statisticsOf = [
  `${period('period1')}(?:的|\\s)*统计(?:一下|情况|数据)?`,
  `统计(?:一下|下)?\\s*(?:${period('period2')}(?:的|\\s+|$)\\s*(?<scope1>${short})?|(?<scope2>${short}?)(?:的|\\s)*${period('period3')}的?(?:情况|数据)?)?`,
  `统计(?:一下|下)?(?:\\s+(?<scope3>${short})|(?<scope4>${glued}))`,
].join('|');

const asks = '(?:请问|查一?下|看一?下|看看|我们?的?|有|哪些|多少|目前|现在)*';
const things = '(?:了|的)?(?:诉求|件|事项|清单)*(?:有哪些|有多少|有吗|是哪些)?[?？。]?';

/** Numbers and the lists behind them. */
export const reporting: Intent[] = [
  {
    name: 'overdue',
    example: '超期',
    help: '查看超期的诉求',
    who: 'everyone',
    pattern: new RegExp(`^${asks}(?:已经?)?(?:超期|逾期)${things}$`),
    run: listing('超期'),
  },
  {
    name: 'dueSoon',
    example: '临期',
    help: '查看今日和次一工作日到期的诉求',
    who: 'everyone',
    pattern: new RegExp(`^${asks}(?:临期|快要?到期|[即马]上?将?要?到期)${things}$`),
    run: listing('临期'),
  },
  {
    name: 'today',
    example: '今日',
    help: '查看今日要办的诉求',
    who: 'everyone',
    pattern:
      /^(?:今日|今天)(?:(?:要|需要?|该)办(?:理|什么|哪些|的)?|到期|待办|清单|事项)?(?:诉求|件|事项)?(?:有哪些|有什么)?[?？。]?$/,
    run: listing('今日'),
  },
  {
    name: 'statistics',
    example: '统计 获得电力 本月',
    help: '查看本周、本月、本季或今年的统计',
    who: ['leader', 'commander', 'superior', 'handler', 'centre', 'district-office', 'audit'],
    pattern: new RegExp(`^(?:请|帮我|麻烦)*(?:${statisticsOf})[。.?？]?$`),
    run: statistics,
  },
  {
    name: 'digest',
    example: '晨报',
    help: '查看最新的诉求晨报',
    who: ['leader', 'commander', 'superior', 'handler', 'centre', 'district-office', 'audit'],
    pattern: /^(?:看|查看|发|要|请发)?(?:一下|看)?(?:今日|今天)?的?(?:诉求)?晨报[。?？]?$/,
    run: digest,
  },
  {
    name: 'reportList',
    example: '清单 r-000001 超期',
    who: 'everyone',
    pattern: /^清单\s+(?<id>[\w-]{6,40})\s+(?<name>\S{2,12})(?:\s+(?<page>[1-9]\d{0,3}))?$/,
    run: openList,
  },
];
