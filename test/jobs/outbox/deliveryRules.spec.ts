import { expect } from 'chai';
import type { Block, Card, Span } from '../../../src/domain/message.ts';
import { withoutMentions } from '../../../src/jobs/outbox/deliveryRules.ts';

const card = (blocks: Block[]): Card => ({ kind: 'card', title: 't', tone: 'blue', blocks });

describe('a message whose mention was refused', () => {
  const spans: Span[] = ['请', { mention: 'ou_a', name: '甲' }];
  const quote: Block = { kind: 'quote', text: 'x' };

  it('names people instead of mentioning them, in folds, too, and changes nothing else', () => {
    const asked: Block = { kind: 'line', spans };
    const bare: Block = { kind: 'line', spans: ['请', '@甲'] };
    const given = card([asked, { kind: 'fold', title: 't', blocks: [asked] }, quote]);
    expect(withoutMentions(given)).to.deep.equal(card([bare, { kind: 'fold', title: 't', blocks: [bare] }, quote]));
    expect(withoutMentions({ kind: 'text', spans })).to.deep.equal({ kind: 'text', spans: ['请', '@甲'] });
  });

  it('is not sent again when it mentions nobody', () => {
    expect(withoutMentions(card([quote]))).to.equal(undefined);
    expect(withoutMentions({ kind: 'text', spans: ['请'] })).to.equal(undefined);
  });
});
