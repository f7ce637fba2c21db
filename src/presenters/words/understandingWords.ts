import type { Channel } from '../../domain/appeal/parts.ts';
import type { Rules } from '../../domain/rules.ts';
import type { Kind, Sensitivity } from '../../domain/texts/reading.ts';

/** What the reader understood, in words (domain/texts/reading.ts). */

export const kindWords: Record<Kind, string> = {
  appeal: '企业诉求',
  progress: '办理进展',
  plan: '解决方案',
  result: '办理结果',
  ack: '回应（收到、好的）',
  question: '询问',
  correction: '更正或补充',
  command: '办理命令',
  thanks: '致谢',
  chitchat: '闲谈',
  notice: '通知',
};

export const channelWords: Record<Channel, string> = {
  platform: '平台转办',
  visit: '走访',
  meeting: '会议座谈',
  phone: '来电',
  other: '未写明',
};

export const sensitivityWords: Record<Sensitivity['level'], string> = {
  sure: '涉及敏感内容',
  suspected: '疑似敏感',
  none: '未见敏感内容',
};

/** By the names of training/corpus/intents.jsonl. */
const verbsUnderstood: Record<string, string> = {
  new_appeal: '提交诉求',
  several: '几件事一起说',
  supplement: '补充',
  correct: '更正',
  withdraw: '撤回',
  company_feedback: '转述企业反馈',
  inform_company: '已告知企业',
  nudge: '催办',
  query_status: '查办理情况',
  query_contact: '查联系方式',
  query_list: '查清单',
  query_figures: '查统计',
  query_digest: '看晨报',
  query_how_computed: '问时限怎么算',
  sign_in: '签收',
  plan: '提出方案',
  progress: '报送进展',
  resolve: '提交办结',
  ask_return: '申请退件',
  question_to_submitter: '问专员',
  ask_extension: '申请延期',
  ask_pause: '申请暂停计时',
  answer_instruction: '回复批示',
  approve_extension: '同意延期',
  refuse_extension: '不同意延期',
  uphold_return: '退件成立',
  refuse_return: '退件不成立',
  approve_result: '审核通过',
  reject_result: '退回补正',
  transfer: '改派',
  reroute_before_dispatch: '交办前换专班',
  supervise: '督办',
  release_paper: '签发',
  leader_remark: '领导意见',
  stand_in: '代岗',
  change_contact: '变更联系人名单',
  add_cohandler: '增加协办',
  bind_group: '绑定群',
  help: '帮助',
  who_am_i: '我是谁',
  ack: '回应',
  thanks: '致谢',
  chat: '闲谈',
};

export function verbUnderstood(name: string): string {
  return verbsUnderstood[name] ?? name;
}

/** 0.934 → "93%" */
export function inPercent(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)}%`;
}

/** How sure the reader is; it never is entirely. */
export function sureText(share: number): string {
  if (share >= 0.99) return '99%以上';
  return share < 0.01 ? '不足1%' : inPercent(share);
}

/** What people corrected of texts like it, and now speaks for a task force. */
export function correctedText(cases: number): string {
  return `与近期更正的${cases}件相似`;
}

/** “变压器”“增容” */
export function quotedWords(words: readonly string[]): string {
  return words.map((word) => `“${word}”`).join('');
}

/** "第24项 电力外线工程限时审批（目标：…）" */
export function measureText(number: number, { measures }: Rules): string | undefined {
  const measure = measures.find((one) => one.number === number);
  if (!measure) return undefined;
  return `第${number}项“${measure.title}”${measure.target ? `（目标：${measure.target}）` : ''}`;
}
