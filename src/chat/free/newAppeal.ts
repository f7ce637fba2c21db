import { submitAppeal } from '../../commands/intake/submitAppeal.ts';
import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { Message } from '../../domain/message.ts';
import { may } from '../../domain/people/access.ts';
import { isNoAppeal } from '../../domain/routing/trial.ts';
import { holdsIdCard } from '../../domain/texts/masking.ts';
import { addSeconds } from '../../domain/time/chinaTime.ts';
import { idCardWarning } from '../../presenters/words/asks.ts';
import { filedCard, repeatedCard } from '../../presenters/words/questions.ts';
import { labels, questions, titles } from '../../presenters/words/questionWords.ts';
import { doneWords } from '../../presenters/words/verbs.ts';
import { fieldsOf } from '../reading/readAppeal.ts';
import { done, type Reply, speakerOf, type Turn } from '../turn.ts';
import { adviceOn } from './advice.ts';
import { askBack } from './askBack.ts';
import { offerLeftBehind, takeFiles, waitingFiles } from './files.ts';
import { gather, isFragment } from './gathering.ts';
import { askAboutSeveral } from './severalMatters.ts';

interface How {
  /** The person said that it is a separate appeal, not part of the last one. */
  alone?: boolean;
  repeatAllowed?: boolean;
  /** He pressed that it is one matter, whatever it looks like. */
  whole?: boolean;
}

/**
 * Words of somebody who may submit: an addition to what he just said, or a new appeal. Files that wait for words in
 * this chat are included; others are offered.
 */
export async function submitText(
  turn: Turn,
  { alone = false, repeatAllowed = false, whole = false }: How = {},
): Promise<Reply> {
  const repeated = repeatAllowed ? undefined : await sameWords(turn);
  if (repeated) return askAboutRepeat(turn, repeated);
  const waiting = await waitingFiles(turn);
  const more = alone || (waiting.here && !isFragment(turn.text, turn.work.rules)) ? undefined : await gather(turn);
  if (more) return more;
  const read = turn.work.rules.reader.read(turn.text);
  // In confidence a text stays as it was said: whoever may read it decides.
  const plain = read.sensitivity.level === 'none';
  if (plain && !alone && !waiting.here && isNoAppeal(turn.text, turn.mentioned, { rules: turn.work.rules, read }))
    return askWhetherAppeal(turn);
  if (plain && !whole && read.matters.length > 1) return askAboutSeveral(turn, read.matters);

  const { work, acting, text, mentioned } = turn;
  const [advised] = adviceOn(turn, [{ text, read }]);
  const waited = waiting.here ? await takeFiles(turn, waiting.here, '新诉求') : [];
  const attachments = [...waited, ...turn.attachments];
  const appeal = await submitAppeal(work, acting, {
    text,
    ...fieldsOf(read.matters[0], work.rules),
    attachments,
    mentioned,
    read,
    advised,
  });
  const said: Message[] = holdsIdCard(text) ? [idCardWarning()] : [];
  if (waiting.here) said.push(...tellFiled(turn, appeal, { ...waiting.here, count: waited.length }));
  const offer = await offerLeftBehind(turn, appeal, waiting.elsewhere);
  const privately = [...said, ...offer];
  return {
    ...(turn.pressed ? done(doneWords.submit(appeal.number)) : {}),
    ...(privately.length > 0 ? { privately } : {}),
  };
}

/**
 * The receipt shows files that came at once; files that the bot asked about may belong elsewhere, so they are told
 * separately.
 */
function tellFiled(
  { work, acting, message }: Turn,
  appeal: Appeal,
  { count, createdAt }: { count: number; createdAt: string },
): Message[] {
  if (count === 0 || createdAt >= addSeconds(work.at, -work.rules.district.gatherSeconds)) return [];
  return [filedCard(appeal, { count, from: acting.from.message ?? message })];
}

async function sameWords(turn: Turn): Promise<Appeal | undefined> {
  const { store, at, rules } = turn.work;
  const receivedFrom = addSeconds(at, -rules.district.repeatHours * 3600);
  const mine = await store.appeals({ submittedBy: speakerOf(turn).id, receivedFrom, limit: 200 });
  const words = tight(turn.text);
  const open = mine.filter((appeal) => appeal.status !== 'withdrawn' && may(speakerOf(turn), 'see', appeal));
  return open.find((appeal) => tight(appeal.text).startsWith(words));
}

/** What is no appeal gets no number; a press makes it one. */
function askWhetherAppeal(turn: Turn): Promise<Reply> {
  return askBack(turn, {
    title: titles.act,
    question: questions.notAnAppeal,
    options: [
      { label: labels.asNew, as: '新诉求' },
      { label: labels.supplementOne, as: '补充' },
    ],
  });
}

function tight(text: string): string {
  return text.replace(/[\s\p{P}]/gu, '');
}

async function askAboutRepeat(turn: Turn, appeal: Appeal): Promise<Reply> {
  const { text, attachments, chat, message, work } = turn;
  const person = speakerOf(turn).id;
  const id = work.newId();
  const draft = { id, person, kind: 'repeat' as const, text, attachments, appeal: appeal.number };
  await work.store.addDraft({ ...draft, chat, message, createdAt: work.at });
  return { privately: repeatedCard(appeal, id) };
}
