import type { Appeal } from '../../domain/appeal/appeal.ts';
import { may } from '../../domain/people/access.ts';
import { plainText } from '../../domain/texts/plainText.ts';
import { fitsNow } from '../../domain/verbs.ts';
import { numberHint } from '../../presenters/words/doubts.ts';
import { labels, questions, titles } from '../../presenters/words/questionWords.ts';
import { findNamed } from '../meant/appealMeant.ts';
import { talkIn } from '../reading/smallTalk.ts';
import { type Reply, speakerOf, type Turn } from '../turn.ts';
import { detailOf, greeting, howItGoes, openHere } from './answers.ts';
import { askBack, type Option } from './askBack.ts';
import { handlerOptions } from './options.ts';
import { progressOn } from './quoted.ts';
import { moveOf } from './quotedTable.ts';

/** 签收3件, 撤回 3 天前提交的那件: a verb followed by a count names no appeal, and is not a new appeal either. */
export const counted =
  /^(?:请|麻烦|帮我|我要|我想|已经?)*(?<verb>撤回|撤销|签收|补充|备注|方案|进展|办结|申请退件|退件|退回补正|退回|补正|审核通过|通过|改派|转办|交办|催办|催|督办|延期|暂停|恢复|同意)了?\s{0,4}(?<rest>\d[\s\S]*)$/;

/** Free words of a handler: a question about his appeals, a report on one in hand, or asked back with what they may mean. */
export async function ofHandler(turn: Turn, short: boolean): Promise<Reply> {
  const named = await findNamed(turn);
  const text = named ? withoutNumber(turn.text, named.written) : turn.text;
  const talk = talkIn(text, turn.work.rules, 'handler');
  if ((talk === 'status' || talk === 'contact') && turn.attachments.length === 0) {
    const answer = named ? await detailOf(turn, named.appeal) : await howItGoes(turn);
    if (answer) return answer;
  }
  const count = counted.test(plainText(turn.text));
  if (short && !named && (talk === undefined || talk === 'chat') && !count) return greeting(turn);
  const [only, another] = named ? [] : await openHere(turn);
  const appeal = named?.appeal ?? (another ? undefined : only);
  if (appeal && isPlainProgress({ ...turn, text }, appeal)) return progressOn({ ...turn, text }, appeal);
  const step = handlerOptions(turn, appeal);
  const pass: Option[] = turn.text && !named ? [{ label: labels.toCentre, as: '线索' }] : [];
  const look: Option[] = appeal && step.length === 0 ? [{ label: labels.look, as: '查看', number: appeal.number }] : [];
  return askBack(turn, {
    title: titles.act,
    question: questions.whichStep(appeal, count ? numberHint : ''),
    options: [...step, ...look, ...pass],
    text,
  });
}

const sureOfProgress = 0.8;

/** Surely a report of what was done or will be, on an appeal in hand of which he may report: 供电公司说周五来装. */
function isPlainProgress(turn: Turn, appeal: Appeal): boolean {
  const { kind, verb } = turn.work.rules.reader.read(turn.text, { by: 'handler' });
  const sure = kind === 'progress' && verb.name === 'progress' && verb.confidence >= sureOfProgress;
  const inHand = appeal.status === 'signed' || appeal.status === 'planned';
  const allowed = may(speakerOf(turn), 'progress', appeal) && fitsNow('progress', appeal);
  return sure && inHand && allowed && moveOf('handler', turn, appeal) === 'record';
}

/** "001：已现场勘查", "方案001已联系": the rest says what was done. */
function withoutNumber(text: string, written: string): string {
  const plain = plainText(text);
  const at = plain.indexOf(written);
  const before = plain.slice(0, at).replace(/[\s#＃]/g, '');
  if (!/^(?:已?(?:签收|办结)|方案|进展)?$/.test(before)) return text;
  return (
    plain
      .slice(at + written.length)
      .replace(/^[:：,，、\s]+/, '')
      .trim() || text
  );
}
