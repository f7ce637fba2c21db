import { approveResult } from '../../commands/handling/approveResult.ts';
import { rejectResult } from '../../commands/handling/rejectResult.ts';
import { releaseAppeal } from '../../commands/intake/releaseAppeal.ts';
import { refuseReturn } from '../../commands/returns/refuseReturn.ts';
import { toldSteps } from '../../domain/clocks/ladder.ts';
import { Refusal } from '../../domain/errors.ts';
import { clockCard } from '../../presenters/cards/clockCard.ts';
import { meantEach, seen } from '../meant/appealMeant.ts';
import { oneNumber } from '../reading/numberWords.ts';
import { done, type Reply, type Turn } from '../turn.ts';
import { isInsider } from './asking.ts';
import { bareVerb, type Intent, numbersIn, textIn, verbWithText, type Words } from './intent.ts';
import { formReply, oneMeant, oneShown, toEach } from './one.ts';

/** A ruling gives its ground: without one it is asked for. */
async function refuse(turn: Turn, words: Words): Promise<Reply> {
  const wanted = { verb: 'decideReturn', event: 'return_refused' } as const;
  const appeal = await oneMeant(turn, wanted, words);
  const reason = (turn.form?.reason ?? textIn(words)).trim();
  if (!reason && !turn.form) return formReply(turn, { appeal, form: '不成立', wanted });
  await refuseReturn(turn.work, turn.acting, { number: appeal.number, reason });
  return done(`已认定退件不成立 ${appeal.number}，视同签收`);
}

async function approve(turn: Turn, words: Words): Promise<Reply> {
  const wanted = { verb: 'review', event: 'approved' } as const;
  // A result is read before it is approved: each is named.
  if (numbersIn(words) === '全部') throw new Refusal('appeal.one_only', { verb: wanted.event });
  const each = turn.pressed
    ? { appeals: [await oneMeant(turn, wanted, words)], unknown: [] }
    : await meantEach(turn, wanted, numbersIn(words));
  const act = (number: string) => approveResult(turn.work, turn.acting, { number });
  return toEach(turn, each, { said: '已审核通过', act });
}

export async function reject(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await oneMeant(turn, { verb: 'review', event: 'rejected' }, words);
  const reason = (turn.form?.reason ?? textIn(words)).trim();
  if (!reason && !turn.form)
    return formReply(turn, { appeal, form: '补正', wanted: { verb: 'review', event: 'rejected' } });
  await rejectResult(turn.work, turn.acting, { number: appeal.number, reason });
  return done(`已退回补正 ${appeal.number}`);
}

async function derivation(turn: Turn, words: Words): Promise<Reply> {
  const written = numbersIn(words);
  // What is named counts before what is quoted; a whole number is also what buttons of older cards say.
  const whole = written?.includes('-') ? await seen(turn, written) : undefined;
  const appeal = whole ?? (await oneShown(turn, { verb: 'see', event: 'commented' }, words));
  const clocks = await turn.work.store.clocks(appeal.number);
  // The company's side learns its dates, not how the unit was urged (docs/develop/rules.md#rule-19).
  if (!isInsider(turn, appeal)) {
    const own = clocks.filter(({ kind }) => kind !== 'instruction');
    return { privately: clockCard(appeal, own, []) };
  }
  const sent = (await turn.work.store.reminders(appeal.number)).flatMap(
    ({ clock, step, sentAt, late = false, state }) =>
      state === 'sent' && sentAt && toldSteps.has(step) ? [{ clock, step, sentAt, late }] : [],
  );
  return { privately: clockCard(appeal, clocks, sent) };
}

async function release(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await oneMeant(turn, { verb: 'release', event: 'released' }, words);
  await releaseAppeal(turn.work, turn.acting, { number: appeal.number });
  return done(`已转普通件 ${appeal.number}，由区为企服务中心确定承办专班`);
}

const centre = ['centre'] as const;

/** What is decided about returns and results; where an appeal goes stands in assigning.ts. */
export const deciding: Intent[] = [
  {
    name: 'release',
    example: '转普通件 003',
    irrevocable: true,
    help: '保密件无需保密的，转普通件办理',
    who: ['district-office'],
    pattern: bareVerb('转普通件'),
    run: release,
  },
  {
    name: 'refuseReturn',
    example: '退件不成立 003：属本单位职责',
    irrevocable: true,
    help: '认定退件不成立，视同签收',
    who: centre,
    pattern: verbWithText('退件不成立'),
    fields: ['reason'],
    form: '不成立',
    run: refuse,
  },
  {
    name: 'approve',
    example: '审核通过 003',
    irrevocable: true,
    help: '办结审核通过',
    who: centre,
    pattern: bareVerb('审核通过'),
    run: approve,
  },
  {
    name: 'approveShort',
    example: '通过 003',
    irrevocable: true,
    who: centre,
    // Without a number 通过 is said of many things.
    pattern: new RegExp(`^(?=[\\s\\S]*\\d)${bareVerb('通过').source.slice(1)}`),
    run: approve,
  },
  {
    name: 'rejectShort',
    example: '审核不通过 003：请补充供电方案答复函',
    irrevocable: true,
    who: centre,
    pattern: new RegExp(
      `^(?:审核)?[不未]通过\\s*(?<after>${oneNumber})(?:[\\s:：,，]+(?<text>[^\\s:：,，][\\s\\S]*))?$|^(?<before>${oneNumber})\\s*(?:审核)?[不未]通过(?:[\\s:：,，]+(?<text3>[^\\s:：,，][\\s\\S]*))?$`,
    ),
    fields: ['reason'],
    form: '补正',
    run: reject,
  },
  {
    name: 'reject',
    example: '退回补正 003：请补充供电方案答复函',
    irrevocable: true,
    help: '办结退回补正',
    who: centre,
    pattern: verbWithText('退回补正|补正'),
    fields: ['reason'],
    form: '补正',
    run: reject,
  },
  {
    name: 'derivation',
    example: '怎么算的 003',
    help: '查看时限怎么算的',
    who: 'everyone',
    pattern: bareVerb('怎么算的?'),
    run: derivation,
  },
];
