import { expect } from 'chai';
import { rules } from '../domain/given.ts';

const text = '甲要给工人上补充的看病的险,不晓得找谁办';
const same = '甲给工人上补充的看病的险,找谁办';

describe('记忆 — corrections are found again by the likeness of texts', () => {
  it('the same words, nearly the same, and others', () => {
    const memory = rules.reader.newMemory();
    memory.remember([{ appeal: '1', text, taskForce: 8 }]);
    expect(memory.like(text)[0]?.closest).to.be.within(0.999, 1);
    expect(memory.like(same)[0]).to.deep.include({ taskForce: 8, cases: 1 });
    expect(memory.like('甲申请变压器增容两个月未批复')).to.deep.equal([]);
    expect(memory.like('')).to.deep.equal([]);
  });

  it('counts them by task force, the closest first; the last word about an appeal is the only one', () => {
    const memory = rules.reader.newMemory();
    memory.remember([
      { appeal: '1', text: same, taskForce: 8 },
      { appeal: '2', text, taskForce: 3 },
      { appeal: '3', text: same, taskForce: 8 },
    ]);
    expect(memory.like(text).map(({ taskForce, cases }) => [taskForce, cases])).to.deep.equal([[3, 1], [8, 2]]); // biome-ignore format: pairs
    memory.remember([{ appeal: '2', text, taskForce: 8 }]);
    expect(memory.like(text).map(({ taskForce, cases }) => [taskForce, cases])).to.deep.equal([[8, 3]]);
  });

  it('keeps the newest two thousand', () => {
    const memory = rules.reader.newMemory();
    memory.remember([{ appeal: 'old', text, taskForce: 8 }]);
    for (let round = 0; round < 3; round += 1) {
      const others = Array.from({ length: 1_000 }, (_, at) => `${round} ${at}`);
      memory.remember(others.map((appeal) => ({ appeal, text: '甲申请变压器增容', taskForce: 3 })));
    }
    expect(memory.like(text)).to.deep.equal([]);
    expect(memory.like('甲申请变压器增容')[0]?.cases).to.be.within(2_000, 2_500);
  });
});
