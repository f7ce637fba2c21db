import { type Appeal, currentAssignment } from '../../domain/appeal/appeal.ts';
import type { Text } from '../../domain/message.ts';
import { type Rules, unitName } from '../../domain/rules.ts';
import { say } from '../notes/notes.ts';
import { statusWords } from './words.ts';

/** Answers to messages that are not a command: questions back, and hints what to do next. */

export function nothingSaid(): Text {
  return say('请直接写出要办的事，例如企业诉求、“签收 003”；发送“帮助”可查看您能办理的事项。');
}

export function unreadable(what: string): Text {
  return say(`暂时不能读取${what}。请用文字说明；图片、文件和语音可以直接发送。`);
}

/** Says openly that files are not kept if it is unclear where they belong. */
export function filesNotKept(why: string): Text {
  return say(`${why}附件未保存。请回复对应的诉求卡片发送，或连同一句话说明一起发送。`);
}

const greetings = {
  submitter:
    '您好。请直接发送企业诉求（企业名称、事项、联系方式），我来编号交办；查询请发送“查 编号”；发送“帮助”可查看您能办理的事项。',
  handler:
    '您好。签收请点卡片上的【签收】，或发送“签收 编号”；办理情况请发送“方案 编号：内容”“进展 编号：内容”“办结 编号：结果”；发送“我的待办”可查看在办诉求。',
  reader: '您好。发送“查 编号”或“查 企业名称”可查看办理情况，发送“我的待办”可查看在办诉求。',
  stranger: '您好。您还不在本系统的联系人名单中。请发送“我是谁”，将显示的 open_id 告知区营商办，由其添加。',
};

/** The answer to words that are neither a command nor an appeal, by the person's role. */
export function smallTalk(role: keyof typeof greetings, inGroup: boolean): Text {
  return say(
    inGroup && role === 'handler'
      ? '仅回复“收到”等，系统无法识别。签收请点卡片上的【签收】，或发送“签收 编号”。'
      : greetings[role],
  );
}

export function idCardWarning(): Text {
  return say('提示：内容含身份证号码，群内已遮盖显示。如非办理必需，请勿发送身份证号码。');
}

export function alreadyThere(number: string): Text {
  return say(`这句话已在 ${number} 中，无需重复发送。`);
}

/** Said first when somebody writes to a work item that waits for a decision; other sentences follow. */
export const decideOnCard = '审核、认定请点事项卡片上的按钮，或在下方确认。';

/** Why words on a quoted card could not be recorded; other sentences follow. */
export function notTakenAny({ number, status }: Appeal): string {
  return `${number} 当前为“${statusWords[status]}”，您不能再补充或报送进展。`;
}

export function movedAway(appeal: Appeal, rules: Rules): string {
  const held = currentAssignment(appeal);
  return `${appeal.number} 已改派${held ? `${unitName(rules, held.unit)}办理` : '其他单位'}，您单位无需继续办理。`;
}

export function notYours(number: string): string {
  return `${number} 不由您提交或办理。`;
}

export function askForWords(count: number): Text {
  return say(`已收到 ${count} 个附件。请发一句话说明企业诉求（企业名称、事项），我来编号受理。`);
}

export function tipLeft(known: boolean): Text {
  const why = known ? '您的角色不能直接提交诉求' : '您还不在本系统的联系人名单中';
  return say(`${why}，内容已作为线索转区为企服务中心，由其决定是否受理。如需直接提交，请联系区营商办。`);
}

const failureWords = {
  'chat-gone': '机器人已不在该群',
  mention: '消息已发出，但未能@到人，平台不认该联系人',
  unreachable: '对方不在应用可用范围、已离职或停用了消息',
  content: '平台拒收该消息内容',
  'target-gone': '原消息已不在',
} as const;

export function tipRepeated(): Text {
  return say('同样的内容今天已收到，并已转区为企服务中心，无需重复发送。');
}

/** To the centre: somebody must be called by telephone, or the roster corrected. */
export function undelivered({
  appeal,
  name,
  failure,
}: {
  /** Absent when the message was a list or a report. */
  appeal?: string;
  name: string;
  failure: keyof typeof failureWords;
}): Text {
  return say(
    `${appeal ?? '提醒或报表'} 发给“${name}”的消息需要人工处理：${failureWords[failure]}。请电话告知有关人员，并核对联系人名单。`,
  );
}

/** To the person who left a tip: whether it was accepted, and nothing about the appeal itself. */
export function tipAnswered(how: 'accepted' | 'declined'): Text {
  return say(
    how === 'accepted'
      ? '您反映的线索已由区为企服务中心受理，将按程序交办，并由专人与企业联系。'
      : '您反映的线索经区为企服务中心研究，不予受理。如有疑问，请联系区为企服务中心。',
  );
}
