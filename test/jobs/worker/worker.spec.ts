import { expect } from 'chai';
import { realWait, startableWorker } from '../../../src/jobs/worker/worker.ts';
import { silent } from '../../support/databases.ts';

describe('a worker that is drained', () => {
  it('looks again when a row ended while it looked: what waited behind that row is not left', async () => {
    const [first, second] = [{ id: 1 }, { id: 2 }];
    const worked: number[] = [];
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    let looks = 0;
    const worker = startableWorker<{ id: number }>({
      ...{ name: 'test', log: silent, width: 2, hold: 2 },
      async claim() {
        looks += 1;
        if (looks === 1) return [first];
        if (looks > 2) return worked.includes(2) ? [] : [second];
        // The picture of the table is of before the first row's end, which comes before the answer.
        end();
        await new Promise((resolve) => setImmediate(resolve));
        return [];
      },
      async work({ id }) {
        if (id === 1) await ended;
        worked.push(id);
        return undefined;
      },
      giveBack: async () => undefined,
    });
    const drained = worker.drain();
    worker.poke();
    await drained;
    expect(worked).to.deep.equal([1, 2]);
    await worker.stop();
  });
});

describe('a worker behind a backlog', () => {
  it('looks for more only when what it has no longer fills its places', async () => {
    const backlog = Array.from({ length: 40 }, (_, index) => ({ id: index + 1 }));
    const worked: number[] = [];
    let looks = 0;
    const worker = startableWorker<{ id: number }>({
      ...{ name: 'test', log: silent, width: 2, hold: 10 },
      giveBack: async () => undefined,
      async claim(limit) {
        looks += 1;
        return backlog.splice(0, limit);
      },
      async work({ id }) {
        worked.push(id);
        return undefined;
      },
    });
    await worker.drain();
    expect(worked).to.have.lengthOf(40);
    expect(looks).to.be.at.most(8);
    await worker.stop();
  });
});

describe('a worker with many rows that wait for better times', () => {
  it('stops them all at once, and nobody takes that for a leak', async () => {
    const warnings: string[] = [];
    const warned = ({ name }: Error) => warnings.push(name);
    process.on('warning', warned);
    const rows = Array.from({ length: 40 }, (_, index) => ({ id: index + 1 }));
    let waiting = 0;
    let allWait: () => void = () => undefined;
    const all = new Promise<void>((resolve) => {
      allWait = resolve;
    });
    const worker = startableWorker<{ id: number }>({
      ...{ name: 'test', log: silent, width: 4, hold: 40 },
      giveBack: async () => undefined,
      claim: async (limit) => rows.splice(0, limit),
      work: async () => async (stopping) => {
        waiting += 1;
        if (waiting === 40) allWait();
        await realWait(3_600_000, stopping);
      },
    });
    worker.poke();
    await all;
    await worker.stop();
    await new Promise(setImmediate); // warnings come a turn later
    process.off('warning', warned);
    expect(warnings).to.deep.equal([]);
  });
});
