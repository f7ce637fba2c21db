import { decideTime } from '../../commands/time/decideTime.ts';
import { may } from '../../domain/people/access.ts';
import { doneWords } from '../../presenters/words/verbs.ts';
import { greeting } from '../free/answers.ts';
import { freeText } from '../free/freeText.ts';
import { oneNumber } from '../reading/numberWords.ts';
import { done, type Reply, speakerOf, type Turn } from '../turn.ts';
import { bareVerb, type Intent, numbersIn, textIn, verbWithText, type Words } from './intent.ts';
import { findOneMeant, formReply } from './one.ts';

/** Which of the two the words name; 同意 alone is about whatever was asked. */
function kindIn({ text }: Turn): 'extension' | 'pause' | undefined {
  const named = /^[^:：,，]*?(延期|暂停)/.exec(text)?.[1];
  if (!named) return undefined;
  return named === '延期' ? 'extension' : 'pause';
}

/** 同意 alone is said about many things: it decides only as an answer to the card that asks. */
async function decidesNothing(turn: Turn, words: Words): Promise<boolean> {
  if (turn.pressed || turn.chosen) return false;
  if (!turn.speaker) return true;
  if (numbersIn(words) || kindIn(turn)) return false;
  const appeal = turn.quoted ? await turn.work.store.appeal(turn.quoted) : undefined;
  return !appeal?.asked || !may(speakerOf(turn), 'grantTime', appeal);
}

async function agree(turn: Turn, words: Words): Promise<Reply> {
  // Alone it answers somebody else, or nothing of ours: it is neither progress nor part of an appeal.
  if (await decidesNothing(turn, words)) return greeting(turn);
  const appeal = await findOneMeant(turn, 'grantTime', words);
  await decideTime(turn.work, turn.acting, { number: appeal.number, kind: kindIn(turn), agreed: true });
  return done(doneWords.grantTime(appeal.number, appeal.asked?.kind));
}

async function disagree(turn: Turn, words: Words): Promise<Reply> {
  if (await decidesNothing(turn, words)) return textIn(words) ? freeText(turn) : greeting(turn);
  const appeal = await findOneMeant(turn, 'refuseTime', words);
  const reason = (turn.form?.reason ?? textIn(words)).trim();
  if (!reason && !turn.form) return formReply(turn, { appeal, verb: 'refuseTime' });
  await decideTime(turn.work, turn.acting, { number: appeal.number, kind: kindIn(turn), agreed: false, reason });
  return done(doneWords.refuseTime(appeal.number, appeal.asked?.kind));
}

const asked = '(?:延期|暂停(?:计时)?)?(?:的?申请)?';
const time = '(?:延期|暂停(?:计时)?)(?:的?申请)?';
/** 同意003延期 with nothing after it: 同意003延期至… may name a different date than was asked for. */
const ofThat = `\\s*(?<after>${oneNumber})(?:\\s*的)?\\s*${time}`;

/** Decisions of the centre about an extension or a pause. */
export const decidingTime: Intent[] = [
  {
    name: 'agree',
    verb: 'grantTime',
    pattern: bareVerb(`同意${asked}|(?:批准|准予)${time}`),
    run: agree,
  },
  {
    name: 'agreeThat',
    verb: 'grantTime',
    pattern: new RegExp(`^(?:同意|批准|准予)${ofThat}[。.]?$`),
    run: agree,
  },
  {
    name: 'disagree',
    verb: 'refuseTime',
    pattern: verbWithText(`不同意${asked}|(?:驳回|不予|不批准)${time}`, { gap: '[,，][\\s,，]*' }),
    run: disagree,
  },
  {
    name: 'disagreeThat',
    verb: 'refuseTime',
    pattern: new RegExp(`^(?:不同意|驳回|不批准)${ofThat}(?:[\\s:：,，]+(?<text>[^\\s:：,，][\\s\\S]*))?$`),
    run: disagree,
  },
];
