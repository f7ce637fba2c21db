import type { Appeal, AppealStatus } from './appeal/appeal.ts';
import type { EventType } from './appeal/events.ts';
import type { Relation } from './people/relations.ts';

const handling = ['dispatched', 'signed', 'planned'] as const satisfies AppealStatus[];
const open = ['received', 'dispatched', 'returned', 'signed', 'planned', 'resolved'] as const satisfies AppealStatus[];

/**
 * The life of an appeal (docs/develop/domain.md#life), one row per event: from which states it may happen and which
 * state it leads to; without `to` the state does not change. `read`: who may know that it happened, everybody with a
 * part in the appeal (`all`) or everybody except the company's side (`inside`, docs/develop/rules.md#rule-19).
 */
// biome-ignore format: a table is read by column
export const lifecycle = {
  submitted:            { read: 'all',    from: [],                                             to: 'received' }, // 受理
  rerouted:             { read: 'all',    from: ['received'] }, // 换一个拟派
  handed_to_centre:     { read: 'all',    from: ['received'] }, // 转服务中心确定
  dispatched:           { read: 'all',    from: ['received'],                                   to: 'dispatched' }, // 交办
  transferred:          { read: 'all',    from: [...handling, 'returned'],                      to: 'dispatched' }, // 转办, also an upheld return
  signed:               { read: 'all',    from: ['dispatched'],                                 to: 'signed' }, // 签收
  return_asked:         { read: 'all',    from: ['dispatched', 'signed'],                       to: 'returned' }, // 申请退件
  return_refused:       { read: 'all',    from: ['returned'],                                   to: 'signed' }, // 退件不成立,视同签收
  planned:              { read: 'all',    from: ['dispatched', 'signed'],                       to: 'planned' }, // 方案
  plan_replaced:        { read: 'all',    from: ['planned'] }, // 更换方案
  progressed:           { read: 'all',    from: [...handling, 'resolved'] }, // 进展
  resolved:             { read: 'all',    from: [...handling],                                  to: 'resolved' }, // 办结
  approved:             { read: 'all',    from: ['resolved'],                                   to: 'answered' }, // 审核通过
  rejected:             { read: 'all',    from: ['resolved'],                                   to: 'planned' }, // 退回补正
  informed:             { read: 'all',    from: ['planned', 'resolved', 'answered'] }, // 已告知企业
  extension_asked:      { read: 'all',    from: ['planned'] }, // 申请延期
  extended:             { read: 'all',    from: ['planned'] },
  extension_refused:    { read: 'all',    from: ['planned'] },
  pause_asked:          { read: 'all',    from: ['planned'] }, // 申请暂停计时
  paused:               { read: 'all',    from: ['planned'] },
  pause_refused:        { read: 'all',    from: ['planned'] },
  resumed:              { read: 'all',    from: ['planned'] },
  nudged:               { read: 'all',    from: [...handling, 'returned', 'resolved'] }, // 催办
  head_noted:           { read: 'inside', from: [...handling] },
  supervised:           { read: 'inside', from: [...handling] }, // 督办
  instructed:           { read: 'inside', from: open }, // 批示
  instruction_answered: { read: 'inside', from: [...open, 'answered'] },
  recalculated:         { read: 'all',    from: open },
  commented:            { read: 'all',    from: [...open, 'confidential', 'answered'] },
  supplemented:         { read: 'all',    from: [...open, 'confidential'] },
  details_corrected:    { read: 'all',    from: [...open, 'confidential'] }, // 更正企业、联系人、地点
  detached:             { read: 'all',    from: [...open, 'confidential'] },
  confided:             { read: 'all',    from: open,                                             to: 'confidential' }, // 转保密
  released:             { read: 'all',    from: ['confidential'],                               to: 'received' }, // 转普通件
  withdrawn:            { read: 'all',    from: ['received', 'confidential', 'dispatched', 'signed', 'returned', 'planned'], to: 'withdrawn' }, // 撤回
} as const satisfies Record<EventType, LifeRow>;

interface LifeRow {
  from: readonly AppealStatus[];
  to?: AppealStatus;
  read: 'all' | 'inside';
}

/** Not finished: listed in 我的待办. */
export const openStatuses: readonly AppealStatus[] = [...open, 'confidential'];

/** One thing that a person can do. */
export interface VerbRow {
  /** Who may do it, given as relations to the appeal or to the desk (docs/develop/domain.md#rights). */
  who: readonly Relation[] | 'everyone';
  /** Replaces `who` while the appeal is confidential; absent: nobody may (docs/develop/domain.md#confidential). */
  kept?: readonly Relation[];
  /** The event that it records; the event's row above says from which states. Absent when it changes no appeal. */
  event?: EventType;
  /** A further condition on the appeal. */
  when?(appeal: Appeal): boolean;
  /** The form that asks for its words, under the name that 打开 uses, and the fields that a press may carry. */
  form?: string;
  fields?: readonly string[];
  /** It cannot be undone: if it is not certain which appeal is meant, the bot asks first. */
  final?: true;
  /** Relations whose 帮助 lists it, if different from `who`. */
  listedFor?: readonly Relation[];
}

const isFree = ({ asked, paused }: Appeal) => !asked && !paused;
const isUntold = ({ status, plan, informed }: Appeal) =>
  status === 'answered' ? !informed?.result : plan !== undefined && !informed?.plan;

/**
 * Everything that a person can do, one row each. Its name and how to say it are in presenters/words/verbs.ts; the
 * patterns of the words, and what is then done, in chat/intents/.
 */
// biome-ignore format: a table is read by column
export const verbs = {
  submit:       { event: 'submitted', who: ['specialist', 'centre'] },
  reroute:      { event: 'rerouted', who: ['submitter', 'centre'], fields: ['task_force'] },
  supplement:   { event: 'supplemented', who: ['submitter', 'town', 'centre'], kept: ['submitter'], form: '补充', fields: ['text'], final: true },
  correct:      { event: 'details_corrected', who: ['submitter', 'town', 'centre'], kept: ['submitter'], form: '更正', fields: ['company', 'contact', 'phone', 'town'], final: true },
  detach:       { event: 'detached', who: ['submitter', 'town', 'centre'], kept: ['submitter'], final: true },
  withdraw:     { event: 'withdrawn', who: ['submitter', 'centre'], kept: ['reader', 'submitter'], final: true },
  comment:      { event: 'commented', who: ['submitter', 'town', 'handler', 'superior', 'centre', 'district-office'], kept: ['reader'], form: '回复', fields: ['text'], final: true },
  inform:       { event: 'informed', who: ['submitter', 'town', 'centre'], when: isUntold, final: true },
  nudge:        { event: 'nudged', who: ['submitter', 'town', 'leader', 'commander', 'centre', 'district-office'], final: true },

  signIn:       { event: 'signed', who: ['handler'], final: true },
  askReturn:    { event: 'return_asked', who: ['handler'], form: '退件', fields: ['reason'], final: true },
  plan:         { event: 'planned', who: ['handler'], form: '方案', fields: ['text', 'company_text', 'promised_on'], final: true },
  replacePlan:  { event: 'plan_replaced', who: ['handler'], form: '更换方案', fields: ['text', 'company_text', 'promised_on', 'reason'], final: true },
  progress:     { event: 'progressed', who: ['handler'], form: '进展', fields: ['text', 'internal'], final: true },
  askCompany:   { event: 'commented', who: ['handler'] },
  resolve:      { event: 'resolved', who: ['handler'], form: '办结', fields: ['outcome', 'company_text', 'text', 'promised_on'], final: true },
  backfill:     { event: 'resolved', who: ['handler'], form: '补录', fields: ['step', 'done_on', 'outcome', 'text'], final: true },
  askExtension: { event: 'extension_asked', who: ['handler'], when: (appeal) => isFree(appeal) && !appeal.extended, form: '延期', fields: ['until', 'reason'], final: true },
  askPause:     { event: 'pause_asked', who: ['handler'], when: isFree, form: '暂停', fields: ['cause', 'until', 'reason'], final: true },
  resume:       { event: 'resumed', who: ['handler', 'centre'], when: ({ paused }) => paused !== undefined, final: true },
  answerInstruction: { event: 'instruction_answered', who: ['handler'], form: '批示', fields: ['text'], final: true },

  transfer:     { event: 'transferred', who: ['centre', 'office'], form: '改派', fields: ['task_force', 'unit', 'reason'], final: true },
  upholdReturn: { event: 'transferred', who: ['centre'], form: '改派', fields: ['task_force', 'unit', 'reason'], final: true }, // by sending it elsewhere
  refuseReturn: { event: 'return_refused', who: ['centre'], form: '不成立', fields: ['reason'], final: true },
  approve:      { event: 'approved', who: ['centre'], final: true },
  reject:       { event: 'rejected', who: ['centre'], form: '补正', fields: ['reason'], final: true },
  grantTime:    { event: 'extended', who: ['centre'], when: ({ asked }) => asked !== undefined, final: true },
  refuseTime:   { event: 'extension_refused', who: ['centre'], when: ({ asked }) => asked !== undefined, form: '不同意', fields: ['reason'], final: true },
  releaseNote:  { event: 'head_noted', who: ['centre'], final: true },
  decideTip:    { who: ['centre'] },

  passOn:       { event: 'commented', who: ['superior'], final: true }, // 转联络员办理
  explain:      { event: 'commented', who: ['superior'], form: '说明', fields: ['text'], final: true },
  instruct:     { event: 'instructed', who: ['leader', 'commander'] },
  urge:         { event: 'supervised', who: ['centre', 'district-office'], form: '督办', fields: ['level', 'reason'], final: true }, // 黄
  supervise:    { event: 'supervised', who: ['district-office'], fields: ['reason', 'due_on'], final: true }, // 红
  confide:      { event: 'confided', who: ['submitter', 'centre', 'district-office'], final: true },
  release:      { event: 'released', who: ['reader'], kept: ['reader'], final: true, listedFor: ['district-office'] },
  recalculate:  { event: 'recalculated', who: ['district-office'] },
  bind:         { who: ['administrator', 'district-office'], fields: ['target'] },
  substitute:   { who: 'everyone', listedFor: ['handler', 'specialist', 'district-office'] }, // of his own post
  substituteOthers: { who: ['district-office'] },

  see:          { who: ['submitter', 'town', 'handler', 'superior', 'centre', 'district-office', 'leader', 'audit'], kept: ['reader', 'submitter'] },
  look:         { who: 'everyone' }, // lists and searches: everybody finds only what he may see
  tryOut:       { who: 'everyone', listedFor: ['specialist', 'centre', 'district-office', 'administrator'] }, // 测试派单
  lookAtForce:  { who: 'everyone', listedFor: ['centre', 'district-office', 'leader'] },
  oneByOne:     { who: 'everyone', listedFor: ['handler', 'centre'] }, // his own steps
  report:       { who: ['leader', 'commander', 'superior', 'handler', 'centre', 'district-office', 'audit'] }, // 晨报, 统计
} as const satisfies Record<string, VerbRow>;

export type Verb = keyof typeof verbs;

/** Verbs that ask for their words with a form. */
export type VerbWithForm = { [V in Verb]: (typeof verbs)[V] extends { form: string } ? V : never }[Verb];

type FormOf<V extends Verb> = (typeof verbs)[V] extends { form: infer F } ? F : never;
/** The name of a form says what the form asks for. */
export type FormName = { [V in Verb]: FormOf<V> }[Verb];

const names = Object.keys(verbs) as Verb[];

export function rowOf(verb: Verb): VerbRow {
  return verbs[verb];
}

/** Whether the verb may be done to this appeal now. */
export function fitsNow(verb: Verb, appeal: Appeal): boolean {
  const { when = () => true } = rowOf(verb);
  return statesFor(verb).includes(appeal.status) && when(appeal);
}

/** The event that a verb records. A verb without an event counts as a remark: possible as long as a remark is. */
export function eventOf(verb: Verb): EventType {
  return rowOf(verb).event ?? 'commented';
}

/** The form that asks for its words. */
export function formOf(verb: Verb): FormName | undefined {
  return rowOf(verb).form as FormName | undefined;
}

/** The verb whose words this form asks for. */
export function verbOfForm(form: FormName): Verb {
  return names.find((verb) => rowOf(verb).form === form) as Verb;
}

/** States of an appeal in which it may be done. */
export function statesFor(verb: Verb): readonly AppealStatus[] {
  return lifecycle[eventOf(verb)].from;
}
