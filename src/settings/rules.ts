import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Rules } from '../domain/rules.ts';
import type { Calendar } from '../domain/time/calendar.ts';
import { calendarFaults, makeCalendar } from './calendar.ts';
import * as cross from './crossChecks.ts';
import { SettingsError } from './faults.ts';
import * as schemas from './schemas.ts';

/**
 * Reads and checks every file of the configuration folder. `zone`, when given, replaces the district's (TZ_NAME).
 * Throws SettingsError with all faults of all files.
 */
export function readRules(configDir: string, zone?: string): ReadRules {
  const faults: string[] = [];
  const warnings: string[] = [];

  function read<S extends z.ZodType>(file: string, schema: S, check: (value: z.infer<S>) => string[]) {
    const { value, faults: found, warnings: noted } = readFile(join(configDir, file), schema);
    warnings.push(...noted.map((warning) => `${file}: ${warning}`));
    if (value !== undefined) found.push(...check(value));
    faults.push(...found.map((fault) => `${file}: ${fault}`));
    return value;
  }

  const district = read('district.yaml', schemas.districtSchema, cross.districtFaults);
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

interface ReadRules {
  rules: Rules;
  calendar: Calendar;
  /** What still works and will not for ever: for the log. */
  warnings: string[];
}

/** Keys of district.yaml that had another name before; the old one is read until the next version. */
const renamed = { quiet: 'sendingHours' } as const;

function underNewNames(found: unknown): { value: unknown; warnings: string[] } {
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return { value: found, warnings: [] };
  const old = Object.entries(renamed).filter(([before, now]) => before in found && !(now in found));
  const entries = Object.entries(found).map(([key, value]) => [Object.fromEntries(old)[key] ?? key, value]);
  const warnings = old.map(([before, now]) => `${before} is called ${now} now; the old name is read for one version`);
  return { value: Object.fromEntries(entries), warnings };
}

interface ReadFile<S extends z.ZodType> {
  value?: z.infer<S>;
  faults: string[];
  warnings: string[];
}

function readFile<S extends z.ZodType>(path: string, schema: S): ReadFile<S> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return { faults: [`cannot be read (${(error as NodeJS.ErrnoException).code})`], warnings: [] };
  }
  const document = parseDocument(text);
  if (document.errors.length > 0)
    return { faults: document.errors.map(({ message }) => firstLine(message)), warnings: [] };
  const { value, warnings } = underNewNames(document.toJS());
  const result = schema.safeParse(value);
  if (result.success) return { value: result.data, faults: [], warnings };
  return { warnings, faults: result.error.issues.map(({ path: where, message }) => `${place(where)}${message}`) };
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
