import type { AppealStatus } from '../../domain/appeal/appeal.ts';
import type { ClockKind } from '../../domain/clocks/clocks.ts';
import type { Step } from '../../domain/clocks/ladder.ts';
import type { Role } from '../../domain/people/contacts.ts';
import type { Relation } from '../../domain/people/relations.ts';

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

/** The name of each rung in histories and notes. */
export const stepWords: Record<Step, string> = {
  tomorrow: '到期前一工作日提示',
  today: '到期当日提示',
  'last-call': '最后提醒',
  overdue: '逾期提示',
  'head-note': '提示主要负责人',
  supervision: '拟督办',
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

/** Names of relations to an appeal or to the desk, as in the guide. */
export const relationWords: Record<Relation, string> = {
  submitter: '提交人',
  town: '本镇专员',
  handler: '承办单位业务人员、专班联络员和办公室',
  office: '专班办公室',
  superior: '单位主要负责人、分管负责同志、专班副组长',
  commander: '专班组长',
  specialist: '营商环境专员',
  centre: '区为企服务中心',
  'district-office': '区营商办',
  reader: '保密件专人',
  leader: '区领导及其联络员',
  audit: '督查室',
  administrator: '系统管理员',
};

export const tierWords = { 1: '主要负责人', 2: '分管负责同志', 3: '业务人员' } as const;

/** The answer to a repeated press; the card shows the result. */
export const pressedBefore = '这次点击此前已收到，请以卡片显示的最新情况为准。';

/** Said when the program itself failed; the log has `id` beside the cause. */
export function faultText(id: string): string {
  return `没有办成，已记录（编号 ${id}）。请稍后再试；仍不行，请把编号告诉系统管理员。`;
}

/** Said when the event ended the process twice and is not tried again by itself; the log has `id`. */
export function asideText(id: string): string {
  return `您的消息（或点击）未能办理，系统已将其搁置（编号 ${id}），没有作任何改动。请分成几段、换个说法重新发送；仍不行，请把编号告诉系统管理员。`;
}
