import type { Appeal } from '../domain/appeal.ts';
import type { Card, Text } from './card.ts';
import { line, muted } from './cards/facts.ts';
import { say } from './notes.ts';

/** Answers to what is no command: questions back, and hints what to do next. */

export function nothingSaid(): Text {
  return say('请直接写出要办的事，例如企业诉求、“签收 003”；发送“帮助”可查看您能办理的事项。');
}

export function unreadable(what: string): Text {
  return say(`暂时不能读取${what}。请用文字说明；图片、文件和语音可以直接发送。`);
}

export function filesWithoutWords(): Text {
  return say('已收到附件。请回复对应的诉求卡片发送，或用一句话说明是哪件诉求。');
}

export function smallTalk(inGroup: boolean): Text {
  return say(
    inGroup
      ? '仅回复“收到”等，系统无法识别。签收请点卡片上的【签收】，或发送“签收 编号”。'
      : '您好。请直接发送企业诉求（企业名称、事项、联系方式），我来编号交办；发送“帮助”可查看您能办理的事项。',
  );
}

export function idCardWarning(): Text {
  return say('提示：内容含身份证号码，群内已遮盖显示。如非办理必需，请勿发送身份证号码。');
}

export function repeated(appeal: Appeal, draft: string): Card {
  return {
    kind: 'card',
    title: '诉求提交确认',
    tone: 'orange',
    blocks: [
      line(`您刚发送的内容与 ${appeal.number}“${appeal.title}”相同，该件已受理。是否另行受理一件？`),
      {
        kind: 'buttons',
        buttons: [
          { label: '不用了', say: `不用了 ${draft}`, style: 'primary' },
          { label: '仍要提交', say: `仍要提交 ${draft}` },
        ],
      },
      muted('不点则不新建。'),
    ],
  };
}

export function filed(appeal: Appeal, count: number): Card {
  return {
    kind: 'card',
    title: `附件已归入 ${appeal.number}`,
    tone: 'blue',
    blocks: [
      line(`${count} 个附件已归入“${appeal.title}”。`),
      { kind: 'buttons', buttons: [{ label: '归错了', say: `归错了 ${appeal.number}` }] },
      muted('如不属于本件，请点【归错了】。'),
    ],
  };
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

/** To the centre: somebody has to be called, or the roster mended. */
export function undelivered({
  appeal,
  name,
  failure,
}: {
  appeal: string;
  name: string;
  failure: keyof typeof failureWords;
}): Text {
  return say(
    `${appeal} 发给“${name}”的消息需要人工处理：${failureWords[failure]}。请电话告知有关人员，并核对联系人名单。`,
  );
}
