/** What the bot asks when words may mean several things, and the labels of its buttons. */

const youSaid = '您刚才发来：';
const called = ({ number, title }: Named) => `${number}“${title}”`;

interface Named {
  number: string;
  title: string;
}

export const titles = {
  act: '请确认要办理的事项',
  several: '请确认是否分件受理',
  another: '请确认是否另一件诉求',
  correct: '请确认是否更正',
  whichOne: '请确认属于哪件诉求',
  withdraw: '请确认是否撤回诉求',
  files: '有附件尚未归入诉求',
  record: (number: string) => `请确认如何记录 ${number}`,
  handle: (number: string) => `请确认如何办理 ${number}`,
  notTaken: (number: string) => `内容未记入 ${number}`,
  todo: '我的待办',
  found: (words: string) => `查询“${words}”`,
  ofForce: (force: string) => `${force}专班在办`,
} as const;

/** Each question is followed by a quote of the person's words. */
export const questions = {
  nothingFound: (who: string) => `没有找到“${who}”的诉求，尚未记录。${youSaid}`,
  noMatter: `没有看出企业和诉求事项，尚未编号。${youSaid}`,
  withdraw: (appeal?: Named) => (appeal ? `是否撤回 ${called(appeal)}？${youSaid}` : youSaid),
  mayWithdraw: (appeal: Named) => `是否撤回 ${called(appeal)}？`,
  mentions: (appeal: Named) => `内容提到 ${called(appeal)}，尚未记录。${youSaid}`,
  lookOrDo: `没有看懂要查询还是交办，尚未记录。${youSaid}`,
  files: (number: string, files: number) => `您此前发来的 ${files} 个附件还没有归入任何诉求。是否归入 ${number}？`,
  notAnAppeal: `这不像一件诉求，尚未编号。${youSaid}`,
  several: (count: number) => `看起来有 ${count} 件事项，尚未编号，也未派给任何专班：`,
  commandOrAppeal: (hint: string) => `没有看懂是办理命令还是新诉求，尚未编号。${hint}${youSaid}`,
  whichStep: (appeal: Named | undefined, hint: string) =>
    `${appeal ? `这是否关于 ${called(appeal)}？` : ''}没有看懂是哪项办理，尚未记录。${hint}${youSaid}`,
  another: (last: Named) => `刚受理了 ${called(last)}。您又发来：`,
  correct: (number: string, what: string) => `是否更正 ${number}：${what}？您刚才发来：`,
  contactOnly: `只有联系信息，没有诉求事项，尚未编号。${youSaid}`,
  gathered: (last: Named) => `刚受理了 ${called(last)}。内容尚未记录，您又发来：`,
  notRecorded: (before: string) => `${before}内容尚未记录。${youSaid}`,
  unsigned: (number: string) => `${number} 尚未签收，`,
  twoRoles: ({ title }: Pick<Named, 'title'>) => `您既是“${title}”的提交方，又是承办方。刚才发来：`,
  notTaken: (why: string) => `${why}${youSaid}`,
} as const;

export const labels = {
  asRead: '是，照此办理',
  asNew: '作为新诉求受理',
  apart: '另立一件',
  each: (count: number) => `分成 ${count} 件受理`,
  whole: '作为一件受理',
  toCentre: '转区为企服务中心',
  leave: '不用了',
  todo: '我的待办',
  openOnes: '查看在办诉求',
  find: '查询',
  withdrawOne: '撤回诉求',
  correct: '更正',
  supplementOne: '补充到诉求',
  supplementTo: (number: string) => `补充到 ${number}`,
  fileTo: (number: string) => `归入 ${number}`,
  sign: '签收',
  progress: '报进展',
  plan: '提方案',
  resolve: '提交办结',
  giveBack: '申请退件',
  pause: '申请暂停计时',
  extend: '申请延期',
  askCompany: '问专员',
  askCentre: '转问区为企服务中心',
  askUnit: '转问承办单位',
  instruct: '作为意见，先预览',
  nudge: '催办',
  supplement: '补充',
  comment: '记为备注',
  withdraw: '撤回',
  inform: '已告知企业',
  look: '查看',
  approve: '审核通过',
  reject: '退回补正',
  refuseReturn: '退件不成立',
  upholdReturn: '退件成立，改派',
  grantTime: '同意',
  refuseTime: '不同意',
} as const;

/** Names of fields that a form or words may lack, for the refusal. */
export const fieldWords = {
  force: '改派到专班',
  plan: '解决方案',
  newPlan: '新的解决方案',
  whyReplaced: '更换原因',
  progress: '进展情况',
  outcome: '办理结果',
  companyText: '答复企业的内容',
  step: '补录事项',
  doneOn: '实际办理日期',
  planText: '方案内容',
  explanation: '情况说明',
  instructionAnswer: '落实情况',
  supplement: '补充内容',
  supervisionReason: '督办事由',
  supervisionLevel: '级别',
  extendedTo: '申请延至的日期',
  extensionReason: '延期理由',
  pauseCause: '暂停原因',
  pausedTo: '暂停至的日期',
  pauseReason: '具体情况',
} as const;

/** Said when the pressed card is out of date. */
export const buttonGone = '这个按钮已失效，卡片已更新。';

/** One of several matters in a preview, with where it would go. */
export function matterLine(
  index: number,
  matter: { company?: string; title: string },
  force: string | undefined,
): string {
  const whose = matter.company ? `${matter.company}：` : '';
  return `${index}. ${whose}${matter.title}（${force ? `拟派${force}专班` : '待选专班'}）`;
}
