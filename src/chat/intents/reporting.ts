import type { Intent } from './intent.ts';
import { digest, dueSoon, openList, overdue, statistics, today } from './reportAnswers.ts';

const period = (name: string) => `(?<${name}>(?:[本这]个?|上一?个?)(?:周|星期|礼拜|月|季度?|年度?)|[今去]年)度?`;
/** Names of task forces and units; after a blank any short word may be a name. */
const glued = '[\\u4e00-\\u9fa5]{2,10}(?:专班|[局委办院]|中心|镇|街道)';
const short = '[\\u4e00-\\u9fa5\\d]{2,12}';
const statisticsOf = [
  `(?:看|查看|查一?下)?${period('period1')}(?:的|\\s)*统计(?:一下|情况|数据)?`,
  '(?:看|查看|查一?下)统计',
  `统计(?:一下|下)?\\s*(?:${period('period2')}(?:的\\s*|\\s+|$)(?<scope1>${short})?|(?<scope2>${short}?)(?:的|\\s)*${period('period3')}的?(?:情况|数据)?)?`,
  `统计(?:一下|下)?(?:\\s+(?<scope3>${short})|(?<scope4>${glued}))`,
].join('|');

// 看看 is 看 twice. If it were listed too, it could match in two ways, and a row of them in exponentially many.
const asks =
  '(?:请问|查一?下|看一?下|查看|看|查(?=[超逾临])|我们?的?|[本我]单位的?|全区的?|有没有|有|哪些|多少|目前|现在)*';
const things = '(?:了|的)?(?:诉求|件|事项|清单|情况)*(?:有哪些|有多少|多少件|有吗|是哪些|吗|没有)?[?？。]?';

/** After 超期, 临期 and 今日: whose list is asked for. 今天 已联系企业 is about work, 超期 003 about an appeal. */
const whose = `(?:\\s*|[\\s:：,，]+(?![已未没还正]|\\d+号?$)(?<scope1>${short}?)|(?<scope2>[\\u4e00-\\u9fa5]{2,8}专班|区[\\u4e00-\\u9fa5]{1,8}[局委办院]))`;
const todays = '(?:有什么|有哪些)?(?:(?:要|需要?|该)办(?:理|什么|哪些|的)?|到期|待办|清单|事项|办理提醒|提醒)?';
const todaysThings = '(?:诉求|件|事项|的)*(?:有哪些|有什么)?[?？。]?';

/** Numbers and the lists behind them. */
export const reporting: Intent[] = [
  {
    name: 'overdue',
    verb: 'look',
    pattern: new RegExp(`^${asks}(?:已经?)?(?:超期|逾期)${whose}${things}$`),
    run: overdue,
  },
  {
    name: 'dueSoon',
    verb: 'look',
    pattern: new RegExp(`^${asks}(?:临期|快要?到期|[即马]上?将?要?到期|(?:明[天日]|次日)到期)${whose}${things}$`),
    run: dueSoon,
  },
  {
    name: 'today',
    verb: 'look',
    pattern: new RegExp(`^(?:今日|今天)${todays}${whose}${todaysThings}$`),
    run: today,
  },
  {
    name: 'statistics',
    verb: 'report',
    pattern: new RegExp(`^(?:请|帮我|麻烦)*(?:${statisticsOf})[。.?？]?$`),
    run: statistics,
  },
  {
    name: 'digest',
    verb: 'report',
    pattern: /^(?:看|查看|发|要|请发)?(?:一下|看)?(?:今日|今天)?的?(?:企业)?(?:诉求)?晨报(?:发我)?[。?？]?$/,
    run: digest,
  },
  {
    name: 'reportList',
    verb: 'look',
    pattern: /^清单\s+(?<id>[\w-]{6,40})\s+(?<name>\S{2,40})(?:\s+(?<page>[1-9]\d{0,3}))?$/,
    run: openList,
  },
];
