import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
import { encodeModel } from '../../src/understanding/modelFile.ts';
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

  it('what tells of a refusal is written whole; torn, it is as if it were absent', () => {
    refuseExamples(file, later);
    expect(existsSync(`${file}.refused.new`)).to.equal(false);
    for (const torn of ['{"sources":"fe', '', 'null', '{"sources":"few"}']) {
      writeFileSync(`${file}.refused`, torn);
      expect(examplesConsidered(file), torn).to.equal(undefined);
    }
    refuseExamples(file, later);
    expect(examplesConsidered(file)).to.equal(later);
  });

  describe('a running process keeps its model when there lies', () => {
    const { sayers: _, ...without } = smallModel();
    const ofBefore = () => Buffer.from(encodeModel(model).toString('latin1').replace('model 2', 'model 1'), 'latin1');
    const cases: [what: string, bytes: () => Buffer][] = [
      ['no model', () => Buffer.from('something else')],
      ['a model of another version', ofBefore],
      ['half a model', () => encodeModel(model).subarray(0, 5_000)],
      ['one that lacks a field', () => encodeModel(without as Model)],
      ['one that cannot read', () => encodeModel({ ...model, taskForce: {} as Model['taskForce'] })],
    ];
    for (const [what, bytes] of cases) {
      it(what, () => {
        const current = currentReader(file, rules);
        writeFileSync(`${file}.new`, bytes());
        renameSync(`${file}.new`, file);
        expect([current.refresh(), current.reader.dispatchFrom]).to.deep.equal([false, 0.7]);
        expect(current.reader.read('申请变压器增容').matters[0].ranking).to.have.length(18);
        take({ ...model, calibration: { ...model.calibration, dispatchFrom: 0.8 } });
        expect([current.refresh(), current.reader.dispatchFrom], 'a good one').to.deep.equal([true, 0.8]);
      });
    }

    it('none at all', () => {
      const current = currentReader(file, rules);
      rmSync(file);
      expect(current.refresh()).to.equal(false);
    });

    it('and whoever starts with it hears of it', () => {
      writeFileSync(file, encodeModel(without as Model));
      expect(() => currentReader(file, rules)).to.throw('this model lacks sayers');
    });
  });
});
