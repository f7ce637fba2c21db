import { sensitiveTerms } from '../../domain/routing/route.ts';
import type { Rules } from '../../domain/rules.ts';
import type { Card } from '../card.ts';
import { forGroup } from '../groupText.ts';
import { line, muted } from './facts.ts';

/**
 * To the centre: somebody who may not submit has written what looks like an appeal. Who writes of sensitive matters is
 * not named: once accepted, it is kept in confidence.
 */
export function tipCard(
  tip: { id: string; text: string; attachments: unknown[] },
  { rules, name }: { rules: Rules; name?: string },
): Card {
  const sensitive = sensitiveTerms(tip.text, rules).length > 0;
  const files = tip.attachments.length > 0 ? `，附件 ${tip.attachments.length} 个` : '';
  return {
    kind: 'card',
    title: '收到一条线索',
    tone: 'orange',
    blocks: [
      line(`${sensitive ? '有人' : (name ?? '名单外人员')}发来，尚未受理${files}：`),
      { kind: 'quote', text: forGroup(tip.text, rules) },
      {
        kind: 'buttons',
        buttons: [
          { label: '受理', say: `受理线索 ${tip.id}`, style: 'primary' },
          { label: '不予受理', say: `不予受理 ${tip.id}`, confirm: '确定不予受理吗？' },
        ],
      },
      muted(sensitive ? '内容涉及敏感事项，受理后只报区营商办专人保密办理。' : '受理后按正常诉求编号、交办。'),
    ],
    summary: '收到一条线索',
  };
}
