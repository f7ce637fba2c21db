// npm run train: learns from training/ and config/, and leaves the model where the bot reads it.
// npm run train -- --learned: from what people corrected, too; taken only when nothing measured got worse.
// npm run train -- --rollback: the model that was used before is used again.

import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { trainer } from '../src/app/trainer.ts';
import { learnAside } from '../src/jobs/learning/learnAside.ts';
import { learningWords } from '../src/presenters/words/learningWords.ts';
import { forgetPrevious, modelFile, rollBack, writeModel } from '../src/settings/modelStore.ts';
import { readConfig } from '../src/settings/settings.ts';
import type { Tagger } from '../src/understanding/learning/tagger.ts';
import { measured, trainWithoutFields } from '../src/understanding/training/train.ts';
import { operate } from './operator.ts';
import { trainingHash } from './trainingHash.mjs';
import { readSources } from './understanding/sources.ts';

const [asked, ...more] = process.argv.slice(2);
if (more.length > 0 || !['--learned', '--rollback', undefined].includes(asked)) {
  console.error('npm run train [-- --learned | --rollback]');
  process.exitCode = 1;
} else if (asked === '--rollback') restore();
else if (asked === '--learned') await operate(learn);
else await trainAnew();

async function trainAnew(): Promise<void> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const begun = performance.now();
  const beside = once(new Worker(new URL('./understanding/fieldsWorker.mjs', import.meta.url)), 'message');
  const { rules } = readConfig('config');
  const sources = readSources(rules);
  const others = trainWithoutFields(sources, trainingHash(root));
  const [fields] = (await beside) as [Tagger];
  mkdirSync(dirname(modelFile), { recursive: true });
  const bytes = writeModel(modelFile, measured(others, fields, { sources, rules }));
  forgetPrevious(modelFile);
  writeFileSync(`${dirname(modelFile)}/.sources`, others.sources);
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  const megabytes = (bytes / 1e6).toFixed(1);
  const texts = sources.rows.length + sources.intents.length;
  console.log(`${texts} texts learned in ${seconds} s: ${modelFile}, ${megabytes} MB`);
}

/** As the bot does at night, at once. */
async function learn({ rules, configDir, refreshReader, openDatabase }: Parameters<Parameters<typeof operate>[0]>[0]) {
  const { read } = await openDatabase();
  const outcome = await learnAside({ read, rules }, trainer({ file: modelFile, configDir, refresh: refreshReader }));
  if (outcome.kind === 'nothing new') {
    console.log(learningWords.nothing);
    return 0;
  }
  for (const line of learningWords.table(outcome.before, outcome.after)) console.log(line);
  console.log(outcome.kind === 'taken' ? learningWords.taken(outcome.examples) : learningWords.worse(outcome));
  return outcome.kind === 'taken' ? 0 : 1;
}

function restore(): void {
  const restored = rollBack(modelFile);
  console.log(restored ? learningWords.rolledBack : learningWords.noPrevious);
  if (!restored) process.exitCode = 1;
}
