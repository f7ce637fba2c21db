import { decideChange, pendingChange } from '../../commands/time/ruleChange.ts';
import { ruleChangeCard, ruleChangeSettled } from '../../presenters/notes/ruleChange.ts';
import { done, type Reply, type Turn } from '../turn.ts';
import type { Intent, Words } from './intent.ts';

async function show(turn: Turn): Promise<Reply> {
  return { privately: ruleChangeCard(await pendingChange(turn.work, turn.acting)) };
}

async function adjust(turn: Turn, { id = '' }: Words): Promise<Reply> {
  await decideChange(turn.work, turn.acting, { report: id, adjust: true });
  return { ...done('已开始按新规则调整在办时限，卡片随即更新'), card: ruleChangeSettled('已按新规则调整') };
}

async function keep(turn: Turn, { id = '' }: Words): Promise<Reply> {
  await decideChange(turn.work, turn.acting, { report: id, adjust: false });
  return { ...done('在办时限保持不变'), card: ruleChangeSettled('保持原时限') };
}

const who = ['district-office'] as const;

/** What becomes of the running deadlines when the rules or the calendar changed. */
export const ruleChanging: Intent[] = [
  {
    name: 'ruleChange',
    example: '时限变化',
    help: '查看规则或日历变化对在办时限的影响',
    who,
    pattern: /^(?:查看)?时限变化$/,
    run: show,
  },
  { name: 'adjustClocks', example: '按新规则调整 r1', who, pattern: /^按新规则调整\s+(?<id>[\w-]+)$/, run: adjust },
  { name: 'keepClocks', example: '保持原时限 r1', who, pattern: /^保持原时限\s+(?<id>[\w-]+)$/, run: keep },
];
