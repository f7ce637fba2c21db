import type { Rules } from '../domain/rules.ts';
import type { Reader } from '../domain/texts/reading.ts';
import type { Model } from '../understanding/model.ts';
import { createReader } from '../understanding/reading/reader.ts';
import { readModel } from './modelStore.ts';

/** Whatever a model lacks shows at its first text. */
const trial = '申请变压器增容，两个月未批复';

/** A reader that goes on with another model when its file holds one. */
export interface CurrentReader {
  reader: Reader;
  /**
   * Reads with the model that the file holds now; true when it is another one. One that this program cannot read with,
   * such as that of a newer program beside a process that still runs, changes nothing: false.
   */
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
      const found = usable(file, model, rules);
      if (found === undefined) return false;
      model = found.model;
      current = found.reader;
      return true;
    },
  };
}

/** Another model than this one, when it lies there and reads. */
function usable(file: string, current: Model, rules: Pick<Rules, 'units'>) {
  try {
    const model = readModel(file);
    if (model === current) return undefined;
    const reader = createReader(model, rules);
    reader.read(trial);
    reader.namesIn(trial);
    return { model, reader };
  } catch {
    return undefined;
  }
}
