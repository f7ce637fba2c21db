// npm run -s understand -- FILE.jsonl: reads lines {"id","text","by"?,"quoting"?}, prints one JSON line for each.
import { measureOf } from '../src/domain/routing/measureOf.ts';
import type { Matter } from '../src/domain/texts/reading.ts';
import { modelFile, readModel } from '../src/settings/modelStore.ts';
import { readRules } from '../src/settings/settings.ts';
import { createReader, dispatches } from '../src/understanding/reading/reader.ts';
import { readLines } from './understanding/sources.ts';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('npm run -s understand -- FILE.jsonl: lines {"id","text","by"?,"quoting"?}');
  process.exit(1);
}

const { rules } = readRules('config');
const model = readModel(modelFile);
const reader = createReader(model, rules);
const shown = 5;
const round = (value: number) => Math.round(value * 10_000) / 10_000;

const lines = readLines(file);
// Times of code that the engine has not compiled yet would tell nothing of a running bot.
for (const { text } of lines.slice(0, 100)) reader.read(String(text ?? ''));
for (const { id, text, by, quoting } of lines) {
  const said = { by, quoting } as Parameters<typeof reader.read>[1];
  const begun = performance.now();
  const read = reader.read(String(text ?? ''), said);
  const micros = Math.round((performance.now() - begun) * 1000);
  const dispatched = dispatches(read, model.calibration.dispatchFrom);
  console.log(
    JSON.stringify({
      id,
      kind: read.kind,
      verb: read.verb.name,
      sensitive: read.sensitivity.level !== 'none',
      sensitiveScore: round(read.sensitivity.score),
      matters: read.matters.map((matter) => printed(matter, dispatched)),
      micros,
    }),
  );
}

function printed(matter: Matter, dispatched: boolean) {
  const { text, ranking, company, contact, phones, town, channel, urgent } = matter;
  return {
    text,
    ranking: ranking.slice(0, shown).map(({ taskForce, confidence }) => {
      const { measure, unit } = measureOf(text, taskForce, rules);
      return { taskForce, confidence: round(confidence), measure: measure ?? null, unit };
    }),
    dispatches: dispatched,
    company: company ?? null,
    contact: contact ?? null,
    phone: phones[0] ?? null,
    town: town ?? null,
    channel: channel === 'other' ? null : channel,
    urgent,
    title: matter.title,
  };
}
