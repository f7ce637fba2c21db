import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { Button, Card } from '../../domain/message.ts';
import type { Rules } from '../../domain/rules.ts';
import { closedCard, line, muted } from '../cards/facts.ts';
import { listLine } from '../notes/notes.ts';

/** Cards that ask a person what he meant, or say where his words went and let him take them back. */

export function repeatedCard(appeal: Appeal, draft: string): Card {
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

/** `from`: the message that brought the files, needed to take exactly these out again. */
export function filedCard(appeal: Appeal, { count, from }: { count: number; from: string }): Card {
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

/** Words were added to the same matter; one press makes them a separate appeal. */
export function addedCard({ number, title }: Appeal, from: string): Card {
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

/** A question that was answered by a press. */
export function settledCard(tag = '已办理'): Card {
  return closedCard('请确认要办理的事项', tag);
}

const submitted = { submitted: '已按新诉求受理', dropped: '未新建诉求' } as const;

/** The question whether a repeat is another appeal, after it was answered. */
export function submissionSettled(how: keyof typeof submitted): Card {
  const tag = submitted[how];
  return closedCard('诉求提交确认', tag);
}

/** The person's words and their possible meanings: nothing is done before a press. */
export function questionCard(asked: {
  title: string;
  question: string;
  /** More to know before one answers, a line each. */
  lines?: string[];
  words: string;
  files: number;
  buttons: Button[];
}): Card {
  const { title, question, lines = [], words, files, buttons } = asked;
  return {
    kind: 'card',
    title,
    tone: 'orange',
    blocks: [
      line(question),
      ...lines.map((one) => line(one)),
      ...(words ? [{ kind: 'quote' as const, text: words }] : []),
      ...(files > 0 ? [muted(`附件 ${files} 个`)] : []),
      { kind: 'buttons', buttons },
      muted('点选前不作任何变动，内容已保留。'),
    ],
  };
}

export function pickCard(appeals: Appeal[], draft: string, rules: Rules): Card {
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

export function chosenCard(number: string): Card {
  const blocks = [muted('已按所选诉求办理，无需操作。')];
  return { kind: 'card', title: '请选择是哪件诉求', tone: 'grey', tag: number, blocks };
}
