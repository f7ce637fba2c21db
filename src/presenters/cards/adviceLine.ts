import type { Block } from '../../domain/message.ts';
import { taskForce } from '../../domain/rules.ts';
import { type AppealFacts, line } from './facts.ts';

/**
 * What a language model proposed, where a person still has to choose: named as a proposal, beside the likeliest three
 * (docs/develop/understanding.md#adviser).
 */
export function adviceLine({ appeal, rules }: AppealFacts): Block[] {
  const { routing } = appeal;
  const advised = routing.kind === 'unsure' ? routing.candidates.find((one) => one.advised) : undefined;
  if (!advised) return [];
  return [line({ bold: '大模型建议（仅供参考）：' }, `${taskForce(rules, advised.taskForce).name}专班`)];
}
