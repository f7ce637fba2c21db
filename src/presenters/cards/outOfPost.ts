import type { Card, Message } from '../../domain/message.ts';
import { muted } from './facts.ts';

/** Replaces the card of an appeal that its reader may not see any more; only the number is left in the title. */
export function outOfPost(card: Message): Card {
  return {
    kind: 'card',
    title: card.kind === 'card' ? card.title : '企业诉求',
    tone: 'grey',
    blocks: [muted('您已不在此岗位，或本件已改派，无权查看。')],
    summary: '已无权查看',
  };
}
