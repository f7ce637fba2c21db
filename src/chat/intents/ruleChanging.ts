import { decideChange, pendingChange } from '../../commands/time/ruleChange.ts';
import { ruleChangeCard, ruleChangeSettled } from '../../presenters/notes/ruleChange.ts';
import { doneWords, otherwiseDone } from '../../presenters/words/verbs.ts';
import { done, type Reply, type Turn } from '../turn.ts';
import type { Intent, Words } from './intent.ts';

async function show(turn: Turn): Promise<Reply> {
  return { privately: ruleChangeCard(await pendingChange(turn.work, turn.acting)) };
}

async function adjust(turn: Turn, { id = '' }: Words): Promise<Reply> {
  await decideChange(turn.work, turn.acting, { report: id, adjust: true });
  return { ...done(doneWords.recalculate()), card: ruleChangeSettled('adjusted') };
}

async function keep(turn: Turn, { id = '' }: Words): Promise<Reply> {
  await decideChange(turn.work, turn.acting, { report: id, adjust: false });
  return { ...done(otherwiseDone.clocksKept), card: ruleChangeSettled('kept') };
}

/** Decisions about running deadlines after a change of the rules or the calendar. */
export const ruleChanging: Intent[] = [
  {
    name: 'ruleChange',
    verb: 'recalculate',
    pattern: /^(?:查看)?时限变化$/,
    run: show,
  },
  { name: 'adjustClocks', verb: 'recalculate', pattern: /^按新规则调整\s+(?<id>[\w-]+)$/, run: adjust },
  { name: 'keepClocks', verb: 'recalculate', pattern: /^保持原时限\s+(?<id>[\w-]+)$/, run: keep },
];
