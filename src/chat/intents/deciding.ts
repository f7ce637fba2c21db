import { approveResult } from '../../commands/approveResult.ts';
import { refuseReturn } from '../../commands/refuseReturn.ts';
import { rejectResult } from '../../commands/rejectResult.ts';
import { releaseAppeal } from '../../commands/releaseAppeal.ts';
import { rerouteAppeal } from '../../commands/rerouteAppeal.ts';
import { transferAppeal } from '../../commands/transferAppeal.ts';
import { Refusal } from '../../domain/errors.ts';
import { authorize } from '../../domain/policy.ts';
import { line, muted, press } from '../../presenters/cards/facts.ts';
import { forGroup } from '../../presenters/groupText.ts';
import { meant, oneNumber, seen } from '../numbers.ts';
import { readTarget, readTaskForce, readUnit, type Target } from '../targets.ts';
import { done, type Reply, speakerOf, type Turn } from '../turn.ts';
import { bareVerb, type Intent, numbersIn, textIn, verbWithText, type Words } from './intent.ts';
import { formReply, oneMeant, oneShown, toEach } from './one.ts';

async function reroute(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await oneMeant(turn, { verb: 'reroute', event: 'rerouted' }, words);
  const target = turn.form?.task_force ?? words.target ?? '';
  const force = readTaskForce(target, turn.work.rules);
  const changed = await rerouteAppeal(turn.work, turn.acting, { number: appeal.number, taskForce: force.number });
  return done(changed.status === 'dispatched' ? `已交办${force.name}专班` : `已改为${force.name}专班，到时自动交办`);
}

/** 换一个 and 其他…: all task forces to choose from, in the card where it was asked. */
async function chooseOther(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await oneShown(turn, { verb: 'reroute', event: 'rerouted' }, words);
  authorize(speakerOf(turn), 'reroute', appeal);
  const choices = turn.work.rules.taskForces.map(({ number, name }) => ({
    label: `${number} ${name}`,
    value: String(number),
  }));
  return shown(turn, {
    kind: 'card',
    title: `选择承办专班 ${appeal.number}`,
    tone: 'blue',
    blocks: [
      line(forGroup(appeal.title, turn.work.rules, appeal)),
      {
        kind: 'form',
        name: 'choose',
        fields: [{ kind: 'choice', name: 'task_force', label: '承办专班', required: true, choices }],
        submit: { label: '确定', say: `拟派 ${appeal.number}`, rev: appeal.version, style: 'primary' },
      },
      { kind: 'buttons', buttons: [press('返回', '收起', appeal)] },
      muted('选定专班后点【确定】。'),
    ],
  });
}

/** A press changes its card; a typed word gets it privately. */
function shown(turn: Turn, card: Reply['card']): Reply {
  return turn.pressed ? { card } : { privately: card };
}

async function transfer(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await oneMeant(turn, { verb: 'transfer', event: 'transferred' }, words);
  const { form, work } = turn;
  const said = textIn(words);
  if (!form && !said)
    return formReply(turn, { appeal, form: '改派', wanted: { verb: 'transfer', event: 'transferred' } });
  const target = form ? formTarget(turn) : readTarget(said, work.rules);
  await transferAppeal(work, turn.acting, { number: appeal.number, ...target });
  return done(`已改派 ${appeal.number}`);
}

function formTarget({ form, work }: Turn): Target {
  const force = form?.task_force?.trim();
  const unit = form?.unit?.trim();
  if (!force && !unit) throw new Refusal('field.missing', { fields: ['改派到专班'] });
  return {
    taskForce: force ? readTaskForce(force, work.rules).number : undefined,
    unit: unit ? readUnit(unit, work.rules) : undefined,
    reason: form?.reason?.trim() || undefined,
  };
}

async function refuse(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await oneMeant(turn, { verb: 'decideReturn', event: 'return_refused' }, words);
  await refuseReturn(turn.work, turn.acting, { number: appeal.number, reason: textIn(words) || undefined });
  return done(`已认定退件不成立 ${appeal.number}，视同签收`);
}

async function approve(turn: Turn, words: Words): Promise<Reply> {
  const wanted = { verb: 'review', event: 'approved' } as const;
  // A result is read before it is approved: each is named.
  if (numbersIn(words) === '全部') throw new Refusal('appeal.one_only', { verb: wanted.event });
  const appeals = turn.pressed ? [await oneMeant(turn, wanted, words)] : await meant(turn, wanted, numbersIn(words));
  const act = (number: string) => approveResult(turn.work, turn.acting, { number });
  return toEach(turn, appeals, { said: '已审核通过', act });
}

async function reject(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await oneMeant(turn, { verb: 'review', event: 'rejected' }, words);
  const reason = (turn.form?.reason ?? textIn(words)).trim();
  if (!reason && !turn.form)
    return formReply(turn, { appeal, form: '补正', wanted: { verb: 'review', event: 'rejected' } });
  await rejectResult(turn.work, turn.acting, { number: appeal.number, reason });
  return done(`已退回补正 ${appeal.number}`);
}

async function derivation(turn: Turn, words: Words): Promise<Reply> {
  const numbers = numbersIn(words);
  const number = numbers?.includes('-') ? numbers : turn.quoted;
  const appeal = number ? await seen(turn, number) : await oneMeant(turn, { verb: 'see', event: 'commented' }, words);
  const clocks = await turn.work.store.clocks(appeal.number);
  const lines = clocks.map(({ derivation: how, stoppedAt }) => line(stoppedAt ? `${how}（已完成）` : how));
  const blocks = [...lines, muted('起始日不计，末日为非工作日的顺延；当日17:30截止。')];
  return { privately: { kind: 'card', title: `时限怎么算的 ${appeal.number}`, tone: 'blue', blocks } };
}

async function release(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await oneMeant(turn, { verb: 'release', event: 'released' }, words);
  await releaseAppeal(turn.work, turn.acting, { number: appeal.number });
  return done(`已转普通件 ${appeal.number}，由区为企服务中心确定承办专班`);
}

const centre = ['centre'] as const;

/** What the submitter and the centre decide about where an appeal goes and how it ends. */
export const deciding: Intent[] = [
  {
    name: 'release',
    example: '转普通件 003',
    help: '保密件无需保密的，转普通件办理',
    who: ['district-office'],
    pattern: bareVerb('转普通件'),
    run: release,
  },
  {
    name: 'reroute',
    example: '拟派 003 专班8',
    help: '交办前换一个专班',
    who: ['specialist', 'centre'],
    pattern: new RegExp(`^拟派\\s*(?<after>${oneNumber})(?:\\s+(?<target>\\S+))?$`),
    fields: ['task_force'],
    run: reroute,
  },
  {
    name: 'chooseOther',
    example: '换一个 003',
    who: ['specialist', 'centre'],
    pattern: bareVerb('换一个|其他专班'),
    run: chooseOther,
  },
  {
    name: 'refuseReturn',
    example: '退件不成立 003',
    help: '认定退件不成立，视同签收',
    who: centre,
    pattern: verbWithText('退件不成立'),
    run: refuse,
  },
  {
    name: 'transfer',
    example: '改派 003 获得信贷',
    help: '改派专班或单位；退件成立的也用改派',
    who: ['centre', 'office'],
    pattern: verbWithText('(?:退件成立[,，]?)?改派|转办'),
    fields: ['task_force', 'unit', 'reason'],
    form: '改派',
    run: transfer,
  },
  {
    name: 'approve',
    example: '审核通过 003',
    help: '办结审核通过',
    who: centre,
    pattern: bareVerb('审核通过'),
    run: approve,
  },
  {
    name: 'reject',
    example: '退回补正 003：请补充供电方案答复函',
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
