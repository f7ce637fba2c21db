import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { currentReader } from '../../src/settings/currentReader.ts';
import {
  examplesConsidered,
  forgetPrevious,
  readModel,
  refuseExamples,
  rollBack,
  takeCandidate,
  writeCandidate,
  writeModel,
} from '../../src/settings/modelStore.ts';
import type { Model } from '../../src/understanding/model.ts';
import { rules } from '../domain/given.ts';
import { smallModel } from '../support/smallModel.ts';

const earlier = '2026-11-20T02:00:00.000Z';
const later = '2026-11-21T02:00:00.000Z';

describe('模型 — taken, rolled back, refused', () => {
  let model: Model;
  let folder: string;
  let file: string;
  before(() => {
    model = smallModel();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'appeal-desk-model-'));
    file = join(folder, 'model.bin');
    writeModel(file, model);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const learned = (upTo: string, dispatchFrom: number): Model => ({
    ...model,
    learned: { examples: 2, upTo },
    calibration: { ...model.calibration, dispatchFrom },
  });
  const take = (candidate: Model) => {
    writeCandidate(file, candidate);
    takeCandidate(file);
  };

  it('a candidate changes nothing before it is taken; whoever reads then goes on with it', () => {
    const current = currentReader(file, rules);
    writeCandidate(file, learned(earlier, 0.8));
    expect([current.refresh(), current.reader.dispatchFrom]).to.deep.equal([false, 0.7]);
    takeCandidate(file);
    expect(current.reader.dispatchFrom, 'until it looks').to.equal(0.7);
    expect([current.refresh(), current.reader.dispatchFrom]).to.deep.equal([true, 0.8]);
    expect(current.refresh()).to.equal(false);
    expect(current.reader.read('申请变压器增容').matters[0].ranking).to.have.length(18);
  });

  it('corrections are considered up to what was learned', () => {
    expect(examplesConsidered(file)).to.equal(undefined);
    take(learned(earlier, 0.8));
    expect(examplesConsidered(file)).to.equal(earlier);
  });

  it('a rollback brings the model of before, once, and the other one is not made again of the same corrections', () => {
    take(learned(earlier, 0.8));
    take(learned(later, 0.9));
    expect(rollBack(file)).to.equal(true);
    expect(readModel(file).calibration.dispatchFrom).to.equal(0.8);
    expect(examplesConsidered(file)).to.equal(later);
    expect(rollBack(file), 'a second one has nowhere to go').to.equal(false);
    expect(readModel(file).calibration.dispatchFrom).to.equal(0.8);
  });

  it('what was refused is not made again of the same corrections; of other texts it is', () => {
    writeCandidate(file, learned(later, 0.9));
    refuseExamples(file, later);
    expect(examplesConsidered(file)).to.equal(later);
    expect(existsSync(`${file}.candidate`)).to.equal(false);
    writeModel(file, { ...model, sources: 'others' });
    expect(examplesConsidered(file)).to.equal(undefined);
  });

  it('a model of other texts, or of a program of before, is no way back', () => {
    take({ ...learned(earlier, 0.8), sources: 'others' });
    expect(rollBack(file)).to.equal(false);
    take(learned(later, 0.9));
    forgetPrevious(file);
    expect(rollBack(file)).to.equal(false);
  });

  it('a file that is no model is refused, and what reads goes on', () => {
    const current = currentReader(file, rules);
    writeFileSync(file, 'something else');
    expect(() => current.refresh()).to.throw('run npm run train');
    expect(current.reader.dispatchFrom).to.equal(0.7);
  });
});
