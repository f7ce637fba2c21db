import { planAppeal } from '../../commands/handling/planAppeal.ts';
import { reportProgress } from '../../commands/handling/reportProgress.ts';
import { resolveAppeal } from '../../commands/handling/resolveAppeal.ts';
import { signIn } from '../../commands/handling/signIn.ts';
import { askReturn } from '../../commands/returns/askReturn.ts';
import { type Outcome, outcomes } from '../../domain/appeal/parts.ts';
import { Refusal } from '../../domain/errors.ts';
import { may } from '../../domain/people/access.ts';
import { fieldWords } from '../../presenters/words/questionWords.ts';
import { doneWords } from '../../presenters/words/verbs.ts';
import { question } from '../free/remarks.ts';
import { findEachMeant, findMeant } from '../meant/appealMeant.ts';
import { type InternalParts, internalParts, joinedLines } from '../reading/internalWords.ts';
import { dateField, planParts, readOutcome, readPlan } from '../reading/planAndResult.ts';
import { done, type Reply, speakerOf, type Turn } from '../turn.ts';
import { reject } from './deciding.ts';
import { bareVerb, type Intent, numbersIn, textIn, verbWithText, type Words } from './intent.ts';
import { findOneMeant, formReply, toEach } from './one.ts';
import { replaceIt } from './replacing.ts';

/** 签收 of one or several: those that cannot be signed are named, the others are signed. */
async function sign(turn: Turn, words: Words): Promise<Reply> {
  const each = await findEachMeant(turn, 'signIn', numbersIn(words));
  return toEach(turn, each, { verb: 'signIn', act: (number) => signIn(turn.work, turn.acting, { number }) });
}

async function plan(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await findOneMeant(turn, 'plan', words);
  const { form } = turn;
  if (appeal.status === 'planned' && !form) return replaceIt(turn, appeal, words);
  const { text: said, internal } = internalParts(form?.text ?? textIn(words));
  if (!said) {
    if (form) throw new Refusal('field.missing', { fields: [fieldWords.plan] });
    return formReply(turn, { appeal, verb: 'plan' });
  }
  const { text, company, promisedOn, unsure } = form
    ? { ...planParts(said), promisedOn: dateField(turn, 'promised_on'), unsure: undefined }
    : readPlan(said, turn.work.at, turn.work);
  const companyText = internalParts(form?.company_text ?? '').text || company || text;
  await planAppeal(turn.work, turn.acting, { number: appeal.number, text, internal, companyText, promisedOn });
  return done(doneWords.plan(appeal.number, { unsure, rules: turn.work.rules }));
}

async function progress(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await findOneMeant(turn, 'progress', words);
  const { form, attachments } = turn;
  const { text, internal } = reportIn(turn, words);
  if (!text && !internal) {
    if (form) throw new Refusal('field.missing', { fields: [fieldWords.progress] });
    if (attachments.length === 0) return formReply(turn, { appeal, verb: 'progress' });
  }
  await reportProgress(turn.work, turn.acting, { number: appeal.number, text, internal, attachments });
  return done(doneWords.progress(appeal.number));
}

/** Splits the text that the submitter reads too from the text for unit and centre; a form has a field for each. */
function reportIn({ form }: Turn, words: Words): InternalParts {
  const { text, internal } = internalParts(form?.text ?? textIn(words));
  return { text, internal: joinedLines(internal, form?.internal?.trim()) };
}

async function ask(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await findOneMeant(turn, 'askCompany', words);
  const text = textIn(words);
  if (!text) throw new Refusal('text.missing', { verb: 'commented', number: appeal.number });
  return question(turn, appeal, text);
}

async function resolve(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await findOneMeant(turn, 'resolve', words);
  const { form, attachments, work } = turn;
  const { text: said, internal } = internalParts(form ? (form.company_text ?? '') : textIn(words));
  const inside = internalParts(form?.text ?? '');
  const asked = { appeal, verb: 'resolve' } as const;
  if (!form && !said && !internal) return formReply(turn, asked);
  const read = form ? undefined : readOutcome(said, work.at, work);
  const outcome = form ? outcomes.find((known) => known === form.outcome) : read?.outcome;
  const answer = (form ? said : (read?.text ?? '')).trim();
  const missing = [...(outcome ? [] : [fieldWords.outcome]), ...(answer ? [] : [fieldWords.companyText])];
  if (missing.length > 0) {
    if (form) throw new Refusal('field.missing', { fields: missing });
    // The form that asks for the rest keeps what was typed.
    return formReply(turn, { ...asked, values: { company_text: answer, ...(outcome ? { outcome } : {}) } });
  }
  await resolveAppeal(work, turn.acting, {
    number: appeal.number,
    outcome: outcome as Outcome,
    text: inside.text || answer,
    internal: joinedLines(internal, inside.internal),
    companyText: answer,
    promisedOn: outcome !== '计划解决' ? undefined : form ? dateField(turn, 'promised_on') : read?.date,
    attachments,
  });
  return done(doneWords.resolve(appeal.number));
}

async function returnIt(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await findOneMeant(turn, 'askReturn', words);
  const reason = (turn.form?.reason ?? textIn(words)).trim();
  if (!reason && !turn.form) return formReply(turn, { appeal, verb: 'askReturn' });
  await askReturn(turn.work, turn.acting, { number: appeal.number, reason });
  return done(doneWords.askReturn(appeal.number));
}

/** 退回: a handler returns the appeal, the centre sends back the result that it reviews. */
async function sendBack(turn: Turn, words: Words): Promise<Reply> {
  const numbers = numbersIn(words) ?? turn.quoted;
  const [own] = numbers ? await findMeant(turn, 'askReturn', numbers) : [];
  return own?.status === 'resolved' && may(speakerOf(turn), 'reject', own)
    ? reject(turn, words)
    : returnIt(turn, words);
}

/** Intents of the handling unit. */
export const handling: Intent[] = [
  {
    name: 'signIn',
    verb: 'signIn',
    pattern: bareVerb('签收'),
    run: sign,
  },
  {
    name: 'plan',
    verb: 'plan',
    pattern: verbWithText('提?方案|填方案'),
    run: plan,
  },
  {
    name: 'progress',
    verb: 'progress',
    pattern: verbWithText('报?进展'),
    run: progress,
  },
  {
    name: 'askCompany',
    verb: 'askCompany',
    pattern: verbWithText('问(?:一下)?(?:专员|提交人|企业)', { gap: '[,，]' }),
    run: ask,
  },
  {
    name: 'resolve',
    verb: 'resolve',
    pattern: verbWithText('(?:已经?|都)?(?:提?交?办结|办完)'),
    run: resolve,
  },
  {
    name: 'askReturn',
    verb: 'askReturn',
    pattern: verbWithText('申请退件|退件'),
    run: returnIt,
  },
  {
    name: 'sendBack',
    verb: 'askReturn',
    pattern: verbWithText('退回', { gap: '[,，][\\s,，]*' }),
    run: sendBack,
  },
];
