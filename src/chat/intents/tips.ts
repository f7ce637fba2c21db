import { acceptTip } from '../../commands/acceptTip.ts';
import { declineTip } from '../../commands/declineTip.ts';
import { authorize } from '../../domain/policy.ts';
import { muted } from '../../presenters/cards/facts.ts';
import { tipCard } from '../../presenters/cards/tipCard.ts';
import { readAppeal } from '../readAppeal.ts';
import { done, type Reply, speakerOf, type Turn } from '../turn.ts';
import type { Intent, Words } from './intent.ts';

async function accept(turn: Turn, { id = '' }: Words): Promise<Reply> {
  const appeal = await acceptTip(turn.work, turn.acting, { id, read: readAppeal });
  return { ...done(`已受理，编号 ${appeal.number}`), card: tipDone(`已受理，编号 ${appeal.number}`) };
}

async function decline(turn: Turn, { id = '' }: Words): Promise<Reply> {
  await declineTip(turn.work, turn.acting, { id });
  return { ...done('已标记为不予受理'), card: tipDone('不予受理') };
}

function tipDone(tag: string): Reply['card'] {
  return { kind: 'card', title: '收到一条线索', tone: 'grey', tag, blocks: [muted(`${tag}，无需操作。`)] };
}

async function listTips(turn: Turn): Promise<Reply> {
  authorize(speakerOf(turn), 'acceptTip');
  const tips = await turn.work.store.openTips(10);
  if (tips.length === 0) return { privately: { kind: 'text', spans: ['目前没有待处理的线索。'] } };
  const blocks = tips.flatMap((tip) => tipCard(tip, { rules: turn.work.rules }).blocks.slice(0, 3));
  return {
    privately: {
      kind: 'card',
      title: `待处理线索 ${tips.length} 条`,
      tone: 'orange',
      blocks: [...blocks, muted('点【受理】即编号办理。')],
    },
  };
}

const who = ['centre'] as const;

/** What the centre does with 线索. */
export const tips: Intent[] = [
  { name: 'acceptTip', example: '受理线索 t1', who, pattern: /^受理线索\s+(?<id>[\w-]+)$/, run: accept },
  { name: 'declineTip', example: '不予受理 t1', who, pattern: /^不予受理\s+(?<id>[\w-]+)$/, run: decline },
  { name: 'tips', example: '线索', help: '查看待处理的线索', who, pattern: /^(?:待处理)?线索$/, run: listTips },
];
