import { appealOf } from '../../commands/shared/work.ts';
import { answerInstruction } from '../../commands/supervision/answerInstruction.ts';
import { instructUnit, isRecorder } from '../../commands/supervision/instructUnit.ts';
import { type Appeal, currentAssignment } from '../../domain/appeal/appeal.ts';
import { mustBeAble } from '../../domain/appeal/lifecycle.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Card } from '../../domain/message.ts';
import { authorize, may } from '../../domain/people/access.ts';
import type { Draft } from '../../domain/tips.ts';
import { instructionReaders } from '../../notices/instructionReaders.ts';
import { readerText, remarkPreview, remarkSettled } from '../../presenters/cards/instruction.ts';
import { remarksCard } from '../../presenters/cards/instructionLists.ts';
import { fieldWords } from '../../presenters/words/questionWords.ts';
import { refusalText } from '../../presenters/words/refusals/refusalText.ts';
import { doneWords, otherwiseDone } from '../../presenters/words/verbs.ts';
import { roleWords } from '../../presenters/words/words.ts';
import { askAboutNamed } from '../free/answers.ts';
import { ownDraft, takeOwn } from '../free/drafts.ts';
import { onQuoted } from '../free/quoted.ts';
import { factsShown } from '../meant/shown.ts';
import { oneNumber } from '../reading/numberWords.ts';
import { done, type Reply, speakerOf, type Turn } from '../turn.ts';
import { type Intent, textIn, verbWithText, type Words } from './intent.ts';
import { findOneMeant, formReply } from './one.ts';

/**
 * 意见 003：…… from a leader: nothing goes out before he has seen the words and who will read them
 * (docs/develop/domain.md#instructions).
 */
async function remark(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await findOneMeant(turn, 'instruct', words);
  // 意见：企业希望…… from anybody else is about his own appeal.
  if (!may(speakerOf(turn), 'instruct', appeal) && textIn(words)) {
    if (words.text4 && turn.quoted) return onQuoted(turn, turn.quoted);
    if (may(speakerOf(turn), 'comment', appeal)) return askAboutNamed(turn, appeal);
  }
  authorize(speakerOf(turn), 'instruct', appeal);
  mustBeAble(appeal, 'instructed');
  const text = textIn(words);
  if (!text) throw new Refusal('text.missing', { verb: 'instructed', number: appeal.number });
  const { work, chat, message } = turn;
  const of = { id: work.newId(), person: speakerOf(turn).id, appeal: appeal.number, attachments: [] };
  const draft: Draft = { ...of, kind: 'preview', text, chat, message, createdAt: work.at };
  await work.store.addDraft(draft);
  return { privately: await preview(turn, appeal, draft) };
}

async function preview(turn: Turn, appeal: Appeal, { id, text }: Draft): Promise<Card> {
  const { store, rules } = turn.work;
  const facts = await factsShown(turn, appeal);
  const { handlers, deputies } = await instructionReaders(store, facts);
  const unit = currentAssignment(appeal)?.unit;
  const readers = [...handlers, ...deputies].map((person) => readerText(person, unit, rules));
  const recorded = isRecorder(speakerOf(turn));
  return remarkPreview(facts, { id, text, recorded }, [...readers, roleWords['service-centre']]);
}

/** A remark of this person that he has not passed on yet. Throws Refusal `draft.gone`, `draft.done`. */
async function ownRemark(turn: Turn, { id = '' }: Words): Promise<Draft & { appeal: string }> {
  const draft = await ownDraft(turn, id);
  if (!draft.appeal || (draft.kind !== 'preview' && draft.kind !== 'remark')) throw new Refusal('draft.gone', {});
  return { ...draft, appeal: draft.appeal };
}

/** If the appeal changed in the meantime, the readers may be different: show them again before anything goes out. */
async function passOn(turn: Turn, words: Words): Promise<Reply> {
  const draft = await ownRemark(turn, words);
  const { work, acting, rev } = turn;
  const appeal = await appealOf(work, draft.appeal);
  const { number, version, status } = appeal;
  authorize(speakerOf(turn), 'instruct', appeal);
  if (rev !== undefined && rev !== version) {
    const content = refusalText(new Refusal('card.stale', { number, status }), work.rules);
    return { toast: { type: 'warning', content }, card: await preview(turn, appeal, draft) };
  }
  await takeOwn(turn, draft.id, '作为批示转办');
  await instructUnit(work, acting, { number, text: draft.text });
  return { ...done(doneWords.instruct(number)), card: remarkSettled(number, 'passedOn') };
}

async function keep(turn: Turn, words: Words): Promise<Reply> {
  const draft = await ownRemark(turn, words);
  await turn.work.store.changeDraft(draft.id, { kind: 'remark' });
  return { ...done(otherwiseDone.remarkKept), card: remarkSettled(draft.appeal, 'kept') };
}

async function show(turn: Turn, words: Words): Promise<Reply> {
  const draft = await ownRemark(turn, words);
  const appeal = await appealOf(turn.work, draft.appeal);
  authorize(speakerOf(turn), 'instruct', appeal);
  return { privately: await preview(turn, appeal, draft) };
}

async function list(turn: Turn): Promise<Reply> {
  authorize(speakerOf(turn), 'instruct');
  const drafts = await turn.work.store.draftsOf(speakerOf(turn).id, 'remark');
  const kept = drafts.map(({ id, appeal = '', text, createdAt: at }) => ({ id, appeal, text, at }));
  return { privately: remarksCard(kept) };
}

async function answer(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await findOneMeant(turn, 'answerInstruction', words);
  const text = (turn.form?.text ?? textIn(words)).trim();
  if (!text && turn.form) throw new Refusal('field.missing', { fields: [fieldWords.instructionAnswer] });
  if (!text) return formReply(turn, { appeal, verb: 'answerInstruction' });
  await answerInstruction(turn.work, turn.acting, { number: appeal.number, text });
  return done(doneWords.answerInstruction(appeal.number));
}

/** Without a number it must have a colon to be a remark, on the quoted appeal. */
const opinion = '(?:记一?条)?(?:领导)?(?:意见|批示)';
/** 意见003请…… is also written without a blank. */
const asks = '[\\s:：,，]+|(?=[请由建务应须望])';

/** A leader's remark going down, and the answer going up. */
export const instructing: Intent[] = [
  {
    name: 'answerInstruction',
    verb: 'answerInstruction',
    pattern: verbWithText('回复批示|批示回复|批示已?落实(?:情况)?|批示已回复', { gap: '[,，][\\s,，]*' }),
    run: answer,
  },
  {
    name: 'remark',
    verb: 'instruct',
    pattern: new RegExp(
      `^(?:${opinion}\\s*(?<after>${oneNumber})|(?<before>${oneNumber})\\s*的?${opinion})(?:(?:${asks})(?<text>[^\\s:：,，][\\s\\S]*))?$|^${opinion}[:：](?<text4>[\\s\\S]+)$`,
    ),
    run: remark,
  },
  {
    name: 'myRemarks',
    verb: 'instruct',
    pattern: /^(?:查?看?我的|查看)意见[。.]?$/,
    run: list,
  },
  { name: 'passRemark', verb: 'instruct', pattern: /^转办批示\s+(?<id>[\w-]+)$/, run: passOn },
  { name: 'keepRemark', verb: 'instruct', pattern: /^只记录\s+(?<id>[\w-]+)$/, run: keep },
  { name: 'showRemark', verb: 'instruct', pattern: /^预览意见\s+(?<id>[\w-]+)$/, run: show },
];
