// The tagger of fields learns beside the other models: half of the time on two cores.
import { parentPort } from 'node:worker_threads';
import { readConfig } from '../../src/settings/settings.ts';
import { listsOf } from '../../src/understanding/text/lexicon.ts';
import { trainFields } from '../../src/understanding/training/trainModels.ts';
import { readSources } from './sources.ts';

const { rules } = readConfig('config');
parentPort?.postMessage(trainFields(readSources(rules), listsOf(rules)));
