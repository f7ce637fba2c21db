import { supplementAppeal } from '../../commands/intake/supplementAppeal.ts';
import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { Found } from '../../domain/appeal/parts.ts';
import { may } from '../../domain/people/access.ts';
import { plainText } from '../../domain/texts/plainText.ts';
import { addSeconds } from '../../domain/time/chinaTime.ts';
import { fitsNow } from '../../domain/verbs.ts';
import { correctionText } from '../../presenters/cards/corrections.ts';
import { shortNumber } from '../../presenters/cards/facts.ts';
import { alreadyThere } from '../../presenters/words/asks.ts';
import { addedCard } from '../../presenters/words/questions.ts';
import { labels, questions, titles } from '../../presenters/words/questionWords.ts';
import { findNamed } from '../meant/appealMeant.ts';
import { toldIn } from '../reading/details.ts';
import type { Reply, Turn } from '../turn.ts';
import { askBack } from './askBack.ts';
import { askWhose, lastAppeal } from './gathering.ts';

/**
 * What is said of company and contact of an appeal that is there: the answer to what its receipt asks for fills them at
 * once; a correction in free words comes back as a card, to be done with one press. Undefined when the words are
 * something else.
 */
export async function ofDetails(turn: Turn): Promise<Reply | undefined> {
  const { text, work, speaker, attachments } = turn;
  if (!speaker || !text || text.length > longest || attachments.length > 0 || !may(speaker, 'submit')) return undefined;
  const read = work.rules.reader.read(text, { by: 'submitter', quoting: turn.quoted !== undefined });
  if (read.sensitivity.level !== 'none') return undefined;
  const named = turn.quoted ? undefined : await findNamed(turn);
  const details = toldIn(named ? plainText(text).replace(named.written, '') : text, work.rules);
  const { found: told, complains } = details;
  if (!(told.company || told.contact)) return undefined;
  const only = details.only && !details.doubled;
  const appeal = named?.appeal ?? (await appealMeant(turn));
  if (!appeal) return only ? askWhose(turn) : undefined;
  if (!may(speaker, 'correct', appeal) || !fitsNow('correct', appeal)) return undefined;
  if (only) return ofOnly(turn, appeal, told);
  if (complains && !contradicts(appeal, told) && !lacks(appeal, told)) return askHowToKeep(turn, appeal);
  const corrects = read.kind === 'correction' && read.verb.name === 'correct';
  const another = told.company !== undefined && told.company !== appeal.company;
  const more = appeal.company === undefined && (turn.quoted !== undefined || isYoung(turn, appeal));
  return corrects && another && !more ? propose(turn, appeal, told) : undefined;
}

/** Words that hold names and numbers and nothing else. */
function ofOnly(turn: Turn, appeal: Appeal, told: Found): Promise<Reply> | Reply {
  if (contradicts(appeal, told)) return propose(turn, appeal, told);
  return lacks(appeal, told) ? fill(turn, appeal, told) : { privately: alreadyThere(appeal.number) };
}

/** Within the gathering time, words that tell the company for the first time are more of the same. */
function isYoung({ work }: Turn, { receivedAt }: Appeal): boolean {
  return receivedAt >= addSeconds(work.at, -work.rules.district.gatherSeconds);
}

/** Longer words tell a matter. */
const longest = 120;

/** The appeal that was chosen or is quoted, else what the person has just submitted in this chat. */
async function appealMeant(turn: Turn): Promise<Appeal | undefined> {
  const number = turn.chosen ?? turn.quoted;
  return number ? turn.work.store.appeal(number) : lastHere(turn);
}

/** His newest appeal of the last minutes, in a group only what he submitted there: others may speak in between. */
export async function lastHere(turn: Turn): Promise<Appeal | undefined> {
  const { store, rules } = turn.work;
  const last = await lastAppeal(turn, rules.district.attachSeconds);
  if (!last || turn.place === 'private') return last;
  const [first] = await store.timeline(last.number);
  return first?.from.chat === turn.chat ? last : undefined;
}

function lacks({ company, contact, town }: Appeal, told: Found): boolean {
  const { name, phone } = told.contact ?? {};
  return Boolean(
    (!company && told.company) || (!contact?.name && name) || (!contact?.phone && phone) || (!town && told.town),
  );
}

function contradicts({ company, contact, town }: Appeal, told: Found): boolean {
  const other = (known: string | undefined, said: string | undefined) =>
    known !== undefined && said !== undefined && known !== said;
  return (
    other(company, told.company) ||
    other(contact?.name, told.contact?.name) ||
    other(contact?.phone, told.contact?.phone) ||
    other(town, told.town)
  );
}

async function fill({ work, acting, text, message }: Turn, { number }: Appeal, found: Found): Promise<Reply> {
  const appeal = await supplementAppeal(work, acting, { number, text, attachments: [], found });
  return { privately: addedCard(appeal, message) };
}

/** 王经理的电话错了 tells that something is wrong, not what is right. */
function askHowToKeep(turn: Turn, appeal: Appeal): Promise<Reply> {
  return askBack(turn, {
    title: titles.record(appeal.number),
    question: questions.mentions(appeal),
    options: [
      { label: labels.supplementTo(shortNumber(appeal.number)), as: '补充', number: appeal.number },
      { label: labels.apart, as: '新诉求' },
    ],
  });
}

/** Asks whether what is registered is to be changed; the words are kept until one press says so. */
export function propose(turn: Turn, appeal: Appeal, told: Found): Promise<Reply> {
  const { number, contact } = appeal;
  const after = { ...appeal, ...told, contact: { ...contact, ...told.contact } };
  const view = { rules: turn.work.rules, masked: false, shown: (said: string) => said };
  return askBack(turn, {
    title: titles.correct,
    question: questions.correct(number, correctionText({ before: appeal, after }, view)),
    options: [
      { label: labels.correct, as: '更正', number },
      { label: labels.supplementTo(shortNumber(number)), as: '补充', number },
      { label: labels.apart, as: '新诉求' },
    ],
  });
}
