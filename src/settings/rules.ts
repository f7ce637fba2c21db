import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Rules } from '../domain/rules.ts';
import type { Calendar } from '../domain/time/calendar.ts';
import { calendarFaults, makeCalendar } from './calendar.ts';
import * as cross from './crossChecks.ts';
import { type CurrentReader, currentReader } from './currentReader.ts';
import { SettingsError } from './faults.ts';
import { modelFile } from './modelStore.ts';
import { underNewNames } from './renamedKeys.ts';
import * as schemas from './schemas.ts';

/**
 * Reads and checks every file of the configuration folder, and the model that understands texts (`npm run train`).
 * `zone`, when given, replaces the district's (TZ_NAME).
 * Throws SettingsError with all faults of all files.
 */
export function readRules(configDir: string, zone?: string, model = modelFile): ReadRules {
  const { rules, ...others } = readConfig(configDir, zone);
  const { reader, refresh } = currentReader(model, rules);
  return { rules: { ...rules, reader }, refreshReader: refresh, ...others };
}

/** As `readRules`, without the model: before there is one. */
export function readConfig(configDir: string, zone?: string): ReadConfig {
  const faults: string[] = [];
  const warnings: string[] = [];

  function read<S extends z.ZodType>(
    file: string,
    schema: S,
    check: (value: z.infer<S>) => string[],
    prepare: Prepare = (found) => found,
  ) {
    const { value, faults: found } = readFile(join(configDir, file), schema, prepare);
    if (value !== undefined) found.push(...check(value));
    faults.push(...found.map((fault) => `${file}: ${fault}`));
    return value;
  }

  const district = read('district.yaml', schemas.districtSchema, cross.districtFaults, (found) =>
    underNewNames(found, (warning) => warnings.push(`district.yaml: ${warning}`)),
  );
  const units = read('units.yaml', schemas.unitsSchema, cross.unitFaults);
  const groups = read('unit-groups.yaml', schemas.unitGroupsSchema, cross.unitGroupFaults);
  const taskForces = read('task-forces.yaml', schemas.taskForcesSchema, (list) => cross.taskForceFaults(list, units));
  const measures = read('measures.yaml', schemas.measuresSchema, (list) =>
    cross.measureFaults(list, { taskForces, units, groups }),
  );
  const lexicon = read('lexicon.yaml', schemas.lexiconSchema, cross.lexiconFaults);
  const days = read('calendar.yaml', schemas.calendarSchema, calendarFaults);

  if (faults.length > 0 || !(district && units && groups && taskForces && measures && lexicon && days)) {
    throw new SettingsError(faults);
  }
  return {
    rules: {
      district: zone === undefined ? district : { ...district, zone },
      taskForces,
      units,
      unitGroups: groups,
      measures,
      lexicon,
    },
    calendar: makeCalendar(days),
    warnings,
  };
}

/** Changes the content of a file before its schema checks it. */
type Prepare = (found: unknown) => unknown;

interface ReadRules extends ReadConfig {
  rules: Rules;
  refreshReader: CurrentReader['refresh'];
}

interface ReadConfig {
  rules: Omit<Rules, 'reader'>;
  calendar: Calendar;
  /** What still works but will stop working in a later version; for the log. */
  warnings: string[];
}

function readFile<S extends z.ZodType>(
  path: string,
  schema: S,
  prepare: Prepare,
): { value?: z.infer<S>; faults: string[] } {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return { faults: [`cannot be read (${(error as NodeJS.ErrnoException).code})`] };
  }
  const document = parseDocument(text);
  if (document.errors.length > 0) return { faults: document.errors.map(({ message }) => firstLine(message)) };
  const result = schema.safeParse(prepare(document.toJS()));
  if (result.success) return { value: result.data, faults: [] };
  return { faults: result.error.issues.map(({ path: where, message }) => `${place(where)}${message}`) };
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? message;
}

/** `[3, "kind"]` → `entry 4, kind: `; lists are counted from 1, as people count. */
function place(path: PropertyKey[]): string {
  const [first, ...rest] = path;
  if (first === undefined) return '';
  const names = typeof first === 'number' ? [`entry ${first + 1}`, rest.join('.')] : [path.join('.')];
  return `${names.filter(Boolean).join(', ')}: `;
}
