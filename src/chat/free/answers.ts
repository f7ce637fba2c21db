import type { Appeal } from '../../domain/appeal/appeal.ts';
import { canHappen, isOpen } from '../../domain/appeal/lifecycle.ts';
import { may } from '../../domain/people/access.ts';
import { standing } from '../../domain/people/relations.ts';
import { bareWords } from '../../domain/texts/plainText.ts';
import { shortNumber } from '../../presenters/cards/facts.ts';
import * as asks from '../../presenters/words/asks.ts';
import { labels, questions, titles } from '../../presenters/words/questionWords.ts';
import { readBeside } from '../beside.ts';
import { detail, find, todo } from '../intents/asking.ts';
import { findFitting } from '../meant/appealMeant.ts';
import { searchWords } from '../meant/searching.ts';
import type { Talk } from '../reading/smallTalk.ts';
import { type ReadTurn, type Reply, speakerOf, type Turn } from '../turn.ts';
import { askBack, type Option } from './askBack.ts';
import { lastAppeal } from './gathering.ts';
import { sideOptions } from './options.ts';

const asNew: Option = { label: labels.asNew, as: '新诉求' };

/** Whether the speaker handles appeals of others; his words are first of all taken as a step of his work. */
export function handles({ speaker }: ReadTurn): boolean {
  return speaker !== undefined && standing(speaker).has('handler');
}

/** Answers a greeting with what this person can do. */
export function greeting(turn: Turn): Reply {
  const { speaker, place } = turn;
  const submits = speaker !== undefined && may(speaker, 'submit');
  const role = !speaker ? 'stranger' : submits ? 'submitter' : handles(turn) ? 'handler' : 'reader';
  return { privately: asks.smallTalk(role, place === 'group') };
}

/** The newest two open appeals that concern the person here; two are enough to know that there are several. */
export async function openHere(turn: Turn): Promise<Appeal[]> {
  return readBeside(turn, 'open here', async (asked) => {
    const open = (await findFitting(asked, 'see')).filter(isOpen);
    return open.slice(0, 2);
  });
}

/** The detail card, to the person alone. */
export function detailOf(turn: ReadTurn, appeal: Appeal): Promise<Reply> {
  return detail({ ...turn, place: 'private' }, appeal);
}

/** How it goes: his only open appeal in detail, several as a list; undefined when there is none. */
export async function howItGoes(turn: Turn): Promise<Reply | undefined> {
  const [only, another] = await openHere(turn);
  if (!only) return undefined;
  return another ? readBeside(turn, 'todo', todo) : detailOf(turn, only);
}

/** The appeals of the company that the person asks about by name. */
export async function howItGoesFor(turn: Turn, who: string): Promise<Reply> {
  const found = readBeside(turn, `appeals of ${who}`, (asked) => appealsOf(asked, who));
  if (found) return found;
  return askBack(turn, {
    title: titles.act,
    question: questions.nothingFound(who),
    options: [{ label: labels.todo, as: '待办' }, ...(may(speakerOf(turn), 'submit') ? [asNew] : [])],
  });
}

async function appealsOf(turn: ReadTurn, who: string): Promise<Reply | undefined> {
  const [only, another] = await searchWords(turn.work, speakerOf(turn), { words: who, limit: 20 });
  if (!only) return undefined;
  return another ? find({ ...turn, place: 'private' }, { words: who }) : detailOf(turn, only);
}

/** Answers questions and talk of somebody who may submit: these never become an appeal. */
export async function answerSubmitter(turn: Turn, talk: Talk): Promise<Reply> {
  if (talk === 'take-back') return askTakeBack(turn);
  if (talk === 'how-to' && isShort(turn)) return { privately: asks.smallTalk('submitter', false) };
  if (talk === 'status' && turn.attachments.length === 0) {
    const answer = await howItGoes(turn);
    if (answer) return answer;
  }
  const meant = talk === 'urge' ? await openHere(turn) : await justNow(turn);
  const [only, another] = meant;
  const about = only && !another ? sideOptions(turn, only) : [];
  const list: Option[] = another ? [{ label: labels.todo, as: '待办' }] : [];
  return askBack(turn, {
    title: titles.act,
    question: questions.noMatter,
    options: [...about, ...list, asNew],
  });
}

/** A question of how to use this is short; longer words may hold a matter. */
const shortLetters = 12;

function isShort({ text, attachments }: Turn): boolean {
  return attachments.length === 0 && bareWords(text).length <= shortLetters;
}

async function justNow(turn: Turn): Promise<Appeal[]> {
  const last = await lastAppeal(turn, turn.work.rules.district.gatherSeconds);
  return last ? [last] : [];
}

/** 发错了, 不用办了: asks first, because a withdrawal cannot be undone. */
export async function askTakeBack(turn: Turn, quoted?: Appeal): Promise<Reply> {
  const last = quoted ?? (await lastAppeal(turn, turn.work.rules.district.attachSeconds));
  const appeal = last && canHappen(last, 'withdrawn') && may(speakerOf(turn), 'withdraw', last) ? last : undefined;
  const more: Option[] = appeal
    ? [{ label: labels.supplementTo(shortNumber(appeal.number)), as: '补充', number: appeal.number }]
    : [asNew];
  return askBack(turn, {
    title: titles.withdraw,
    question: questions.withdraw(appeal),
    options: [{ label: labels.withdraw, as: '撤回', number: appeal?.number }, ...more],
  });
}

/** Asks about words that name an existing appeal: they must neither be added to another appeal nor become a new one. */
export function askAboutNamed(turn: Turn, appeal: Appeal): Promise<Reply> {
  const fresh: Option[] = may(speakerOf(turn), 'submit') ? [asNew] : [];
  return askBack(turn, {
    title: titles.record(appeal.number),
    question: questions.mentions(appeal),
    options: [...sideOptions(turn, appeal), ...fresh],
  });
}

/** Free words of leaders and deputies are kept, and the bot asks what they mean. */
export async function answerReader(turn: Turn): Promise<Reply> {
  return askBack(turn, {
    title: titles.act,
    question: questions.lookOrDo,
    options: [
      { label: labels.openOnes, as: '待办' },
      ...(turn.text ? [{ label: labels.toCentre, as: '线索' as const }] : []),
    ],
  });
}
