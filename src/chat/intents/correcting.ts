import { correctDetails } from '../../commands/intake/correctDetails.ts';
import { supplementAppeal } from '../../commands/intake/supplementAppeal.ts';
import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { Found } from '../../domain/appeal/parts.ts';
import { Refusal } from '../../domain/errors.ts';
import { authorize, may } from '../../domain/people/access.ts';
import { placeNamed } from '../../domain/routing/units.ts';
import { plainText } from '../../domain/texts/plainText.ts';
import { verbs } from '../../domain/verbs.ts';
import { correctionText } from '../../presenters/cards/corrections.ts';
import { line } from '../../presenters/cards/facts.ts';
import { formCard } from '../../presenters/cards/forms.ts';
import { refusalText } from '../../presenters/words/refusals/refusalText.ts';
import { doneWords } from '../../presenters/words/verbs.ts';
import { freeText } from '../free/freeText.ts';
import { lastHere, propose } from '../free/missing.ts';
import { type Told, toldIn } from '../reading/details.ts';
import { oneNumber } from '../reading/numberWords.ts';
import { bareNumber } from '../reading/readAppeal.ts';
import { rulesOfDistrict } from '../reading/targets.ts';
import { done, type Reply, speakerOf, type Turn } from '../turn.ts';
import { type Intent, numbersIn, textIn, verbWithText, type Words } from './intent.ts';
import { findOneMeant, formReply, mayFill } from './one.ts';

/** 更正 003：…: whatever of company, contact and place the words hold; without words the form asks. */
async function correct(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await meant(turn, words);
  const text = textIn(words);
  if (turn.form) return apply(turn, appeal, await filledIn(turn, appeal));
  if (!text) return formReply(turn, { appeal, verb: 'correct' });
  return applyTold(turn, appeal, { text, told: toldIn(text, await rulesOfDistrict(turn.work)) });
}

/** What else the words or files say must not be lost: a card asks, and a press on it keeps them, too. */
async function applyTold(turn: Turn, appeal: Appeal, { text, told }: { text: string; told: Told }): Promise<Reply> {
  authorize(speakerOf(turn), 'correct', appeal);
  const { found, only, doubled } = told;
  if (doubled || Object.keys(found).length === 0) return unreadable(turn, appeal);
  const more = !only || turn.attachments.length > 0;
  if (!more) return apply(turn, appeal, found);
  if (!turn.pressed) return propose({ ...turn, text }, appeal, found);
  const reply = await apply(turn, appeal, found);
  const { number } = appeal;
  const kept = told.beside ? text : undefined;
  if (kept || turn.attachments.length > 0)
    await supplementAppeal(turn.work, turn.acting, { number, text: kept, attachments: turn.attachments });
  return reply;
}

/** 企业是同兴五金厂, 003 电话改为…: only when it is clear which appeal is meant, and the words say nothing else. */
async function correctPlain(turn: Turn, words: Words): Promise<Reply> {
  const named = turn.quoted ?? turn.chosen ?? numbersIn(words);
  const appeal = named ? await findOneMeant(turn, 'correct', words) : await lastHere(turn);
  if (!appeal || !may(speakerOf(turn), 'correct', appeal) || turn.attachments.length > 0) return freeText(turn);
  const rules = await rulesOfDistrict(turn.work);
  const { found, only, doubled } = toldIn(textIn(words), rules);
  if (only) return doubled ? unreadable(turn, appeal) : apply(turn, appeal, found);
  const hollow = Object.keys(found).length === 0;
  return named && hollow && saysWrong.test(textIn(words)) ? unreadable(turn, appeal) : freeText(turn);
}

async function apply(turn: Turn, appeal: Appeal, told: Found): Promise<Reply> {
  authorize(speakerOf(turn), 'correct', appeal);
  if (Object.keys(told).length === 0) throw new Refusal('details.unreadable', { number: appeal.number });
  const changed = await correctDetails(turn.work, turn.acting, { number: appeal.number, told });
  const view = { rules: turn.work.rules, masked: false, shown: (text: string) => text };
  return done(doneWords.correct(appeal.number, correctionText({ before: appeal, after: changed }, view)));
}

/** Nothing is guessed: the form asks for what the words leave open. */
async function unreadable(turn: Turn, appeal: Appeal): Promise<Reply> {
  await mayFill(turn, appeal, 'correct');
  const { rules } = turn.work;
  const form = formCard(verbs.correct.form, appeal, { rules });
  const why = refusalText(new Refusal('details.unreadable', { number: appeal.number }), rules);
  return { privately: { ...form, blocks: [line(why), ...form.blocks] } };
}

/** Without a number or a quote it is what the person has just submitted; else the only one that fits. */
async function meant(turn: Turn, words: Words): Promise<Appeal> {
  const named = turn.quoted ?? turn.chosen ?? numbersIn(words);
  return (named ? undefined : await lastHere(turn)) ?? findOneMeant(turn, 'correct', words);
}

/** What was left empty stays as it is. Throws Refusal `details.unreadable`. */
async function filledIn({ form = {}, work }: Turn, { number, contact }: Appeal): Promise<Found> {
  const rules = await rulesOfDistrict(work);
  const { company = '', contact: name = '', phone = '', town = '' } = form;
  const place = town.trim() ? placeNamed(plainText(town), rules) : undefined;
  const digits = bareNumber(phone);
  if ((town.trim() && !place) || (digits && !telephone.test(digits)))
    throw new Refusal('details.unreadable', { number });
  const told = { name: name.trim() || contact?.name, phone: digits || contact?.phone };
  return {
    ...(company.trim() ? { company: plainText(company).trim() } : {}),
    ...(told.name || told.phone ? { contact: told } : {}),
    ...(place ? { town: place } : {}),
  };
}

const telephone = /^\d{5,16}(?:转\d{1,6})?$/;
const saysWrong = /错|更正|改为|改成|应[为是该]/;

const label =
  '(?:(?:企业|公司)(?:的?(?:名称|名字|全称))?|联系人|联系电话|联系方式|电话|手机号码?|手机|地点|地址|所在地)';
const relation =
  '(?:[写填报弄搞]?错了?[,，。\\s]{0,3})?(?:应该?[是为]|应改为|改[为成]|更正为|换[为成]|不?是|叫|为|(?=由|从|[把将]))';

/** The submitting side says that what was read is wrong. */
export const correcting: Intent[] = [
  {
    name: 'correct',
    verb: 'correct',
    pattern: verbWithText('更正(?:信息)?', { gap: '[,，][\\s,，]*' }),
    run: correct,
  },
  {
    name: 'correctPlain',
    verb: 'correct',
    pattern: new RegExp(
      `^(?:(?<before>${oneNumber})[\\s:：,，的]{0,3})?(?<text>${label}${relation}[^\\s,，][\\s\\S]{1,110})$`,
    ),
    run: correctPlain,
  },
];
