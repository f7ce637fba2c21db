import type { Binding } from '../../domain/chats.ts';
import type { Card, Text } from '../../domain/message.ts';
import { type Rules, taskForce, unitName } from '../../domain/rules.ts';
import { say } from '../notes/notes.ts';
import { line, muted } from './facts.ts';

/** A group's task in words. */
export function bindingText(binding: Binding, rules: Rules): string {
  switch (binding.kind) {
    case 'task-force':
      return `${taskForce(rules, binding.taskForce).name}专班`;
    case 'unit':
      return unitName(rules, binding.unit);
    case 'centre':
      return '区为企服务中心';
    case 'specialists':
      return '营商环境专员群';
    case 'leaders':
      return '领导群';
    default:
      return binding satisfies never;
  }
}

/** The greeting to a group that added the bot, and the answer to 绑定 without anything else. */
export function bindCard(rules: Rules): Card {
  const forces = rules.taskForces.map(({ number, name }) => ({
    label: `${number} ${name}专班`,
    value: `专班 ${number}`,
  }));
  const others = [
    { label: '区为企服务中心', value: '服务中心' },
    { label: '营商环境专员群', value: '专员群' },
    { label: '领导群', value: '领导群' },
  ];
  return {
    kind: 'card',
    title: '诉求管家已入群',
    tone: 'blue',
    blocks: [
      line('请系统管理员或区营商办选择本群承担的工作，绑定后诉求即发到本群：'),
      {
        kind: 'form',
        name: 'bind',
        fields: [{ kind: 'choice', name: 'target', label: '绑定为', required: true, choices: [...forces, ...others] }],
        submit: { label: '绑定', say: '绑定', style: 'primary' },
      },
      muted('也可@诉求管家发送“绑定专班 获得电力”“绑定单位 区税务局”；“解绑”可解除。'),
    ],
  };
}

export function externalGroupText(): Text {
  return say('本群有外部成员，不能用于办理诉求，以免信息外泄。请使用仅有内部人员的群。');
}

/** To the centre: a bound group has outside members now, so nothing is sent there any more. */
export function lostGroupText(name: string, all: Binding[], rules: Rules): Text {
  const served = all.map((one) => bindingText(one, rules)).join('、');
  return say(
    `“${name}”群现有外部成员，已自动解绑（${served}）。有关诉求改为私发给联系人，请尽快更换内部群并重新绑定。`,
  );
}

export function boundText(all: Binding[], rules: Rules): Text {
  return say(`本群已绑定：${all.map((one) => bindingText(one, rules)).join('、')}。有关诉求将发到本群。`);
}

export function boundCard(all: Binding[], rules: Rules): Card {
  return {
    kind: 'card',
    title: '诉求管家已入群',
    tone: 'green',
    tag: '已绑定',
    blocks: [
      line(`本群已绑定：${all.map((one) => bindingText(one, rules)).join('、')}。有关诉求将发到本群。`),
      muted('发送“帮助”可查看使用说明；“解绑”可解除绑定。'),
    ],
  };
}

export function unboundText(all: Binding[], rules: Rules): Text {
  return say(`本群已解绑：${all.map((one) => bindingText(one, rules)).join('、')}。有关诉求不再发到本群。`);
}
