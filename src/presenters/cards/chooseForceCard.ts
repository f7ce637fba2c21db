import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { Card } from '../../domain/message.ts';
import type { Rules } from '../../domain/rules.ts';
import { forGroup } from '../group/groupText.ts';
import { line, muted, press } from './facts.ts';

/** 换一个 and 其他…: all task forces to choose from, shown in the card that was pressed. */
export function chooseForceCard(appeal: Appeal, rules: Rules): Card {
  const choices = rules.taskForces.map(({ number, name }) => ({ label: `${number} ${name}`, value: String(number) }));
  return {
    kind: 'card',
    title: `选择承办专班 ${appeal.number}`,
    tone: 'blue',
    blocks: [
      line(forGroup(appeal.title, rules, appeal)),
      {
        kind: 'form',
        name: 'choose',
        fields: [{ kind: 'choice', name: 'task_force', label: '承办专班', required: true, choices }],
        submit: { label: '确定', say: `拟派 ${appeal.number}`, rev: appeal.version, style: 'primary' },
      },
      { kind: 'buttons', buttons: [press('返回', '收起', appeal)] },
      muted('选定专班后点【确定】。'),
    ],
  };
}
