import type { Appeal } from '../domain/appeal.ts';
import { currentAssignment } from '../domain/evolve.ts';
import { type Rules, unitName } from '../domain/rules.ts';
import type { Button, Card, Text } from './card.ts';
import { line, muted } from './cards/facts.ts';
import { listLine, say } from './notes.ts';
import { statusWords } from './words.ts';

/** Answers to what is no command: questions back, and hints what to do next. */

export function nothingSaid(): Text {
  return say('请直接写出要办的事，例如企业诉求、“签收 003”；发送“帮助”可查看您能办理的事项。');
}

export function unreadable(what: string): Text {
  return say(`暂时不能读取${what}。请用文字说明；图片、文件和语音可以直接发送。`);
}

/** Nothing is pretended: files nobody can place are not kept. */
export function filesNotKept(why: string): Text {
  return say(`${why}附件未保存。请回复对应的诉求卡片发送，或连同一句话说明一起发送。`);
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

/** `from`: the message that brought the files, so that exactly these can be taken out again. */
export function filed(appeal: Appeal, { count, from }: { count: number; from: string }): Card {
  return {
    kind: 'card',
    title: `附件已归入 ${appeal.number}`,
    tone: 'blue',
    blocks: [
      line(`${count} 个附件已归入“${appeal.title}”。`),
      { kind: 'buttons', buttons: [{ label: '归错了', say: `归错了 ${appeal.number} ${from}` }] },
      muted('如不属于本件，请点【归错了】。'),
    ],
  };
}

/** More of the same matter; one press makes a matter of its own of it. */
export function added({ number, title }: Appeal, from: string): Card {
  return {
    kind: 'card',
    title: `已补充到 ${number}`,
    tone: 'blue',
    blocks: [
      line(`已加到“${title}”，卡片随之更新。`),
      { kind: 'buttons', buttons: [{ label: '另立一件', say: `另立一件 ${number} ${from}` }] },
      muted('如是另一件诉求，请点【另立一件】。'),
    ],
  };
}

export function alreadyThere(number: string): Text {
  return say(`这句话已在 ${number} 中，无需重复发送。`);
}

/** A question of ours that was answered by a press. */
export function settled(tag = '已办理'): Card {
  return { kind: 'card', title: '请确认要办理的事项', tone: 'grey', tag, blocks: [muted(`${tag}，无需操作。`)] };
}

/** What was said, and what it may be: nothing is done before a press. */
export function whatIsMeant(asked: {
  title: string;
  question: string;
  words: string;
  files: number;
  buttons: Button[];
}): Card {
  const { title, question, words, files, buttons } = asked;
  return {
    kind: 'card',
    title,
    tone: 'orange',
    blocks: [
      line(question),
      ...(words ? [{ kind: 'quote' as const, text: words }] : []),
      ...(files > 0 ? [muted(`附件 ${files} 个`)] : []),
      { kind: 'buttons', buttons },
      muted('点选前不作任何变动，内容已保留。'),
    ],
  };
}

export function whichOne(appeals: Appeal[], draft: string, rules: Rules): Card {
  const shown = appeals.slice(0, 10);
  const buttons = shown.map(({ number }) => ({ label: number, say: `续办 ${draft} ${number}` }));
  return {
    kind: 'card',
    title: '请选择是哪件诉求',
    tone: 'blue',
    blocks: [
      ...shown.map((appeal) => line(listLine(appeal, { rules, masked: false }))),
      { kind: 'buttons', buttons },
      muted(appeals.length > shown.length ? '仅列最近10件，其余请写完整编号。' : '点选后即按刚才的内容办理。'),
    ],
  };
}

export function chosen(number: string): Card {
  const blocks = [muted('已按所选诉求办理，无需操作。')];
  return { kind: 'card', title: '请选择是哪件诉求', tone: 'grey', tag: number, blocks };
}

/** Why words on a quoted card could not be recorded: sentences that others follow. */
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
