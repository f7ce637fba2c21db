import type { Rules } from '../../domain/rules.ts';
import type { Tagger } from '../learning/tagger.ts';
import type { Model } from '../model.ts';
import { createReader } from '../reading/reader.ts';
import type { Lists } from '../text/characters.ts';
import { calibrate } from './calibrate.ts';
import { measureHeld, unmeasured } from './measure.ts';
import type { Sources } from './rows.ts';
import { type Linears, trainFields, trainLinears } from './trainModels.ts';

export const folds = 5;

/** Every fifth line, beginning with the given one, and the others. What people corrected is all learned from. */
export function split({ rows, dev, intents, ...others }: Sources, fold: number): { held: Sources; rest: Sources } {
  const isHeld = (_: unknown, at: number) => at % folds === fold;
  const isRest = (_: unknown, at: number) => at % folds !== fold;
  return {
    held: { rows: rows.filter(isHeld), dev, intents: intents.filter(isHeld), definitions: [], examples: [] },
    rest: { rows: rows.filter(isRest), dev, intents: intents.filter(isRest), ...others },
  };
}

/**
 * The model of these sources: thresholds from models that did not see a fifth of them, then models of all. The same
 * sources give the same model, bit for bit. `name`: what tells these sources from others.
 */
export function train(sources: Sources, lists: Lists, name: string): Model {
  const { apart: _, ...model } = trainWithoutFields(sources, name);
  return { ...model, fields: trainFields(sources, lists), measured: unmeasured };
}

/** All but the tagger, and beside it what was learned of four fifths: by it the whole is measured. */
type Made = Omit<Model, 'fields' | 'measured'> & { apart: Linears };

/** All but the tagger, which may learn at the same time elsewhere. */
export function trainWithoutFields(sources: Sources, name: string): Made {
  const { apart, calibration } = trainApart(sources);
  return { sources: name, ...learnedOf(sources), ...trainLinears(sources), calibration, apart };
}

/** Models of four fifths of the texts, with thresholds from the fifth that they did not see. */
export function trainApart(sources: Sources): Pick<Made, 'apart' | 'calibration'> {
  const { held, rest } = split(sources, 0);
  const apart = trainLinears(rest);
  return { apart, calibration: calibrate(apart, held) };
}

function learnedOf({ examples }: Sources): Pick<Model, 'learned'> {
  const upTo = examples.map(({ at }) => at).sort().at(-1); // biome-ignore format: one thought
  return upTo === undefined ? {} : { learned: { examples: examples.length, upTo } };
}

/** The whole model, with its figures on the fifth of the texts that its like of four fifths did not see. */
export function measured(
  { apart, ...made }: Made,
  fields: Tagger,
  { sources, rules }: { sources: Sources; rules: Pick<Rules, 'units'> },
): Model {
  const { calibration } = made;
  return { ...made, fields, measured: measureApart({ apart, calibration }, fields, { sources, rules }) };
}

/** Figures of models of four fifths on the fifth that they did not see; fields are those of the whole. */
export function measureApart(
  { apart, calibration }: Pick<Made, 'apart' | 'calibration'>,
  fields: Tagger,
  { sources, rules }: { sources: Sources; rules: Pick<Rules, 'units'> },
): Model['measured'] {
  const model = { ...apart, calibration, fields, sources: '', measured: unmeasured };
  return measureHeld(split(sources, 0).held.rows, createReader(model, rules));
}
