import { supplementAppeal } from '../../commands/intake/supplementAppeal.ts';
import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { Attachment } from '../../domain/appeal/parts.ts';
import type { Message } from '../../domain/message.ts';
import { addSeconds } from '../../domain/time/chinaTime.ts';
import type { Draft } from '../../domain/tips.ts';
import { shortNumber } from '../../presenters/cards/facts.ts';
import { filedCard } from '../../presenters/words/questions.ts';
import { labels, questions, titles } from '../../presenters/words/questionWords.ts';
import { type Reply, speakerOf, type Turn } from '../turn.ts';
import { askBack } from './askBack.ts';
import { lastAppeal } from './gathering.ts';

/**
 * Files that wait for words: recent ones in this chat (`here`), and left-behind ones (`elsewhere`: older, or from
 * another chat).
 */
interface Waiting {
  here?: Draft;
  elsewhere: Draft[];
}

export async function waitingFiles(turn: Turn): Promise<Waiting> {
  const { store, at, rules } = turn.work;
  const { gatherSeconds, attachSeconds } = rules.district;
  // After the gathering time the bot asks about the files; it then waits for an answer as long as for later files.
  const youngest = addSeconds(at, -(gatherSeconds + attachSeconds));
  const drafts = await store.draftsOf(speakerOf(turn).id, 'media');
  const here = drafts.find(({ chat, createdAt }) => chat === turn.chat && createdAt >= youngest);
  return { here, elsewhere: drafts.filter((draft) => draft !== here) };
}

/** Files without words: they belong to the appeal just submitted, or wait for words. */
export async function fileAway(turn: Turn): Promise<Reply> {
  const { work, acting, attachments, place, message } = turn;
  const { gatherSeconds, attachSeconds } = work.rules.district;
  const { here } = await waitingFiles(turn);
  const appeal = place === 'private' && !here ? await lastAppeal(turn, attachSeconds) : undefined;
  if (!appeal) {
    await keepMedia(turn, attachments);
    return {};
  }
  await supplementAppeal(work, acting, { number: appeal.number, attachments });
  const atOnce = appeal.receivedAt >= addSeconds(work.at, -gatherSeconds);
  // Within the gathering time the receipt card shows the files; later a note says where they went.
  return atOnce ? {} : { privately: filedCard(appeal, { count: attachments.length, from: message }) };
}

/** Keeps files until their words come; if no words come, asks for them. */
export async function keepMedia(turn: Turn, attachments: Attachment[]): Promise<void> {
  const { work, chat, message } = turn;
  const { here } = await waitingFiles(turn);
  const now = { chat, message, createdAt: work.at };
  const more = here && { ...now, attachments: [...here.attachments, ...attachments] };
  const joined = here && more && (await work.store.changeDraft(here.id, more));
  const id = joined ? here.id : work.newId();
  const fresh = { id, person: speakerOf(turn).id, kind: 'media' as const, text: '', attachments };
  if (!joined) await work.store.addDraft({ ...fresh, ...now });
  await work.store.cancelSteps(id);
  const dueAt = addSeconds(work.at, work.rules.district.gatherSeconds);
  await work.store.addStep({ id: work.newId(), kind: 'ask-text', ref: id, dueAt });
}

/**
 * Left-behind files are never added by a guess and never lost: they are offered once, with the person's next appeal.
 */
export async function offerLeftBehind(turn: Turn, appeal: Appeal, left: Draft[]): Promise<Message[]> {
  const attachments: Attachment[] = [];
  for (const draft of left) attachments.push(...(await takeFiles(turn, draft, '归入')));
  if (attachments.length === 0) return [];
  const { privately } = await askBack(turn, {
    title: titles.files,
    question: questions.files(appeal.number, attachments.length),
    options: [{ label: labels.fileTo(shortNumber(appeal.number)), as: '归入', number: appeal.number }],
    text: '',
    attachments,
  });
  return privately ? [privately].flat() : [];
}

/** Takes waiting files out of their draft; empty when another press was quicker. */
export async function takeFiles({ work }: Turn, { id, attachments }: Draft, as: string): Promise<Attachment[]> {
  const taken = await work.store.takeDraft(id, { at: work.at, as });
  await work.store.cancelSteps(id);
  return taken ? attachments : [];
}
