import { Refusal } from '../domain/errors.ts';
import { standingOf } from '../domain/figures.ts';
import { type Period, periodBefore, periodOf, sinceMorning } from '../domain/happened.ts';
import { may } from '../domain/policy.ts';
import { mayInstruct } from '../domain/scope.ts';
import type { Report } from '../ports.ts';
import type { Fit } from '../presenters/groupFacts.ts';
import { listForChat, seenInChat } from '../presenters/groupMessage.ts';
import { listSent, reportListCard } from '../presenters/reports/reportList.ts';
import { listName, statisticsTitle } from '../presenters/reports/titles.ts';
import { makeDigest } from '../reporting/digest.ts';
import { pageOf } from '../reporting/pages.ts';
import { makePeriod } from '../reporting/period.ts';
import { situationAt, standingAppeals } from '../reporting/situation.ts';
import { freeText } from './freeText.ts';
import { groupShows } from './groupView.ts';
import type { Words } from './intents/intent.ts';
import { figuresAsked, isWithin, listAsked, mayName, narrowed, readListScope, readScope } from './scopes.ts';
import { type Reply, speakerOf, type Turn } from './turn.ts';

/** 超期, 临期, 今日要办: the appeals of the speaker or of the group, the most urgent first. */
export function listing(kind: '超期' | '临期' | '今日要办'): (turn: Turn, words: Words) => Promise<Reply> {
  return async (turn, { scope1, scope2 }) => {
    const wanted = scope1 ?? scope2;
    const { store, at: now, calendar, newId } = turn.work;
    const part = await readListScope(turn, wanted);
    if (part === 'text') return freeText(turn);
    const asked = listAsked(turn);
    const { inGroup, toldOnly } = asked;
    if (part && !mayName(part, asked)) throw new Refusal('report.outside', { name: `${wanted}`, inGroup });
    const { appeals: counted, scope } = narrowed(await standingAppeals(store), asked.scope, part);
    const { lists } = standingOf(counted, scope, { now, calendar });
    const overdue = toldOnly ? lists.overdue : [...lists.newlyOverdue, ...lists.overdue];
    const appeals = {
      超期: overdue,
      临期: [...lists.dueToday, ...lists.dueNext],
      今日要办: [...overdue, ...lists.dueToday],
    }[kind];
    const name = part ? listName(part, kind, turn.work.rules) : kind;
    const audience = inGroup ? turn.chat : turn.openId;
    const report: Report = { id: newId(), job: 'asked', audience, at: now, lists: { [name]: appeals } };
    await store.saveReport(report);
    const fresh = toldOnly && kind !== '临期' ? lists.newlyOverdue.length : 0;
    return listReply(turn, report, { name, page: 1, inGroup, fresh });
  };
}

/** Pressed in a group the list goes to whoever pressed: by his own right, and in full. */
export async function openList(turn: Turn, { id = '', name = '', page = '1' }: Words): Promise<Reply> {
  speakerOf(turn);
  const report = await turn.work.store.report(id);
  if (!report) throw new Refusal('report.gone', {});
  const reply = await listReply(turn, report, { name, page: Number(page), inGroup: false });
  return turn.place === 'group' ? { ...reply, toast: { type: 'success', content: listSent } } : reply;
}

async function listReply(
  turn: Turn,
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

/** 晨报, now: how things stand, and what happened since the last working morning. */
export async function digest(turn: Turn): Promise<Reply> {
  const { work, openId, chat } = turn;
  const { scope, inGroup } = figuresAsked(turn);
  const person = speakerOf(turn);
  const { from } = work.rules.district.quiet;
  const situation = await situationAt(work.store, { at: work.at, span: sinceMorning(work.at, from, work.calendar) });
  const card = await makeDigest(work, situation, {
    ...{ scope, masked: inGroup, late: false, audience: inGroup ? chat : openId },
    instructs: mayInstruct(person),
    tellsOfYears: scope === 'all' && !inGroup,
    onlyIfAny: false,
  });
  return inGroup ? { here: card && seenInChat(card, work.rules) } : { privately: card };
}

export async function statistics(turn: Turn, words: Words): Promise<Reply> {
  const { work, openId, chat } = turn;
  const scope = await readScope(turn, words.scope1 ?? words.scope2 ?? words.scope3 ?? words.scope4);
  if (scope === 'text') return freeText(turn);
  const asked = figuresAsked(turn);
  if (scope && !isWithin(scope, asked.scope)) throw new Refusal('not.allowed', { verb: 'report' });
  const { period, before } = readPeriod(words.period1 ?? words.period2 ?? words.period3);
  const span = (before ? periodBefore : periodOf)(period, work.at);
  const situation = await situationAt(work.store, { at: work.at, span, rates: true });
  const told = scope ?? asked.scope;
  const card = await makePeriod(work, situation, {
    ...{ scope: told, masked: asked.inGroup, late: false, audience: asked.inGroup ? chat : openId },
    title: statisticsTitle(told, { period, before, span, now: work.at }, work.rules),
    ...{ job: 'asked', draft: false, rates: true, named: 0 },
  });
  return asked.inGroup ? { here: seenInChat(card, work.rules) } : { privately: card };
}

function readPeriod(words = '本月'): { period: Period; before: boolean } {
  const before = /^[上去]/.test(words);
  if (/周|星期|礼拜/.test(words)) return { period: 'week', before };
  if (words.includes('季')) return { period: 'quarter', before };
  return { period: words.includes('年') ? 'year' : 'month', before };
}
