import { Refusal } from '../../domain/errors.ts';
import { type Period, periodBefore, periodOf, sinceMorning } from '../../domain/figures/happened.ts';
import { listed, standingOf } from '../../domain/figures/standing.ts';
import { may } from '../../domain/people/access.ts';
import type { Report } from '../../ports/rows.ts';
import type { Fit } from '../../presenters/group/groupFacts.ts';
import { listForChat, seenInChat } from '../../presenters/group/groupMessage.ts';
import { listSent, reportListCard } from '../../presenters/reports/reportList.ts';
import { listName, statisticsTitle } from '../../presenters/reports/titles.ts';
import { makeDigest } from '../../reporting/digest.ts';
import { type Made, stored } from '../../reporting/making.ts';
import { pageOf } from '../../reporting/pages.ts';
import { makePeriod } from '../../reporting/period.ts';
import { situationAt, standingAppeals } from '../../reporting/situation.ts';
import { readBeside } from '../beside.ts';
import { freeText } from '../free/freeText.ts';
import { groupShows } from '../meant/groupView.ts';
import { figuresAsked, isWithin, listAsked, mayName, narrowTo, readListScope, readScope } from '../meant/scopes.ts';
import { type ReadTurn, type Reply, speakerOf, type Turn } from '../turn.ts';
import type { Words } from './intent.ts';

/** The result of a reading. `report`: the lists to store with its numbers; 'text': the words are not a question. */
type Answer = { reply: Reply; report?: Report } | 'text';

/** Figures and lists are read and counted without holding the writer; the unit of work only stores and sends them. */
function figures(about: string, read: (turn: ReadTurn, words: Words) => Promise<Answer>) {
  return async (turn: Turn, words: Words): Promise<Reply> => {
    const answer = readBeside(turn, about, (asked) => read(asked, words));
    if (answer === 'text') return freeText(turn);
    if (answer.report) await turn.work.store.saveReport(answer.report);
    return answer.reply;
  };
}

export const [overdue, dueSoon, today] = [listing('超期'), listing('临期'), listing('今日要办')];
/** A list pressed in a group is sent to the person who pressed: by his own rights, unmasked. */
export const openList = figures('清单', readList);
/** 晨报 on request: how things stand now, and what happened since the last working morning. */
export const digest = figures('晨报', readDigest);
export const statistics = figures('统计', readStatistics);

/** 超期, 临期, 今日要办: the appeals of the speaker or of the group, the most urgent first. */
function listing(kind: '超期' | '临期' | '今日要办') {
  return figures(kind, async (turn, { scope1, scope2 }) => {
    const wanted = scope1 ?? scope2;
    const { store, at: now, calendar, newId } = turn.work;
    const part = await readListScope(turn, wanted);
    if (part === 'text') return 'text';
    const asked = listAsked(turn);
    const { inGroup, toldOnly } = asked;
    if (part && !mayName(part, asked)) throw new Refusal('report.outside', { name: `${wanted}`, inGroup });
    const { appeals: counted, scope } = narrowTo(await standingAppeals(store), asked.scope, part);
    const { lists } = standingOf(counted, scope, { now, calendar });
    const late = toldOnly ? lists.overdue : [...lists.newlyOverdue, ...lists.overdue];
    const appeals = {
      超期: late,
      临期: [...lists.dueToday, ...lists.dueNext],
      今日要办: [...late, ...lists.dueToday],
    }[kind];
    const name = part ? listName(part, kind, turn.work.rules) : kind;
    const audience = inGroup ? turn.chat : turn.openId;
    const report: Report = { id: newId(), job: 'asked', audience, at: now, ...stored({ [name]: listed(appeals) }) };
    const fresh = toldOnly && kind !== '临期' ? lists.newlyOverdue.length : 0;
    return { reply: await listReply(turn, report, { name, page: 1, inGroup, fresh }), report };
  });
}

async function readList(turn: ReadTurn, { id = '', name = '', page = '1' }: Words): Promise<Answer> {
  speakerOf(turn);
  const report = await turn.work.store.report(id);
  if (!report) throw new Refusal('report.gone', {});
  const reply = await listReply(turn, report, { name, page: Number(page), inGroup: false });
  return { reply: turn.place === 'group' ? { ...reply, toast: { type: 'success', content: listSent } } : reply };
}

async function listReply(
  turn: ReadTurn,
  report: Report,
  { name, page, inGroup, fresh }: { name: string; page: number; inGroup: boolean; fresh?: number },
): Promise<Reply> {
  const { store, rules, at: now } = turn.work;
  const person = speakerOf(turn);
  const list = await pageOf(store, report, {
    ...{ name, page, now },
    shows: (appeal) => (inGroup ? groupShows(turn, appeal) : may(person, 'see', appeal)),
  });
  if (!list) throw new Refusal('report.gone', {});
  if (!inGroup) return { privately: reportListCard({ ...list, fresh }, { rules, masked: false }) };
  const draw = (fit: Fit) => {
    const lines = list.lines.map((one) => ({ ...one, appeal: fit.appeal(one.appeal) }));
    return reportListCard({ ...list, lines, fresh }, { rules, masked: true });
  };
  return { here: listForChat(rules, draw) };
}

async function readDigest(turn: ReadTurn): Promise<Answer> {
  const { work, openId, chat } = turn;
  const { scope, inGroup } = figuresAsked(turn);
  const person = speakerOf(turn);
  const { from } = work.rules.district.sendingHours;
  const span = sinceMorning(work.at, from, work.calendar);
  const situation = await situationAt(work.store, { at: work.at, span, scope });
  const made = await makeDigest(work, situation, {
    ...{ scope, masked: inGroup, late: false, audience: inGroup ? chat : openId },
    instructs: may(person, 'instruct'),
    tellsOfYears: scope === 'all' && !inGroup,
    onlyIfAny: false,
  });
  return made ? reported(turn, made, inGroup) : { reply: {} };
}

async function readStatistics(turn: ReadTurn, words: Words): Promise<Answer> {
  const { work, openId, chat } = turn;
  const part = await readScope(turn, words.scope1 ?? words.scope2 ?? words.scope3 ?? words.scope4);
  if (part === 'text') return 'text';
  const asked = figuresAsked(turn);
  if (part && !isWithin(part, asked.scope)) throw new Refusal('not.allowed', { verb: 'report' });
  const { period, before } = readPeriod(words.period1 ?? words.period2 ?? words.period3);
  const span = (before ? periodBefore : periodOf)(period, work.at);
  const scope = part ?? asked.scope;
  const situation = await situationAt(work.store, { at: work.at, span, rates: true, scope });
  const made = await makePeriod(work, situation, {
    ...{ scope, masked: asked.inGroup, late: false, audience: asked.inGroup ? chat : openId },
    title: statisticsTitle(scope, { period, before, span, now: work.at }, work.rules),
    ...{ job: 'asked', draft: false, rates: true, named: 0 },
  });
  return reported(turn, made, asked.inGroup);
}

function reported({ work }: ReadTurn, { card, report }: Made, inGroup: boolean): Answer {
  return { reply: inGroup ? { here: seenInChat(card, work.rules) } : { privately: card }, report };
}

function readPeriod(words = '本月'): { period: Period; before: boolean } {
  const before = /^[上去]/.test(words);
  if (/周|星期|礼拜/.test(words)) return { period: 'week', before };
  if (words.includes('季')) return { period: 'quarter', before };
  return { period: words.includes('年') ? 'year' : 'month', before };
}
