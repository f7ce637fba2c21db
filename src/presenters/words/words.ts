import type { AppealStatus } from '../../domain/appeal/appeal.ts';
import type { EventType } from '../../domain/appeal/events.ts';
import type { ClockKind } from '../../domain/clocks/clocks.ts';
import type { Step } from '../../domain/clocks/ladder.ts';
import type { Role } from '../../domain/people/contacts.ts';
import type { Verb } from '../../domain/verbs.ts';

export const statusWords: Record<AppealStatus, string> = {
  received: '已受理，待交办',
  confidential: '保密办理',
  dispatched: '已交办，待签收',
  returned: '已申请退件，待认定',
  signed: '已签收，待提出方案',
  planned: '办理中',
  resolved: '已提交办结，待审核',
  answered: '已答复',
  closed: '已结案',
  withdrawn: '已撤回',
};

export const eventWords: Record<EventType, string> = {
  submitted: '受理',
  rerouted: '调整拟派',
  handed_to_centre: '转区为企服务中心确定',
  dispatched: '交办',
  transferred: '改派',
  signed: '签收',
  return_asked: '申请退件',
  return_refused: '认定退件不成立',
  planned: '提出方案',
  plan_replaced: '更换方案',
  progressed: '报送进展',
  commented: '备注',
  supplemented: '补充',
  detached: '移出附件',
  resolved: '提交办结',
  approved: '审核通过',
  rejected: '退回补正',
  released: '转普通件',
  withdrawn: '撤回',
  informed: '告知企业',
  extension_asked: '申请延期',
  extended: '同意延期',
  extension_refused: '不同意延期',
  pause_asked: '申请暂停计时',
  paused: '同意暂停计时',
  pause_refused: '不同意暂停计时',
  resumed: '恢复计时',
  nudged: '催办',
  head_noted: '提示主要负责人',
  supervised: '督办',
  instructed: '转达批示',
  instruction_answered: '回复批示',
  recalculated: '按新规则调整时限',
};

export const clockWords: Record<ClockKind, string> = {
  dispatch: '交办',
  'sign-in': '签收',
  determination: '退件认定',
  plan: '方案',
  result: '办结',
  review: '办结审核',
  rework: '补正',
  extension: '延期或暂停审核',
  inform: '告知企业',
  instruction: '批示回复',
};

/** What was done at each rung, as histories and notes name it. */
export const stepWords: Record<Step, string> = {
  tomorrow: '到期前一工作日提示',
  today: '到期当日提示',
  'last-call': '最后提醒',
  overdue: '逾期提示',
  'head-note': '提示主要负责人',
  supervision: '拟督办',
};

export const verbWords: Record<Verb, string> = {
  submit: '提交诉求',
  reroute: '调整拟派专班',
  transfer: '改派',
  signIn: '签收',
  askReturn: '申请退件',
  upholdReturn: '认定退件',
  refuseReturn: '认定退件',
  plan: '提出方案',
  replacePlan: '提出方案',
  progress: '报送进展',
  askCompany: '向专员提问',
  resolve: '提交办结',
  backfill: '补录',
  approve: '审核办结',
  reject: '审核办结',
  comment: '备注',
  supplement: '补充',
  detach: '补充',
  withdraw: '撤回',
  see: '查看',
  look: '查看',
  lookAtForce: '查看专班在办诉求',
  oneByOne: '逐件办理',
  bind: '绑定或解绑群',
  decideTip: '受理线索',
  release: '转普通件',
  inform: '记录已告知企业',
  askExtension: '申请延期或暂停计时',
  askPause: '申请延期或暂停计时',
  grantTime: '审核延期或暂停计时',
  refuseTime: '审核延期或暂停计时',
  resume: '恢复计时',
  nudge: '催办',
  urge: '发逾期催办',
  explain: '代表单位说明情况',
  passOn: '代表单位说明情况',
  releaseNote: '签发提示',
  supervise: '督办',
  instruct: '转达批示',
  answerInstruction: '回复批示',
  recalculate: '调整在办时限',
  substitute: '安排代岗',
  substituteOthers: '为他人安排代岗',
  report: '查看统计和晨报',
};

export const roleWords: Record<Role, string> = {
  'task-force-leader': '组长',
  'deputy-leader': '副组长',
  'office-head': '办公室主任',
  liaison: '联络员',
  office: '专班办公室',
  specialist: '营商环境专员',
  'service-centre': '区为企服务中心',
  duty: '值班',
  'district-office': '区营商办',
  leader: '区领导',
  'leader-liaison': '领导联络员',
  audit: '督查室',
  contact: '单位联系人',
  administrator: '系统管理员',
};

export const tierWords = { 1: '主要负责人', 2: '分管负责同志', 3: '业务人员' } as const;

/** To a press that came once more; the card shows what became of it. */
export const pressedBefore = '这次点击此前已收到，请以卡片显示的最新情况为准。';

/** Said when the program itself failed; `id` stands in the log beside the cause. */
export function faultText(id: string): string {
  return `没有办成，已记录（编号 ${id}）。请稍后再试；仍不行，请把编号告诉系统管理员。`;
}

/** The event ended the process twice and is not tried again by itself; `id` stands in the log. */
export function asideText(id: string): string {
  return `您的消息（或点击）未能办理，系统已将其搁置（编号 ${id}），没有作任何改动。请分成几段、换个说法重新发送；仍不行，请把编号告诉系统管理员。`;
}
