import { may } from '../../domain/people/access.ts';
import { sensitiveTerms } from '../../domain/routing/route.ts';
import { bareWords, plainText } from '../../domain/texts/plainText.ts';
import type { Said } from '../../domain/texts/reading.ts';
import { seenInChat } from '../../presenters/group/groupMessage.ts';
import * as asks from '../../presenters/words/asks.ts';
import { numberHint } from '../../presenters/words/doubts.ts';
import { labels, questions, titles } from '../../presenters/words/questionWords.ts';
import { findNamed } from '../meant/appealMeant.ts';
import { askedByName, talkIn } from '../reading/smallTalk.ts';
import type { Reply, Turn } from '../turn.ts';
import {
  answerReader,
  answerSubmitter,
  askAboutNamed,
  detailOf,
  greeting,
  handles,
  howItGoes,
  howItGoesFor,
} from './answers.ts';
import { askBack, type Option } from './askBack.ts';
import { fileAway } from './files.ts';
import { gather } from './gathering.ts';
import { ofDetails } from './missing.ts';
import { submitText } from './newAppeal.ts';
import { counted, ofHandler } from './ofHandler.ts';
import { onQuoted } from './quoted.ts';
import { tip } from './tips.ts';

const meaningful = 6;

/** Everything that is not a command: a step on the quoted appeal, talk, files, or a new appeal. */
export async function freeText(said: Turn): Promise<Reply> {
  const turn = said.attachments.length > 0 && saysNothing(said) ? { ...said, text: '' } : said;
  const { text, attachments, unreadable, speaker } = turn;
  if (!text && attachments.length === 0)
    return unreadable
      ? { privately: asks.unreadable(unreadable) }
      : { here: seenInChat(asks.nothingSaid(), said.work.rules) };
  if (text && isSmallTalk(turn)) return greeting(turn);
  const details = await ofDetails(turn);
  if (details) return details;
  if (turn.quoted && speaker) return onQuoted(turn, turn.quoted);
  const secret = speaker && may(speaker, 'submit') && needsConfidence(turn);
  const who =
    speaker && !secret && attachments.length === 0 ? askedByName(text, turn.work.rules, sayerOf(turn)) : undefined;
  if (who) return howItGoesFor(turn, who);
  const short = bareWords(turn.text).length < meaningful && attachments.length === 0;
  if (speaker && may(speaker, 'submit')) return ofSubmitter(turn, short);
  if (speaker && handles(turn)) return ofHandler(turn, short);
  if (short) return greeting(turn);
  if (speaker) return ofReader(turn);
  return text ? tip(turn) : { privately: asks.filesNotKept('') };
}

/** Who speaks, as the reader tells speakers apart. */
function sayerOf(turn: Turn): Said['by'] {
  const { speaker } = turn;
  if (!speaker || may(speaker, 'submit')) return 'submitter';
  return handles(turn) ? 'handler' : 'leader';
}

const pointsToFiles: ReadonlySet<string> = new Set(
  ['', '见', '如', '看'].flatMap((verb) =>
    ['附件', '图', '图片', '照片', '上图', '下图', '附图'].map((what) => verb + what),
  ),
);

/** "👇👇" or 如图 with files: the message is only the files. */
function saysNothing(turn: Turn): boolean {
  const bare = bareWords(turn.text);
  return bare === '' || pointsToFiles.has(bare) || isTalk(turn, bare);
}

function isTalk({ work }: Turn, bare: string): boolean {
  return work.rules.lexicon.smallTalk.includes(bare.toLowerCase());
}

function isSmallTalk(turn: Turn): boolean {
  if (turn.attachments.length > 0) return false;
  const bare = bareWords(turn.text);
  return isTalk(turn, bare) || bare.length === 0;
}

/** Short and begins with one of our verbs: a command in other words, or an appeal. */
const likeCommand =
  /^(?:请|麻烦|帮我|我要|我想)*(?<verb>查询?|查一下|查看|撤回|撤销|签收|补充|进展|办结|退件|改派|催办)(?<rest>[^,，。;；!！]{1,16})$/;

async function ofSubmitter(turn: Turn, short: boolean): Promise<Reply> {
  if (!turn.text) return fileAway(turn);
  // Words that need confidence are held, whatever else they are.
  if (needsConfidence(turn) && !(await findNamed(turn))) return submitText(turn);
  const talk = talkIn(turn.text, turn.work.rules, 'submitter');
  // Urging, and a few words, belong to an appeal that was just submitted; alone they say nothing.
  const more = talk === 'urge' ? await gather(turn) : undefined;
  if (talk) return more ?? answerSubmitter(turn, talk);
  const named = await aboutNamed(turn);
  if (named) return named;
  const count = counted.exec(plainText(turn.text));
  if (short && !count) return (await gather(turn)) ?? greeting(turn);
  const { verb, rest = '' } = (count ?? likeCommand.exec(turn.text))?.groups ?? {};
  if (!verb) return submitText(turn);
  const options: Option[] = [{ label: labels.asNew, as: '新诉求' }];
  const fits: Record<string, Option> = {
    查: { label: labels.find, as: '查' },
    撤: { label: labels.withdrawOne, as: '撤回' },
    补: { label: labels.supplementOne, as: '补充' },
    催: { label: labels.nudge, as: '催办' },
  };
  const command = rest && verb !== '补正' ? fits[verb.slice(0, 1)] : undefined;
  return askBack(turn, {
    title: titles.act,
    question: questions.commandOrAppeal(count ? numberHint : ''),
    options: command ? [command, ...options] : options,
  });
}

function needsConfidence({ text, work }: Turn): boolean {
  const { level } = work.rules.reader.read(text).sensitivity;
  return level === 'sure' || (level === 'suspected' && sensitiveTerms(text, work.rules).length > 0);
}

/** Words with an appeal's number: a question is answered; for anything else the bot asks back. */
async function aboutNamed(turn: Turn): Promise<Reply | undefined> {
  const named = await findNamed(turn);
  if (!named) return undefined;
  const rest = plainText(turn.text).replace(named.written, '');
  const talk = talkIn(rest, turn.work.rules, sayerOf(turn));
  const asks = (talk === 'status' || talk === 'contact') && turn.attachments.length === 0;
  return asks ? detailOf(turn, named.appeal) : askAboutNamed(turn, named.appeal);
}

async function ofReader(turn: Turn): Promise<Reply> {
  if (!turn.text) return { privately: asks.filesNotKept('') };
  const asked = talkIn(turn.text, turn.work.rules, 'leader') === 'status' ? await howItGoes(turn) : undefined;
  return asked ?? (await aboutNamed(turn)) ?? answerReader(turn);
}
