import { askExtension } from '../../commands/time/askExtension.ts';
import { askPause } from '../../commands/time/askPause.ts';
import { resumeClock } from '../../commands/time/resumeClock.ts';
import type { Appeal } from '../../domain/appeal/appeal.ts';
import { pauseCauses } from '../../domain/appeal/parts.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Wanted } from '../meant/appealMeant.ts';
import { dateField } from '../reading/planAndResult.ts';
import { readExtension, readPause } from '../reading/timeRequests.ts';
import { done, type Reply, type Turn } from '../turn.ts';
import { bareVerb, type Intent, textIn, verbWithText, type Words } from './intent.ts';
import { formReply, oneMeant } from './one.ts';

const free = ({ asked, paused }: Appeal) => !asked && !paused;
const wanted = {
  extension: { verb: 'askTime', event: 'extension_asked', when: (appeal) => free(appeal) && !appeal.extended },
  pause: { verb: 'askTime', event: 'pause_asked', when: free },
  resume: { verb: 'resume', event: 'resumed', when: ({ paused }) => paused !== undefined },
} as const satisfies Record<string, Wanted>;

/** What was said or filled in; a missing part is asked for in a form that keeps the rest. */
async function extend(turn: Turn, words: Words): Promise<Reply> {
  const { form, work } = turn;
  const appeal = await oneMeant(turn, wanted.extension, words);
  const { until, reason } = form
    ? { until: dateField(turn, 'until'), reason: (form.reason ?? '').trim() }
    : readExtension(textIn(words), work.at, work);
  if (!until || !reason) {
    const missing = [...(until ? [] : ['申请延至的日期']), ...(reason ? [] : ['延期理由'])];
    if (form) throw new Refusal('field.missing', { fields: missing });
    return formReply(turn, { appeal, form: '延期', wanted: wanted.extension, values: filled({ until, reason }) });
  }
  await askExtension(work, turn.acting, { number: appeal.number, until, reason });
  return done(`已申请延期 ${appeal.number}，由区为企服务中心审核`);
}

async function pause(turn: Turn, words: Words): Promise<Reply> {
  const { form, work } = turn;
  const appeal = await oneMeant(turn, wanted.pause, words);
  const { until, reason, cause } = form
    ? {
        until: dateField(turn, 'until'),
        reason: (form.reason ?? '').trim(),
        cause: pauseCauses.find((known) => known === form.cause),
      }
    : readPause(textIn(words), work.at, work);
  if (!until || !reason || !cause) {
    const lacking = { 暂停原因: cause, 暂停至的日期: until, 具体情况: reason };
    const missing = Object.entries(lacking).flatMap(([label, value]) => (value ? [] : [label]));
    if (form) throw new Refusal('field.missing', { fields: missing });
    return formReply(turn, { appeal, form: '暂停', wanted: wanted.pause, values: filled({ until, reason, cause }) });
  }
  await askPause(work, turn.acting, { number: appeal.number, until, reason, cause });
  return done(`已申请暂停计时 ${appeal.number}，由区为企服务中心审核`);
}

function filled(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

async function goOn(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await oneMeant(turn, wanted.resume, words);
  await resumeClock(turn.work, turn.acting, { number: appeal.number });
  return done(`已恢复计时 ${appeal.number}`);
}

const who = ['handler'] as const;
const wish = '(?:需要?|要|想要?|拟|先)?(?:申请)?';
/** 延期5天 says how long, not until when: the form asks for the date. */
const term = '(?:\\d{1,4}|[一两三四五六七八九十]{1,4})\\s?个?(?:工作日|天|日|周|星期|月)(?:[\\s:：,，。]|$)';
const cause = '等?待|等(?:企业|上级|第三方)';

/**
 * What a handling unit asks of time (docs/develop/domain.md#more-time). Without a number only a date, a term or a cause
 * follows the verb.
 */
export const timing: Intent[] = [
  {
    name: 'extension',
    example: '延期 003 至12月10日：外线施工受阻，需另行选线',
    irrevocable: true,
    help: '到期前一个工作日以上，申请延期一次',
    who,
    pattern: verbWithText(`${wish}(?:延期|展期|延长(?:时限|期限)?)(?:办理|申请)?`, {
      gap: `[\\s,，]*(?=[到至]|${term})`,
      next: `[到至]|${term}`,
      not: '[?？]',
    }),
    fields: ['until', 'reason'],
    form: '延期',
    run: extend,
  },
  {
    name: 'pause',
    example: '暂停 003 待企业 至12月3日：企业补办土地手续',
    irrevocable: true,
    help: '因待企业、待上级、待第三方，申请暂停计时',
    who,
    pattern: verbWithText(`${wish}暂停(?:计时|办理)?(?:申请)?`, {
      gap: `[\\s,，]*(?=${cause})`,
      next: `[到至]|${cause}`,
    }),
    fields: ['cause', 'until', 'reason'],
    form: '暂停',
    run: pause,
  },
  {
    name: 'resume',
    example: '恢复 003',
    irrevocable: true,
    help: '暂停原因消除的，恢复计时',
    who: ['handler', 'centre'],
    pattern: bareVerb('恢复(?:计时|办理)?|(?:结束|取消)暂停(?:计时)?'),
    run: goOn,
  },
];
