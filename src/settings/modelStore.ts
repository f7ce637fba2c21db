import { readFileSync, statSync } from 'node:fs';
import type { Model } from '../understanding/model.ts';
import { decodeModel } from '../understanding/modelFile.ts';
import { SettingsError } from './faults.ts';

/** Where `npm run train` leaves what it learned; git does not keep it. */
export const modelFile = 'dist/understanding/model.bin';

const known = new Map<string, { stamp: number; model: Model }>();

/** The model of this file; read once, until the file changes. Throws SettingsError when there is none or it is no model. */
export function readModel(file: string): Model {
  const stamp = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (stamp === undefined) throw new SettingsError([`${file} is missing: run npm run train`]);
  const seen = known.get(file);
  if (seen?.stamp === stamp) return seen.model;
  try {
    const model = decodeModel(readFileSync(file));
    known.set(file, { stamp, model });
    return model;
  } catch (error) {
    throw new SettingsError([`${file} cannot be read (${(error as Error).message}): run npm run train`]);
  }
}
