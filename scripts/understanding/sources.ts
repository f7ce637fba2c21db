import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rules } from '../../src/domain/rules.ts';
import type { Said } from '../../src/domain/texts/reading.ts';
import type { TestRow } from '../../src/understanding/training/evaluate.ts';
import type { IntentRow, Row, Sources } from '../../src/understanding/training/rows.ts';
import { faultsOf, ownRowSchema } from './ownRows.ts';

const corpus = 'training/corpus';
const intents = 'intents.jsonl';

/**
 * All that a model is made of: training/corpus, the district's own examples, the words of its measures. `configDir`: the
 * folder of the settings. Throws an Error with file and line when an example of the district is none.
 */
export function readSources(rules: Pick<Rules, 'measures' | 'taskForces'>, configDir = 'config'): Sources {
  const files = readdirSync(corpus).filter((file) => file.endsWith('.jsonl') && file !== intents);
  const own = join(configDir, 'examples.jsonl');
  const examples = existsSync(own) ? readOwn(own) : [];
  return {
    rows: [...files.sort().flatMap((file) => readRows(join(corpus, file))), ...examples],
    dev: readDev(),
    examples: [],
    intents: readLines(join(corpus, intents)).map(intentRow),
    definitions: [
      ...rules.measures.flatMap(({ title, keywords, taskForce }) =>
        [title, ...keywords].map((text) => ({ text, label: taskForce })),
      ),
      ...rules.taskForces.flatMap(({ name, keywords, number }) =>
        [name, ...keywords].map((text) => ({ text, label: number })),
      ),
    ],
  };
}

/** Written by others than the training texts; no model ever sees them in training. */
export function readTest(): TestRow[] {
  return ['appeals', 'other', 'fresh'].flatMap((name) => readRows(`training/test/${name}.jsonl`) as TestRow[]);
}

/** Who says it, as the bot tells speakers apart (`Said`). */
const speakers: Record<string, Said['by']> = {
  specialist: 'submitter',
  superior: 'leader',
  district_office: 'centre',
  office: 'centre',
  audit: 'centre',
  administrator: 'centre',
};

function intentRow({ said_by, ...line }: Record<string, unknown>): IntentRow {
  const by = String(said_by);
  return { ...line, said_by: speakers[by] ?? (by as Said['by']) } as IntentRow;
}

/** Texts like those people send, for the calibration alone. */
function readDev(): Row[] {
  return [...readOldDev(), ...readRows('training/dev/month.jsonl')];
}

function readOldDev(): Row[] {
  return readLines('training/dev/appeals.jsonl').flatMap(({ text, label, alt_labels, kind, company, town }) => {
    if (Number(label) === 0 || kind === 'multi') return [];
    const spans = [
      ['company', company],
      ['town', town],
    ].filter(([, words]) => typeof words === 'string' && words !== '');
    return [row({ text, kind: 'appeal', label, alt: alt_labels, spans })];
  });
}

/** Of the district, and written by hand: each line is checked. */
function readOwn(file: string): Row[] {
  return numberedLines(file).map(({ number, line }) => {
    const { success, data, error } = ownRowSchema.safeParse(line);
    if (!success) throw new Error(`${file}, line ${number}: ${faultsOf(error)}`);
    return row(data);
  });
}

/** Lines of a corpus file; what a line leaves out is empty. */
export function readRows(file: string): Row[] {
  return readLines(file).map(row);
}

function row(line: Record<string, unknown>): Row {
  const empty = { kind: 'appeal', label: 0, alt: [], sensitive: false, urgent: false, channel: null, spans: [] };
  return { ...empty, ...line } as unknown as Row;
}

/** Throws an Error that names the line which is no JSON. */
export function readLines(file: string): Record<string, unknown>[] {
  return numberedLines(file).map(({ line }) => line);
}

function numberedLines(file: string): { number: number; line: Record<string, unknown> }[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, at) => {
      if (line.trim() === '') return [];
      try {
        return [{ number: at + 1, line: JSON.parse(line) as Record<string, unknown> }];
      } catch {
        throw new Error(`${file}, line ${at + 1}: no JSON`);
      }
    });
}
