import { replacePlan } from '../../commands/handling/replacePlan.ts';
import type { Appeal } from '../../domain/appeal/appeal.ts';
import { Refusal } from '../../domain/errors.ts';
import { fieldWords } from '../../presenters/words/questionWords.ts';
import { doneWords } from '../../presenters/words/verbs.ts';
import { internalParts } from '../reading/internalWords.ts';
import { dateField, planParts, readPlan, takeReason } from '../reading/planAndResult.ts';
import { done, type Reply, type Turn } from '../turn.ts';
import { type Intent, textIn, verbWithText, type Words } from './intent.ts';
import { findOneMeant, formReply } from './one.ts';

/** The new plan from the form or from the words: its text, its date, and why the plan changes. */
function newPlanOf(turn: Turn, words: Words) {
  const { form, work } = turn;
  const { text: rest, reason } = takeReason(textIn(words));
  const { text: said, internal } = internalParts(form?.text ?? rest);
  const read = form
    ? { ...planParts(said), promisedOn: dateField(turn, 'promised_on') }
    : readPlan(said, work.at, work);
  const companyText = internalParts(form?.company_text ?? '').text || read.company || read.text;
  const why = (form?.reason ?? reason ?? '').trim();
  return { text: said && read.text, internal, companyText, promisedOn: read.promisedOn, reason: why };
}

/** 更换方案; a form asks for missing parts and keeps the rest. */
export async function replaceIt(turn: Turn, appeal: Appeal, words: Words): Promise<Reply> {
  const { form, work } = turn;
  const plan = newPlanOf(turn, words);
  const missing = [...(plan.text ? [] : [fieldWords.newPlan]), ...(plan.reason ? [] : [fieldWords.whyReplaced])];
  if (missing.length > 0) {
    if (form) throw new Refusal('field.missing', { fields: missing });
    const typed = { text: plan.text, promised_on: plan.promisedOn, reason: plan.reason };
    const values = Object.fromEntries(Object.entries(typed).flatMap(([name, value]) => (value ? [[name, value]] : [])));
    return formReply(turn, { appeal, verb: 'replacePlan', values });
  }
  await replacePlan(work, turn.acting, { number: appeal.number, ...plan });
  return done(doneWords.replacePlan(appeal.number));
}

async function replace(turn: Turn, words: Words): Promise<Reply> {
  return replaceIt(turn, await findOneMeant(turn, 'replacePlan', words), words);
}

export const replacing: Intent[] = [
  {
    name: 'replacePlan',
    verb: 'replacePlan',
    pattern: verbWithText('(?:更换|变更|调整|修改)方案'),
    run: replace,
  },
];
