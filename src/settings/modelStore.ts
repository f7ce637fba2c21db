import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { Instant } from '../domain/time/instant.ts';
import type { Model } from '../understanding/model.ts';
import { decodeModel, encodeModel } from '../understanding/modelFile.ts';
import { SettingsError } from './faults.ts';

/** Where `npm run train` leaves what it learned; git does not keep it. */
export const modelFile = 'dist/understanding/model.bin';

const known = new Map<string, { stamp: string; model: Model }>();

/** The model of this file; read once, until the file changes. Throws SettingsError when there is none or it is no model. */
export function readModel(file: string): Model {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw new SettingsError([`${file} is missing: run npm run train`]);
  // Of two models made in the same second each is a file of its own.
  const stamp = `${found.mtimeMs} ${found.ino}`;
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

/** Never leaves half a file behind. Gives its size in bytes. */
export function writeModel(file: string, model: Model): number {
  const bytes = encodeModel(model);
  writeWhole(file, bytes);
  return bytes.length;
}

function writeWhole(file: string, content: Buffer | string): void {
  writeFileSync(`${file}.new`, content);
  renameSync(`${file}.new`, file);
}

/** Files beside the model in use: what was just learned, what was used before, up to when corrections were refused. */
const candidateOf = (file: string) => `${file}.candidate`;
const previousOf = (file: string) => `${file}.previous`;
const refusedOf = (file: string) => `${file}.refused`;

/** A model that is not in use yet. */
export function writeCandidate(file: string, model: Model): void {
  writeModel(candidateOf(file), model);
}

/** At each moment the file holds a whole model: the one before, then the candidate. */
export function takeCandidate(file: string): void {
  copyFileSync(file, `${previousOf(file)}.new`);
  renameSync(`${previousOf(file)}.new`, previousOf(file));
  renameSync(candidateOf(file), file);
}

/** Models of other texts or of another program are no way back. */
export function forgetPrevious(file: string): void {
  for (const other of [previousOf(file), candidateOf(file)]) rmSync(other, { force: true });
}

/** The model that was used before is used again; false when there is none of the same sources. */
export function rollBack(file: string): boolean {
  const previous = previousOf(file);
  if (!existsSync(previous)) return false;
  const { learned, sources } = readModel(file);
  if (readModel(previous).sources !== sources) return false;
  if (learned) refuseExamples(file, learned.upTo);
  renameSync(previous, file);
  return true;
}

interface Refused {
  sources: string;
  upTo: Instant;
}

/** A candidate of examples up to this instant is not made again of the same sources. */
export function refuseExamples(file: string, upTo: Instant): void {
  const { sources } = readModel(file);
  writeWhole(refusedOf(file), JSON.stringify({ sources, upTo } satisfies Refused));
  rmSync(candidateOf(file), { force: true });
}

/** Up to when examples were learned or refused; only newer ones call for another model. */
export function examplesConsidered(file: string): Instant | undefined {
  const { sources, learned } = readModel(file);
  const refused = refusedIn(refusedOf(file));
  const known = [learned?.upTo, refused?.sources === sources ? refused.upTo : undefined];
  return known.filter((at) => at !== undefined).sort().at(-1); // biome-ignore format: one thought
}

/** Undefined, too, when it cannot be read: the same corrections are learned once more, which costs a night's minute. */
function refusedIn(file: string): Refused | undefined {
  try {
    const found: Partial<Refused> | null = JSON.parse(readFileSync(file, 'utf8'));
    const { sources, upTo } = found ?? {};
    return typeof sources === 'string' && typeof upTo === 'string' ? { sources, upTo } : undefined;
  } catch {
    return undefined;
  }
}
