import type { Button, Card } from '../../domain/message.ts';
import { sensitiveTerms } from '../../domain/routing/route.ts';
import type { Rules } from '../../domain/rules.ts';
import { forGroup } from '../group/groupText.ts';
import { otherwiseDone } from '../words/verbs.ts';
import { closedCard, line, muted } from './facts.ts';

/**
 * To the centre: somebody who may not submit has written what looks like an appeal. If the text is sensitive the writer
 * is not named, because the tip becomes confidential once accepted.
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

const tipsOnPage = 10;

/** All waiting tips, ten per page; a page number beyond the last shows the last page. */
export function tipList(
  open: { id: string; text: string; attachments: unknown[] }[],
  { page, rules }: { page: number; rules: Rules },
): Card {
  const title = `待处理线索 ${open.length} 条`;
  if (open.length === 0) return { kind: 'card', title, tone: 'grey', blocks: [muted('目前没有待处理的线索。')] };
  const pages = Math.ceil(open.length / tipsOnPage);
  const shown = Math.min(page, pages);
  const blocks = open
    .slice((shown - 1) * tipsOnPage, shown * tipsOnPage)
    .flatMap((tip) => tipCard(tip, { rules }).blocks.slice(0, 3));
  const turns: Button[] = [
    ...(shown > 1 ? [{ label: '上一页', say: `线索 ${shown - 1}` }] : []),
    ...(shown < pages ? [{ label: '下一页', say: `线索 ${shown + 1}` }] : []),
  ];
  return {
    kind: 'card',
    title,
    tone: 'orange',
    ...(pages > 1 ? { tag: `第${shown}页，共${pages}页` } : {}),
    blocks: [
      ...blocks,
      ...(turns.length > 0 ? [{ kind: 'buttons' as const, buttons: turns }] : []),
      muted('点【受理】即编号办理。'),
    ],
  };
}

/**
 * The card of a decided tip, for anybody who presses a copy of it. `number`: of the appeal that it became; without a
 * number it was declined.
 */
export function settledTip(number?: string): Card {
  return closedCard('收到一条线索', number === undefined ? '不予受理' : otherwiseDone.tipAccepted(number));
}
