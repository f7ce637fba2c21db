import type { Card, Message } from '../../domain/message.ts';
import { muted } from './facts.ts';

/** In place of a card of an appeal that its reader may not see any more; its title holds the number alone. */
export function outOfPost(card: Message): Card {
  return {
    kind: 'card',
    title: card.kind === 'card' ? card.title : '企业诉求',
    tone: 'grey',
    blocks: [muted('您已不在此岗位，或本件已改派，无权查看。')],
    summary: '已无权查看',
  };
}
