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

/** Files that wait for words: in this chat and not too old, or left behind (an older matter, another chat). */
interface Waiting {
  here?: Draft;
  elsewhere: Draft[];
}

export async function waitingFiles(turn: Turn): Promise<Waiting> {
  const { store, at, rules } = turn.work;
  const { gatherSeconds, attachSeconds } = rules.district;
  // They are asked about after the gathering time; the answer is waited for as long as later files are.
  const youngest = addSeconds(at, -(gatherSeconds + attachSeconds));
  const drafts = await store.draftsOf(speakerOf(turn).id, 'media');
  const here = drafts.find(({ chat, createdAt }) => chat === turn.chat && createdAt >= youngest);
  return { here, elsewhere: drafts.filter((draft) => draft !== here) };
}

/** Files alone: they belong to the appeal just submitted, else they wait for words. */
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
  // Within the gathering time the receipt card tells; later the person is told where they went.
  return atOnce ? {} : { privately: filedCard(appeal, { count: attachments.length, from: message }) };
}

/** Keeps files until their words come, and asks for them when they do not. */
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

/** Never put to a matter by a guess, never lost: offered once, with the next appeal of the person. */
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

/** Files that waited wait no longer; none when somebody was quicker. */
export async function takeFiles({ work }: Turn, { id, attachments }: Draft, as: string): Promise<Attachment[]> {
  const taken = await work.store.takeDraft(id, { at: work.at, as });
  await work.store.cancelSteps(id);
  return taken ? attachments : [];
}
