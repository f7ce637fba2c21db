// npm run train: learns from training/ and config/, and leaves the model where the bot reads it.

import { once } from 'node:events';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { modelFile } from '../src/settings/modelStore.ts';
import { readConfig } from '../src/settings/settings.ts';
import type { Tagger } from '../src/understanding/learning/tagger.ts';
import { encodeModel } from '../src/understanding/modelFile.ts';
import { trainWithoutFields } from '../src/understanding/training/train.ts';
import { trainingHash } from './trainingHash.mjs';
import { readSources } from './understanding/sources.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const begun = performance.now();
const beside = once(new Worker(new URL('./understanding/fieldsWorker.mjs', import.meta.url)), 'message');
const sources = readSources(readConfig('config').rules);
const others = trainWithoutFields(sources, trainingHash(root));
const [fields] = (await beside) as [Tagger];
const model = { ...others, fields };
const bytes = encodeModel(model);
mkdirSync(dirname(modelFile), { recursive: true });
writeFileSync(`${modelFile}.new`, bytes);
renameSync(`${modelFile}.new`, modelFile);
writeFileSync(`${dirname(modelFile)}/.sources`, model.sources);
const seconds = ((performance.now() - begun) / 1000).toFixed(0);
const megabytes = (bytes.length / 1e6).toFixed(1);
console.log(
  `${sources.rows.length + sources.intents.length} texts learned in ${seconds} s: ${modelFile}, ${megabytes} MB`,
);
