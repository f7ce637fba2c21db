import type { Rules } from '../domain/rules.ts';
import type { Reader } from '../domain/texts/reading.ts';
import { createReader } from '../understanding/reading/reader.ts';
import { readModel } from './modelStore.ts';

/** A reader that goes on with another model when its file holds one. */
export interface CurrentReader {
  reader: Reader;
  /** Reads with the model that the file holds now; true when it is another one. Throws SettingsError. */
  refresh(): boolean;
}

/** Whoever holds `reader` reads the next text with the model that was taken meanwhile. Throws SettingsError. */
export function currentReader(file: string, rules: Pick<Rules, 'units'>): CurrentReader {
  let model = readModel(file);
  let current = createReader(model, rules);
  return {
    reader: {
      get dispatchFrom() {
        return current.dispatchFrom;
      },
      read: (text, said) => current.read(text, said),
      namesIn: (text) => current.namesIn(text),
      reasonsFor: (matter, taskForce) => current.reasonsFor(matter, taskForce),
      newMemory: () => current.newMemory(),
    },
    refresh() {
      const found = readModel(file);
      if (found === model) return false;
      model = found;
      current = createReader(model, rules);
      return true;
    },
  };
}
