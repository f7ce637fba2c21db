import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { Block, Card } from '../../domain/message.ts';
import { dayText } from '../../domain/time/chinaTime.ts';
import { line, muted } from './facts.ts';
import { instructionHead } from './instruction.ts';

/** The text and the answer of every 批示, for readers inside. */
export function instructionLines({ instructions = [] }: Appeal, shown: (text: string) => string): Block[] {
  return instructions.map((one) =>
    line(
      { bold: `${instructionHead(one)}：` },
      `${shown(one.text)}（${dayText(one.at)}）`,
      one.answer ? `。回复：${shown(one.answer.text)}（${dayText(one.answer.at)}）` : '。待回复',
    ),
  );
}

/**
 * A card has room for this many with their buttons (docs/develop/feishu.md#cards); older ones appear when these are
 * handled.
 */
const shownAtMost = 10;

/** Remarks that a leader only keeps; nobody else reads them. */
export function remarksCard(remarks: { id: string; appeal: string; text: string; at: string }[]): Card {
  const shown = remarks.slice(-shownAtMost);
  const blocks = shown.flatMap(({ id, appeal, text, at }): Block[] => [
    line({ bold: `${appeal} ` }, `（${dayText(at)}）`),
    { kind: 'quote', text },
    {
      kind: 'buttons',
      buttons: [
        { label: '作为批示转办', say: `预览意见 ${id}` },
        { label: '删除', say: `不用了 ${id}` },
      ],
    },
  ]);
  const none = [line('没有只记录的意见。')];
  return {
    kind: 'card',
    title: `我的意见（${remarks.length}条）`,
    tone: 'blue',
    blocks: [
      ...(blocks.length > 0 ? blocks : none),
      ...(shown.length < remarks.length ? [muted(`仅列最近${shown.length}条，处理后显示更早的。`)] : []),
      muted('只有您本人能看到。发送“意见 编号：内容”可记一条新的意见。'),
    ],
  };
}
