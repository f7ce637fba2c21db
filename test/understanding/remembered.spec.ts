import { expect } from 'chai';
import { remembered } from '../../src/understanding/reading/remembered.ts';

describe('记住 — what was asked about lately is not read again', () => {
  it('the last texts, as many as fit; the oldest is forgotten first', () => {
    const asked: string[] = [];
    const ask = remembered((text) => asked.push(text), 10);
    for (const text of ['一二三四', '五六七八', '一二三四', '九十', '五六七八']) ask(text);
    expect(asked).to.deep.equal(['一二三四', '五六七八', '九十']);
    ask('再来四字');
    ask('一二三四');
    expect(asked.slice(3)).to.deep.equal(['再来四字', '一二三四']);
  });

  it('a text longer than all that is kept is answered, and not kept', () => {
    let times = 0;
    const ask = remembered(() => (times += 1), 3);
    expect([ask('一二三四'), ask('一二三四')]).to.deep.equal([1, 2]);
  });
});
