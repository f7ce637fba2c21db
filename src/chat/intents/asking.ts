import type { Appeal } from '../../domain/appeal/appeal.ts';
import { wholeNumber } from '../../domain/appeal/appealNumber.ts';
import type { AppealEvent } from '../../domain/appeal/events.ts';
import type { Card } from '../../domain/message.ts';
import { isInsider, readsInFull, readsInternal } from '../../domain/people/visibility.ts';
import type { AppealFacts } from '../../presenters/cards/facts.ts';
import {
  type DetailView,
  detailCard,
  historyCard,
  listCard,
  taskForcesCard,
  whoAmI,
} from '../../presenters/cards/lists.ts';
import { type Fit, fitFor } from '../../presenters/group/groupFacts.ts';
import { forChat, listForChat, seenInChat } from '../../presenters/group/groupMessage.ts';
import { forGroup } from '../../presenters/group/groupText.ts';
import { titles } from '../../presenters/words/questionWords.ts';
import { besideWriter } from '../beside.ts';
import { findSeen, openOnes } from '../meant/appealMeant.ts';
import { appealOfGroup, groupShows, namesMatter } from '../meant/groupView.ts';
import { searchWords } from '../meant/searching.ts';
import { factsShown, sharesInGroup } from '../meant/shown.ts';
import { numberList, oneNumber } from '../reading/numberWords.ts';
import { readTaskForce } from '../reading/targets.ts';
import { type ReadTurn, type Reply, speakerOf, type Turn } from '../turn.ts';
import type { Intent, Words } from './intent.ts';
import { findOneShown } from './one.ts';

async function whoSpeaks({ speaker, openId, work }: Turn): Promise<Reply> {
  const message = whoAmI(speaker, openId, work.rules);
  return { privately: message };
}

async function taskForces({ work }: Turn): Promise<Reply> {
  return { here: seenInChat(taskForcesCard(work.rules), work.rules) };
}

export async function todo(turn: ReadTurn): Promise<Reply> {
  const person = speakerOf(turn);
  const { store } = turn.work;
  return { privately: await asList(turn, titles.todo, await openOnes(store, person, { limit: linesShown })) };
}

type Counted = { appeals: Appeal[]; total: number };

async function asList(turn: ReadTurn, title: string, { appeals, total }: Counted): Promise<Card> {
  return listCard(title, await withDue(turn, appeals), { rules: turn.work.rules, masked: false, total });
}

const linesShown = 20;

async function withDue(turn: ReadTurn, appeals: Appeal[]): Promise<{ appeal: Appeal; due?: string }[]> {
  const { store } = turn.work;
  const lines = [];
  for (const appeal of appeals.slice(0, linesShown)) {
    const clocks = (await store.clocks(appeal.number)).filter(({ stoppedAt }) => stoppedAt === undefined);
    const due = clocks.map(({ dueAt }) => dueAt).sort()[0];
    lines.push({ appeal, due });
  }
  return lines;
}

/** Closed appeals pile up; with more hits than this the person must say more. */
const shownAtMost = 500;
const onlyNumbers = new RegExp(`^${numberList}$`);

/**
 * 查: a group sees only what every group of its kind may see, masked; the rest is answered privately
 * (docs/develop/domain.md#groups).
 */
export async function find(turn: ReadTurn, { words = '' }: Words): Promise<Reply> {
  const wanted = words.trim();
  const person = speakerOf(turn);
  if (onlyNumbers.test(wanted)) {
    const shared = await appealOfGroup(turn, wanted);
    if (shared) return detail(turn, shared);
    const own = wanted.includes('-')
      ? await findSeen(turn, wanted)
      : await findOneShown(turn, 'see', { after: wanted });
    return detail(turn, own);
  }
  const found = await searchWords(turn.work, person, { words: wanted, limit: shownAtMost });
  const fit = fitFor(turn.work.rules);
  const shared = found.filter((appeal) => groupShows(turn, appeal) && namesMatter(fit.appeal(appeal), wanted));
  const title = titles.found(turn.place === 'group' ? forGroup(wanted, turn.work.rules) : wanted);
  if (turn.place !== 'group' || shared.length === 0)
    return { privately: await asList(turn, title, { appeals: found, total: found.length }) };
  const { rules } = turn.work;
  const lines = await withDue(turn, shared);
  const draw = (fit: Fit) => {
    const shown = lines.map(({ appeal, due }) => ({ appeal: fit.appeal(appeal), due }));
    return listCard(title, shown, { rules, masked: true, total: shared.length });
  };
  return { here: listForChat(rules, draw) };
}

/** 003办得怎么样了 */
async function ask(turn: ReadTurn, words: Words): Promise<Reply> {
  return detail(turn, await findOneShown(turn, 'see', words));
}

export async function detail(turn: ReadTurn, appeal: Appeal): Promise<Reply> {
  const inGroup = sharesInGroup(turn, appeal);
  const facts = await factsShown(turn, appeal, inGroup);
  const timeline = await turn.work.store.timeline(appeal.number);
  if (!inGroup) return { privately: detailCard(facts, timeline, await viewOf(turn, appeal, timeline)) };
  const draw = (shown: AppealFacts, _words: unknown, fit: Fit) =>
    detailCard(shown, fit.timeline(timeline, appeal), groupView);
  return { here: forChat(facts, draw) };
}

const groupView: DetailView = { masked: true, oneChannel: true };

/** Older pages of a long history: the card before shows the `skipped` newer events. */
async function history(turn: ReadTurn, words: Words): Promise<Reply> {
  const appeal = await findOneShown(turn, 'see', words);
  const timeline = await turn.work.store.timeline(appeal.number);
  const facts = await factsShown(turn, appeal);
  const view = await viewOf(turn, appeal, timeline);
  return { privately: historyCard(facts, timeline, view, Number(words.skipped ?? 0)) };
}

/**
 * Until a result is approved, the submitting side sees only what the company may see (docs/develop/rules.md#rule-19).
 */
async function viewOf(turn: ReadTurn, appeal: Appeal, timeline: AppealEvent[]): Promise<DetailView> {
  const person = speakerOf(turn);
  const oneChannel = !isInsider(person, appeal);
  return {
    masked: !readsInFull(person, appeal),
    oneChannel,
    internal: readsInternal(person, appeal),
    names: oneChannel ? undefined : await namesIn(turn, timeline),
  };
}

/** Names of the people who acted, for readers inside. */
async function namesIn({ work }: ReadTurn, timeline: AppealEvent[]): Promise<Map<string, string>> {
  const ids = new Set(timeline.flatMap(({ by }) => by.person ?? []));
  const people = await Promise.all([...ids].map((id) => work.store.person(id)));
  return new Map(people.flatMap((person) => (person ? [[person.id, person.name] as const] : [])));
}

async function taskForceTodo(turn: ReadTurn, { words = '' }: Words): Promise<Reply> {
  const force = readTaskForce(words, turn.work.rules);
  const person = speakerOf(turn);
  const found = await openOnes(turn.work.store, person, { limit: linesShown, taskForce: force.number });
  return { privately: await asList(turn, titles.ofForce(force.name), found) };
}

/** 查宏泰机械有限公司, but not 查封的厂房: without a blank only the name of a firm may follow. */
const firm = '(?=(?![封处收看不到出了])[^\\s,，。?？!！的]{2,24}(?:公司|合作社|集团|厂)$)';
const howIsIt =
  '(?:这个|这件|诉求|件)*(?:现在|目前)?(?:办理?|处理|进展|进度|情况|解决|签收|答复|回复)?(?:得|到|的|了)?(?:怎么样|怎样|如何|哪|什么|吗|呢|没)[^,，。;；\\d]{0,5}';

/** Questions that anybody may ask. */
export const asking: Intent[] = [
  {
    name: 'whoAmI',
    verb: 'look',
    pattern: /^我是谁[?？]?$/,
    run: whoSpeaks,
  },
  {
    name: 'taskForces',
    verb: 'look',
    pattern: /^专班(?:名单|列表)?$/,
    run: taskForces,
  },
  {
    name: 'todo',
    verb: 'look',
    pattern:
      /^(?:请问|查一?下|查看|看看?)?(?:我们?)?(?:现在|目前|还)?(?:有|的)?(?:哪些|什么|多少|几件)?(?:待办|在办)(?:事项|的?诉求|件)?(?:有哪些|有什么|是什么)?[?？。]?$/,
    run: besideWriter('todo', todo),
  },
  {
    name: 'forceTodo',
    verb: 'lookAtForce',
    pattern: /^(?:待办|在办)\s+(?<words>\S{1,20})$/,
    run: besideWriter('taskForceTodo', taskForceTodo),
  },
  {
    name: 'find',
    verb: 'look',
    pattern: new RegExp(
      `^(?:查询?|查看|查一下)(?:[\\s:：]+|(?=${numberList}$)|${firm})(?<words>[^,，。?？!！]{1,40})$`,
    ),
    run: besideWriter('find', find),
  },
  {
    name: 'history',
    verb: 'look',
    pattern: new RegExp(`^办理记录\\s*(?<after>${oneNumber})(?:\\s+(?<skipped>\\d{1,4}))?$`),
    run: besideWriter('history', history),
  },
  {
    name: 'findBare',
    verb: 'look',
    // 111 is excluded: people type it to try out the bot.
    pattern: new RegExp(`^(?<words>(?!1+$)\\d{3,4}号?|${wholeNumber})$`),
    run: besideWriter('find', find),
  },
  {
    name: 'ask',
    verb: 'look',
    pattern: new RegExp(`^(?:请问|问一下|想问)?\\s*(?<after>${oneNumber})\\s*${howIsIt}[?？。]?$`),
    run: besideWriter('ask', ask),
  },
];
