// Run by src/app/trainer.ts: reads what people corrected and decided (JSON, standard input), leaves a candidate beside the
// model in use and prints the figures of both as one line of JSON. Its argument is the folder of the settings. With low
// priority: the bot works meanwhile.
import { setPriority } from 'node:os';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { betterOf } from '../src/domain/learning/comparison.ts';
import type { Lessons, Trained } from '../src/ports/trainer.ts';
import { modelFile, readModel, writeCandidate } from '../src/settings/modelStore.ts';
import { readConfig } from '../src/settings/settings.ts';
import { createReader } from '../src/understanding/reading/reader.ts';
import { listsOf } from '../src/understanding/text/lexicon.ts';
import { measureDecided } from '../src/understanding/training/measure.ts';
import { measureApart, measured, trainApart, trainWithoutFields } from '../src/understanding/training/train.ts';
import { trainFields } from '../src/understanding/training/trainModels.ts';
import { trainingHash } from './trainingHash.mjs';
import { readSources } from './understanding/sources.ts';

const lowest = 19;

setPriority(lowest);
const lessons = JSON.parse(await text(process.stdin)) as Lessons;
const [configDir = 'config'] = process.argv.slice(2);
const { rules } = readConfig(configDir);
const inUse = readModel(modelFile);
const base = readSources(rules, configDir);
const sources = { ...base, examples: lessons.examples };
const name = trainingHash(fileURLToPath(new URL('..', import.meta.url)));
const same = inUse.sources === name;

// Corrections tell nothing of fields: the tagger is that of the model in use, unless the texts are others by now.
const fields = same ? inUse.fields : trainFields(base, listsOf(rules));
const start = same ? undefined : trainApart(base);
const alone = start ? measureApart(start, fields, { sources: base, rules }) : (inUse.base ?? inUse.measured);
// Found on few texts, it would jump with each new example: corrections do not move from where on a text goes out by itself.
const { dispatchFrom } = (start ?? inUse).calibration;
const made = trainWithoutFields(sources, name);
const learned = { ...made, calibration: { ...made.calibration, dispatchFrom } };
const candidate = { ...measured(learned, fields, { sources, rules }), base: alone };
writeCandidate(modelFile, candidate);
const trained: Trained = {
  // Measured against both: many small steps, each of them allowed, must not lead away from where it began.
  before: { ...betterOf(alone, same ? inUse.measured : alone), ...measureDecided(lessons, createReader(inUse, rules)) },
  after: { ...candidate.measured, ...measureDecided(lessons, createReader(candidate, rules)) },
};
console.log(JSON.stringify(trained));
