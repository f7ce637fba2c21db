import { mask } from '../../domain/masking.ts';
import type { Card } from '../card.ts';
import { line, muted } from './facts.ts';

/** To the centre: somebody who may not submit has written what looks like an appeal. */
export function tipCard(tip: { id: string; text: string; attachments: unknown[] }, name?: string): Card {
  const files = tip.attachments.length > 0 ? `，附件 ${tip.attachments.length} 个` : '';
  return {
    kind: 'card',
    title: '收到一条线索',
    tone: 'orange',
    blocks: [
      line(`${name ?? '名单外人员'}发来，尚未受理${files}：`),
      { kind: 'quote', text: mask(tip.text) },
      {
        kind: 'buttons',
        buttons: [
          { label: '受理', say: `受理线索 ${tip.id}`, style: 'primary' },
          { label: '不予受理', say: `不予受理 ${tip.id}`, confirm: '确定不予受理吗？' },
        ],
      },
      muted('受理后按正常诉求编号、交办。'),
    ],
    summary: '收到一条线索',
  };
}
