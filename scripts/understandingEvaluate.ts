// npm run understanding:evaluate [-- FILE.jsonl] [--json] [--test]: figures by cross-validation and on texts never trained on.
import { modelFile, readModel } from '../src/settings/modelStore.ts';
import { readRules } from '../src/settings/settings.ts';
import { createReader } from '../src/understanding/reading/reader.ts';
import { listsOf } from '../src/understanding/text/lexicon.ts';
import { evaluate, type Figures, type Share, type TestRow } from '../src/understanding/training/evaluate.ts';
import { folds, split, train } from '../src/understanding/training/train.ts';
import { readRows, readSources, readTest } from './understanding/sources.ts';

const asked = process.argv.slice(2);
const file = asked.find((one) => !one.startsWith('--'));
const { rules } = readRules('config');
const now = () => performance.now();

/** Each text is read by a model that was not trained on it. Takes a few minutes. */
function crossValidated(): Figures {
  const sources = readSources(rules);
  const lists = listsOf(rules);
  const held = Array.from({ length: folds }, (_, fold) => {
    const parts = split(sources, fold);
    const model = train(parts.rest, lists, 'fold');
    const { read } = createReader(model, rules);
    return { rows: parts.held.rows, read, dispatchFrom: model.calibration.dispatchFrom };
  });
  const readers = new Map(held.flatMap(({ rows, read }) => rows.map((row) => [row.text, read] as const)));
  const rows = held.flatMap((one) => one.rows as TestRow[]);
  return evaluate(
    rows,
    (text) => (readers.get(text) as (typeof held)[number]['read'])(text),
    held[0]?.dispatchFrom ?? 1,
    now,
  );
}

function onModel(rows: TestRow[]): Figures {
  const model = readModel(modelFile);
  const { read } = createReader(model, rules);
  for (const { text } of rows.slice(0, 200)) read(text);
  return evaluate(rows, read, model.calibration.dispatchFrom, now);
}

const results: Record<string, Figures> =
  file !== undefined
    ? { [file]: onModel(readRows(file) as TestRow[]) }
    : { ...(!asked.includes('--test') && { 'cross-validation': crossValidated() }), test: onModel(readTest()) };

if (asked.includes('--json')) console.log(JSON.stringify(results, null, 2));
else for (const [name, figures] of Object.entries(results)) console.log(`${name}\n${table(figures, '  ')}\n`);

function table(figures: object, indent: string): string {
  return Object.entries(figures)
    .map(([name, value]) => {
      if (isShare(value)) return `${indent}${name}: ${(value.share * 100).toFixed(1)} % of ${value.of}`;
      if (typeof value === 'number') return `${indent}${name}: ${Number.isInteger(value) ? value : value.toFixed(3)}`;
      return `${indent}${name}\n${table(value as object, `${indent}  `)}`;
    })
    .join('\n');
}

function isShare(value: unknown): value is Share {
  return typeof value === 'object' && value !== null && 'share' in value;
}
