import { detachFiles } from '../../commands/intake/detachFiles.ts';
import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { Attachment } from '../../domain/appeal/parts.ts';
import { Refusal } from '../../domain/errors.ts';
import { settledCard } from '../../presenters/words/questions.ts';
import { doneWords, otherwiseDone } from '../../presenters/words/verbs.ts';
import { keepMedia } from '../free/files.ts';
import { submitText } from '../free/newAppeal.ts';
import { oneNumber } from '../reading/numberWords.ts';
import { done, type Reply, speakerOf, type Turn } from '../turn.ts';
import type { Intent, Words } from './intent.ts';
import { findOneMeant } from './one.ts';

/** 归错了: takes the files of one message out of the appeal; they then wait for their own words. */
async function misfiled(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await findOneMeant(turn, 'detach', words);
  const files = await filesOf(turn, appeal, words.id);
  if (files.length === 0) throw new Refusal('files.gone', { number: appeal.number });
  await detachFiles(turn.work, turn.acting, { number: appeal.number, keys: files.map(({ key }) => key) });
  await keepMedia(turn, files);
  const said = doneWords.detach(appeal.number, files.length);
  return {
    ...done(said),
    privately: { kind: 'text', spans: [otherwiseDone.sayWhatFilesAre] },
    ...(turn.pressed ? { card: settledCard(said) } : {}),
  };
}

/**
 * Files still in the appeal that the person sent with or after the words: those of this message, else of his last
 * message with files.
 */
async function filesOf(turn: Turn, appeal: Appeal, message: string | undefined): Promise<Attachment[]> {
  const mine = speakerOf(turn).id;
  const kept = new Set(appeal.attachments.map(({ key }) => key));
  const timeline = await turn.work.store.timeline(appeal.number);
  const brought = timeline.flatMap((event) => {
    if ((event.type !== 'supplemented' && event.type !== 'submitted') || event.by.person !== mine) return [];
    if (message && event.from.message !== message) return [];
    // Files that came with the first words belong to them.
    const waited = event.attachments.filter(
      (one) => event.type === 'supplemented' || one.message !== event.from.message,
    );
    const files = waited.filter(({ key }) => kept.has(key));
    return files.length > 0 ? [files] : [];
  });
  return brought.at(-1) ?? [];
}

/** 另立一件: takes out what was added to the last appeal and makes a separate appeal of it. */
async function standAlone(turn: Turn, words: Words): Promise<Reply> {
  const { store } = turn.work;
  const appeal = await findOneMeant(turn, 'detach', words);
  const { id: message = '' } = words;
  const timeline = await store.timeline(appeal.number);
  const added = timeline.find((event) => event.type === 'supplemented' && event.from.message === message);
  const text = added?.type === 'supplemented' ? added.text : undefined;
  const takenOut = timeline.some((event) => event.type === 'detached' && event.text === text);
  if (added?.type !== 'supplemented' || !text || takenOut) throw new Refusal('draft.gone', {});
  const { attachments, found } = added;
  const keys = attachments.map(({ key }) => key);
  await detachFiles(turn.work, turn.acting, { number: appeal.number, keys, text, found });
  const from = { ...turn.acting.from, message };
  const said = { ...turn, text, attachments, acting: { ...turn.acting, from }, rev: undefined };
  const reply = await submitText(said, { alone: true, repeatAllowed: true });
  return {
    ...reply,
    toast: { type: 'success', content: otherwiseDone.apartInstead(reply.toast?.content ?? '') },
    card: settledCard(otherwiseDone.apart),
  };
}

/** Intents that take things out of the wrong appeal. */
export const takingOut: Intent[] = [
  {
    name: 'misfiled',
    verb: 'detach',
    pattern: new RegExp(`^归错了?(?:\\s*(?<after>${oneNumber}))?(?:\\s+(?<id>[\\w-]+))?[。.!！]?$`),
    run: misfiled,
  },
  {
    name: 'standAlone',
    verb: 'detach',
    pattern: /^另立一件\s+(?<after>\S+)\s+(?<id>[\w-]+)$/,
    run: standAlone,
  },
];
