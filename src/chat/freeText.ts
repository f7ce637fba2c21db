import { commentOnAppeal } from '../commands/commentOnAppeal.ts';
import { leaveTip } from '../commands/leaveTip.ts';
import { reportProgress } from '../commands/reportProgress.ts';
import { submitAppeal } from '../commands/submitAppeal.ts';
import { supplementAppeal } from '../commands/supplementAppeal.ts';
import type { Appeal } from '../domain/appeal.ts';
import { later } from '../domain/chinaTime.ts';
import type { Attachment } from '../domain/events.ts';
import { canHappen } from '../domain/lifecycle.ts';
import { holdsIdCard } from '../domain/masking.ts';
import { may } from '../domain/policy.ts';
import { sensitiveTerms } from '../domain/routing/route.ts';
import type { Draft } from '../ports.ts';
import * as asks from '../presenters/asks.ts';
import { readAppeal } from './readAppeal.ts';
import { done, type Reply, speakerOf, type Turn } from './turn.ts';

const meaningful = 6;

/** Everything that is no command: a step on the quoted appeal, talk, files, or a new appeal. */
export async function freeText(turn: Turn): Promise<Reply> {
  const { text, attachments, unreadable, speaker } = turn;
  if (!text && attachments.length === 0)
    return unreadable ? { privately: asks.unreadable(unreadable) } : { here: asks.nothingSaid() };
  if (turn.quoted && speaker) {
    const reply = await onQuoted(turn, turn.quoted);
    if (reply) return reply;
  }
  if (!text) return speaker && may(speaker, 'submit') ? fileAway(turn) : { privately: asks.filesWithoutWords() };
  if (isSmallTalk(turn)) return { privately: asks.smallTalk(turn.place === 'group') };
  if (speaker && may(speaker, 'submit')) return submitText(turn, { repeatAllowed: false });
  return tip(turn);
}

function isSmallTalk({ text, attachments, work }: Turn): boolean {
  const bare = text.replace(/[\s\p{P}\p{S}]/gu, '');
  if (attachments.length > 0 && bare.length > 0) return false;
  return bare.length < meaningful || work.rules.lexicon.smallTalk.includes(bare);
}

/** A quote means that appeal without its number: the handler reports progress, the submitter adds, others remark. */
async function onQuoted(turn: Turn, number: string): Promise<Reply | undefined> {
  const { work, acting, text, attachments } = turn;
  const person = speakerOf(turn);
  const appeal = await work.store.appeal(number);
  if (!appeal || !may(person, 'see', appeal)) return undefined;
  if (text && isSmallTalk(turn)) return { privately: asks.smallTalk(turn.place === 'group') };
  if (may(person, 'progress', appeal) && canHappen(appeal, 'progressed')) {
    await reportProgress(work, acting, { number, text, attachments });
    return done(`已记为进展 ${number}`);
  }
  if (may(person, 'supplement', appeal) && canHappen(appeal, 'supplemented')) {
    await supplementAppeal(work, acting, { number, text: text || undefined, attachments });
    return done(`已补充到 ${number}`);
  }
  if (text && may(person, 'comment', appeal) && canHappen(appeal, 'commented')) {
    await commentOnAppeal(work, acting, { number, text });
    return done(`已记备注 ${number}`);
  }
  return undefined;
}

/** A new appeal of someone who may submit; files that were waiting for words come along. */
export async function submitText(turn: Turn, { repeatAllowed }: { repeatAllowed: boolean }): Promise<Reply> {
  const { work, acting, text, mentioned } = turn;
  const { store } = work;
  const person = speakerOf(turn);
  const recent = turn.place === 'private' ? await lastAppeal(turn, work.rules.district.gatherSeconds) : undefined;
  const waiting = await store.draftsOf(person.id, 'media');
  if (recent && waiting.length === 0 && continues(text) && sensitiveTerms(text, work.rules).length === 0) {
    await supplementAppeal(work, acting, { number: recent.number, text, attachments: turn.attachments });
    return done(`已补充到 ${recent.number}`);
  }
  const repeated = repeatAllowed ? undefined : await sameWords(turn);
  if (repeated) return askAboutRepeat(turn, repeated);

  const attachments = [...waiting.flatMap((draft) => draft.attachments), ...turn.attachments];
  const fields = readAppeal(text);
  const appeal = await submitAppeal(work, acting, { text, ...fields, attachments, mentioned });
  for (const draft of waiting) await forget(turn, draft);
  if (!holdsIdCard(text)) return turn.pressed ? done(`已受理 ${appeal.number}`) : {};
  return { privately: asks.idCardWarning() };
}

async function forget({ work }: Turn, draft: Draft): Promise<void> {
  await work.store.removeDraft(draft.id);
  await work.store.cancelSteps(draft.id);
}

/** The person's newest appeal, when it is this young and still open. */
async function lastAppeal(turn: Turn, seconds: number): Promise<Appeal | undefined> {
  const { store, at } = turn.work;
  const receivedFrom = later(at, -seconds);
  const [newest] = await store.appeals({ submittedBy: speakerOf(turn).id, receivedFrom, limit: 1 });
  return newest && canHappen(newest, 'supplemented') ? newest : undefined;
}

/** Short words that only make sense after what was just said. */
function continues(text: string): boolean {
  if (/^(?:补充|另外|还有|对了|以及|联系人|联系电话|电话|地址|企业名称|照片|见附件|附件)/.test(text))
    return [...text].length < 200;
  return /^[\d\s-]{7,20}$/.test(text);
}

async function sameWords(turn: Turn): Promise<Appeal | undefined> {
  const { store, at, rules } = turn.work;
  const receivedFrom = later(at, -rules.district.repeatHours * 3600);
  const mine = await store.appeals({ submittedBy: speakerOf(turn).id, receivedFrom, limit: 50 });
  const words = tight(turn.text);
  return mine.find((appeal) => appeal.status !== 'withdrawn' && tight(appeal.text).startsWith(words));
}

function tight(text: string): string {
  return text.replace(/[\s\p{P}]/gu, '');
}

async function askAboutRepeat(turn: Turn, appeal: Appeal): Promise<Reply> {
  const { text, attachments, chat, message, work } = turn;
  const person = speakerOf(turn).id;
  const id = work.newId();
  await work.store.saveDraft({
    id,
    person,
    kind: 'repeat',
    text,
    attachments,
    appeal: appeal.number,
    chat,
    message,
    createdAt: work.at,
  });
  return { privately: asks.repeated(appeal, id) };
}

/** Files alone: they belong to the appeal just submitted, else they wait for words. */
async function fileAway(turn: Turn): Promise<Reply> {
  const { work, acting, attachments, place } = turn;
  const { gatherSeconds, attachSeconds } = work.rules.district;
  const waiting = await work.store.draftsOf(speakerOf(turn).id, 'media');
  const appeal = place === 'private' && waiting.length === 0 ? await lastAppeal(turn, attachSeconds) : undefined;
  if (!appeal) {
    await keepMedia(turn, attachments);
    return {};
  }
  await supplementAppeal(work, acting, { number: appeal.number, attachments });
  const atOnce = appeal.receivedAt >= later(work.at, -gatherSeconds);
  // Within the gathering time the receipt card tells; later the person is told where they went.
  return atOnce ? {} : { privately: asks.filed(appeal, attachments.length) };
}

/** Keeps files until their words come, and asks for them when they do not. */
export async function keepMedia(turn: Turn, attachments: Attachment[]): Promise<void> {
  const { work, chat, message } = turn;
  const person = speakerOf(turn).id;
  const [before] = await work.store.draftsOf(person, 'media');
  const id = before?.id ?? work.newId();
  const all = [...(before?.attachments ?? []), ...attachments];
  await work.store.saveDraft({
    id,
    person,
    kind: 'media',
    text: '',
    attachments: all,
    chat,
    message,
    createdAt: work.at,
  });
  await work.store.cancelSteps(id);
  const dueAt = later(work.at, work.rules.district.gatherSeconds);
  await work.store.addStep({ id: work.newId(), kind: 'ask-text', ref: id, dueAt });
}

/** 线索: kept for the centre, whoever sent it. */
async function tip(turn: Turn): Promise<Reply> {
  const { work, acting, openId, speaker, text, attachments, chat, message } = turn;
  await leaveTip(work, acting, { openId, name: speaker?.name, text, attachments, chat, message });
  return { privately: asks.tipLeft(speaker !== undefined) };
}
