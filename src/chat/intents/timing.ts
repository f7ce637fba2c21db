import { askExtension } from '../../commands/time/askExtension.ts';
import { askPause } from '../../commands/time/askPause.ts';
import { resumeClock } from '../../commands/time/resumeClock.ts';
import { pauseCauses } from '../../domain/appeal/parts.ts';
import { Refusal } from '../../domain/errors.ts';
import { fieldWords } from '../../presenters/words/questionWords.ts';
import { doneWords } from '../../presenters/words/verbs.ts';
import { dateField } from '../reading/planAndResult.ts';
import { readExtension, readPause } from '../reading/timeRequests.ts';
import { done, type Reply, type Turn } from '../turn.ts';
import { bareVerb, type Intent, textIn, verbWithText, type Words } from './intent.ts';
import { findOneMeant, formReply } from './one.ts';

/** Uses what was said or filled in; a form asks for missing parts and keeps the rest. */
async function extend(turn: Turn, words: Words): Promise<Reply> {
  const { form, work } = turn;
  const appeal = await findOneMeant(turn, 'askExtension', words);
  const { until, reason } = form
    ? { until: dateField(turn, 'until'), reason: (form.reason ?? '').trim() }
    : readExtension(textIn(words), work.at, work);
  if (!until || !reason) {
    const missing = [...(until ? [] : [fieldWords.extendedTo]), ...(reason ? [] : [fieldWords.extensionReason])];
    if (form) throw new Refusal('field.missing', { fields: missing });
    return formReply(turn, { appeal, verb: 'askExtension', values: filled({ until, reason }) });
  }
  await askExtension(work, turn.acting, { number: appeal.number, until, reason });
  return done(doneWords.askExtension(appeal.number));
}

async function pause(turn: Turn, words: Words): Promise<Reply> {
  const { form, work } = turn;
  const appeal = await findOneMeant(turn, 'askPause', words);
  const { until, reason, cause } = form
    ? {
        until: dateField(turn, 'until'),
        reason: (form.reason ?? '').trim(),
        cause: pauseCauses.find((known) => known === form.cause),
      }
    : readPause(textIn(words), work.at, work);
  if (!until || !reason || !cause) {
    const lacking = { [fieldWords.pauseCause]: cause, [fieldWords.pausedTo]: until, [fieldWords.pauseReason]: reason };
    const missing = Object.entries(lacking).flatMap(([label, value]) => (value ? [] : [label]));
    if (form) throw new Refusal('field.missing', { fields: missing });
    return formReply(turn, { appeal, verb: 'askPause', values: filled({ until, reason, cause }) });
  }
  await askPause(work, turn.acting, { number: appeal.number, until, reason, cause });
  return done(doneWords.askPause(appeal.number));
}

function filled(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

async function goOn(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await findOneMeant(turn, 'resume', words);
  await resumeClock(turn.work, turn.acting, { number: appeal.number });
  return done(doneWords.resume(appeal.number));
}

const wish = '(?:需要?|要|想要?|拟|先)?(?:申请)?';
/** 延期5天 says for how long, not until when, so the form asks for the date. */
const term = '(?:\\d{1,4}|[一两三四五六七八九十]{1,4})\\s?个?(?:工作日|天|日|周|星期|月)(?:[\\s:：,，。]|$)';
const cause = '等?待|等(?:企业|上级|第三方)';

/**
 * Requests of a handling unit for time (docs/develop/domain.md#more-time). Without a number, only a date, a term or a
 * cause may follow the verb.
 */
export const timing: Intent[] = [
  {
    name: 'extension',
    verb: 'askExtension',
    pattern: verbWithText(`${wish}(?:延期|展期|延长(?:时限|期限)?)(?:办理|申请)?`, {
      gap: `[\\s,，]*(?=[到至]|${term})`,
      next: `[到至]|${term}`,
      not: '[?？]',
    }),
    run: extend,
  },
  {
    name: 'pause',
    verb: 'askPause',
    pattern: verbWithText(`${wish}暂停(?:计时|办理)?(?:申请)?`, {
      gap: `[\\s,，]*(?=${cause})`,
      next: `[到至]|${cause}`,
    }),
    run: pause,
  },
  {
    name: 'resume',
    verb: 'resume',
    pattern: bareVerb('恢复(?:计时|办理)?|(?:结束|取消)暂停(?:计时)?'),
    run: goOn,
  },
];
