import { planAppeal } from '../../commands/handling/planAppeal.ts';
import { resolveAppeal } from '../../commands/handling/resolveAppeal.ts';
import { signIn } from '../../commands/handling/signIn.ts';
import { type Outcome, outcomes } from '../../domain/appeal/parts.ts';
import { Refusal } from '../../domain/errors.ts';
import type { ChinaDate } from '../../domain/time/instant.ts';
import type { Verb } from '../../domain/verbs.ts';
import { backfillSteps } from '../../presenters/cards/timeForms.ts';
import { fieldWords } from '../../presenters/words/questionWords.ts';
import { doneWords } from '../../presenters/words/verbs.ts';
import { internalParts } from '../reading/internalWords.ts';
import { dateField, readOutcome, readPlan } from '../reading/planAndResult.ts';
import { type BackfillStep, readBackfill } from '../reading/timeRequests.ts';
import { done, type Reply, type Turn } from '../turn.ts';
import { type Intent, textIn, verbWithText, type Words } from './intent.ts';
import { findOneMeant, formReply, mayFill } from './one.ts';

const entered = { 签收: 'signIn', 方案: 'plan', 办结: 'resolve' } as const satisfies Record<BackfillStep, Verb>;

interface Entry {
  step?: BackfillStep;
  doneOn?: ChinaDate;
  outcome?: Outcome;
  text: string;
  promisedOn?: ChinaDate;
}

function entryOf(turn: Turn, words: Words): Entry {
  const { form, work } = turn;
  if (form) {
    const step = backfillSteps.find((known) => known === form.step);
    const outcome = outcomes.find((known) => known === form.outcome);
    return { step, outcome, doneOn: dateField(turn, 'done_on'), text: (form.text ?? '').trim() };
  }
  // 补录签收 003 11月24日: the step may come before the number.
  const ahead = /补录\s*(签收|方案|办结)/.exec(turn.text)?.[1] ?? '';
  const read = readBackfill(`${ahead} ${textIn(words)}`, work.at);
  if (read.step !== '办结') return read;
  const { outcome, text, date } = readOutcome(read.text, work.at, work);
  return { ...read, outcome, text, promisedOn: date };
}

function missingIn({ step, doneOn, outcome, text }: Entry): string[] {
  return [
    ...(step ? [] : [fieldWords.step]),
    ...(doneOn ? [] : [fieldWords.doneOn]),
    ...(step === '办结' && !outcome ? [fieldWords.outcome] : []),
    ...(step === '方案' && !text ? [fieldWords.planText] : []),
    ...(step === '办结' && !text ? [fieldWords.companyText] : []),
  ];
}

/** 补录: a step that was taken in time is entered with its day (docs/develop/domain.md#backfill). */
async function backfill(turn: Turn, words: Words): Promise<Reply> {
  const entry = entryOf(turn, words);
  const verb = entered[entry.step ?? '办结'];
  const appeal = await findOneMeant(turn, verb, words);
  const missing = missingIn(entry);
  const { step, doneOn } = entry;
  if (missing.length > 0 || !step || !doneOn) {
    if (turn.form) throw new Refusal('field.missing', { fields: missing });
    await mayFill(turn, appeal, verb);
    return formReply(turn, { appeal, verb: 'backfill', values: valuesOf(entry) });
  }
  await enter(turn, appeal.number, { ...entry, step, doneOn });
  return done(doneWords.backfill(appeal.number, step));
}

function valuesOf({ step, doneOn, outcome, text }: Entry): Record<string, string> {
  const values = { step, done_on: doneOn, outcome, text };
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

async function enter(
  { work, acting, attachments }: Turn,
  number: string,
  { step, doneOn, outcome, text: said, promisedOn }: Entry & { step: BackfillStep; doneOn: ChinaDate },
): Promise<unknown> {
  const { text, internal } = internalParts(said);
  if (step === '签收') return signIn(work, acting, { number, doneOn });
  if (step === '方案') {
    const { company, unsure: _, ...plan } = readPlan(text, work.at, work);
    return planAppeal(work, acting, { number, doneOn, ...plan, internal, companyText: company || plan.text });
  }
  const result = { text, internal, companyText: text, outcome: outcome as Outcome, promisedOn, attachments };
  return resolveAppeal(work, acting, { number, doneOn, ...result });
}

export const backfilling: Intent[] = [
  {
    name: 'backfill',
    verb: 'backfill',
    pattern: verbWithText('(?:已办(?:未录)?[,，]?\\s*)?补录(?:\\s*(?:签收|方案|办结))?', {
      gap: '[\\s,，]*(?=签收|方案|办结)',
    }),
    run: backfill,
  },
];
