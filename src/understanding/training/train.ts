import type { Model } from '../model.ts';
import type { Lists } from '../text/characters.ts';
import { calibrate } from './calibrate.ts';
import type { Sources } from './rows.ts';
import { trainFields, trainLinears } from './trainModels.ts';

export const folds = 5;

/** Every fifth line, beginning with the given one, and the others. */
export function split({ rows, dev, intents, definitions }: Sources, fold: number): { held: Sources; rest: Sources } {
  const isHeld = (_: unknown, at: number) => at % folds === fold;
  const isRest = (_: unknown, at: number) => at % folds !== fold;
  return {
    held: { rows: rows.filter(isHeld), dev, intents: intents.filter(isHeld), definitions: [] },
    rest: { rows: rows.filter(isRest), dev, intents: intents.filter(isRest), definitions },
  };
}

/**
 * The model of these sources: thresholds from models that did not see a fifth of them, then models of all. The same
 * sources give the same model, bit for bit. `name`: what tells these sources from others.
 */
export function train(sources: Sources, lists: Lists, name: string): Model {
  return { ...trainWithoutFields(sources, name), fields: trainFields(sources, lists) };
}

/** All but the tagger, which may learn at the same time elsewhere. */
export function trainWithoutFields(sources: Sources, name: string): Omit<Model, 'fields'> {
  const { held, rest } = split(sources, 0);
  const calibration = calibrate(trainLinears(rest), held);
  return { sources: name, ...trainLinears(sources), calibration };
}
