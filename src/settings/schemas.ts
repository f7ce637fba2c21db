import { IANAZone } from 'luxon';
import { z } from 'zod';
import { prefixPattern } from '../domain/appeal/appealNumber.ts';
import { audiences, jobNames, type RetainedKind } from '../domain/rules.ts';

/**
 * Shapes of the files in `config/`. Unknown keys are faults, because a misspelt setting must not be silently ignored.
 */

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case letters, digits and hyphens');
const words = z.string().trim().min(1, 'must not be empty');
const wordList = z.array(words);
/**
 * Names that people type and lists use: no blank or sign may split them, and they must not be digits only, which would
 * be read as a number.
 */
const title = words
  .max(40)
  .regex(/^[^\s,，:：;；、。]+$/, 'must not hold blanks or commas')
  .regex(/\D/, 'must not be a number');
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as "08:30"');
const whole = (least: number, most: number) => z.int().min(least).max(most);
const dayRule = z.strictObject({ days: whole(0, 366), dayMode: z.enum(['calendar', 'working']) });
const hours = z.strictObject({ from: timeOfDay, to: timeOfDay });

const zone = z.string().refine((name) => IANAZone.isValidZone(name), 'must be a zone such as Asia/Shanghai');

/** Days and deadlines are counted in China time: with another zone the timetable would run on different days. */
export const districtZone = zone.refine(keepsChinaTime, 'must keep the hours of China (UTC+8) the whole year');

function keepsChinaTime(name: string): boolean {
  const [winter, summer] = [Date.UTC(2026, 0, 1), Date.UTC(2026, 6, 1)];
  return !IANAZone.isValidZone(name) || [winter, summer].every((at) => IANAZone.create(name).offset(at) === 480);
}

const timetableEntry = z.strictObject({
  name: title,
  job: z.enum(jobNames),
  cron: words,
  zone: zone.optional(),
  onDayOff: z.enum(['skip', 'next']),
  usefulUntil: timeOfDay,
  audience: z.array(z.enum(audiences)).min(1),
});

const keptDays = (usual: number) => whole(1, 3650).default(usual);

/** Values that are too short are reported with their reason in settings/retentionChecks.ts. */
const retention = z.strictObject({
  payloads: keptDays(14),
  keys: keptDays(90),
  redraws: keptDays(15),
  messages: keptDays(60),
  links: keptDays(365),
  reports: keptDays(90),
  slots: keptDays(90),
  drafts: keptDays(30),
  tips: keptDays(60),
  examples: keptDays(1095),
} satisfies Record<RetainedKind, z.ZodType>);

export const districtSchema = z.strictObject({
  name: words,
  numberPrefix: z.string().regex(new RegExp(`^${prefixPattern}$`), 'must be 1 to 6 upper-case letters'),
  zone: districtZone,
  workingHours: z.array(hours).min(1),
  sendingHours: hours,
  dispatch: z.strictObject({ graceSeconds: whole(0, 3600), from: timeOfDay, to: timeOfDay }),
  clocks: z.strictObject({
    dispatch: z.strictObject({ workingHours: z.number().positive().max(200) }),
    signIn: dayRule,
    plan: dayRule,
    result: dayRule,
    review: dayRule,
    correction: dayRule,
    informPlan: dayRule,
    informResult: dayRule,
    instruction: dayRule,
    determination: z.strictObject({ cutoff: timeOfDay, sameDay: timeOfDay, nextDay: timeOfDay }),
  }),
  reminders: z.strictObject({
    morning: timeOfDay,
    lastCall: timeOfDay,
    headNoteAfter: whole(1, 30),
    supervisionAfter: whole(1, 60),
    nudgeWorkingHours: z.number().positive().max(200),
    sameDayUntil: timeOfDay.default('12:00'),
    vacancyEveryDays: whole(1, 90).default(7),
  }),
  timetable: z.array(timetableEntry).min(1),
  extensionWorkingDaysBefore: whole(0, 30),
  pauseWorkingDays: whole(1, 60),
  substituteDays: whole(1, 366).default(92),
  supervisionPrefix: words.max(40),
  dutyPhone: z.string().max(40).default(''),
  accountableWorkingDays: whole(0, 60),
  planHorizonMonths: whole(1, 60),
  gatherSeconds: whole(0, 3600),
  attachSeconds: whole(0, 86_400),
  repeatHours: whole(0, 720),
  returnsBeforeDesignation: whole(1, 10),
  textLimit: whole(100, 20_000),
  wholeTextLimit: whole(100, 100_000).default(20_000),
  confidentialReaders: wordList.max(2).default([]),
  learnAt: timeOfDay.default('02:30'),
  retention: retention.prefault({}),
});

export const taskForcesSchema = z
  .array(
    z.strictObject({
      number: whole(1, 99),
      id,
      name: title,
      fullName: title,
      leadUnit: id,
      memberUnits: z.array(id).min(1),
      leaderTitle: words,
      deputyLeaderTitle: words,
      officeHeadTitle: words,
      keywords: wordList,
    }),
  )
  .min(1);

const unitKinds = [
  'district-bureau',
  'vertical-agency',
  'court-or-procuratorate',
  'town-or-street',
  'development-zone',
  'office',
  'enterprise',
] as const;

export const unitsSchema = z
  .array(
    z.strictObject({
      id,
      name: title,
      aliases: z.array(title),
      kind: z.enum(unitKinds),
      assessmentClass: z.union([z.literal(1), z.literal(2), z.null()]),
      collective: z.boolean().default(false),
      supervisable: z.boolean().default(true),
      note: z.string().optional(),
    }),
  )
  .min(1);

export const unitGroupsSchema = z.array(z.strictObject({ id, name: words, aliases: wordList, meaning: words }));

export const measuresSchema = z.array(
  z.strictObject({
    number: whole(1, 9999),
    taskForce: whole(1, 999),
    title: words,
    target: words.optional(),
    responsibility: z.enum(['led', 'joint', 'sole']),
    leadUnits: z.array(id).min(1),
    coUnits: z.array(id),
    leadGroups: z.array(id).default([]),
    coGroups: z.array(id).default([]),
    keywords: wordList,
    note: z.string().optional(),
  }),
);

export const lexiconSchema = z.strictObject({
  sensitive: wordList,
  classified: wordList,
  smallTalk: wordList,
  plain: wordList,
});

const days = z.array(z.string());

export const calendarSchema = z.strictObject({
  knownYears: z.array(whole(2000, 2200)),
  years: z.record(z.string(), z.strictObject({ holidays: days, workdays: days })),
  overrides: z.strictObject({ holidays: days, workdays: days }),
});

export type DistrictFile = z.infer<typeof districtSchema>;
export type TaskForcesFile = z.infer<typeof taskForcesSchema>;
export type UnitsFile = z.infer<typeof unitsSchema>;
export type UnitGroupsFile = z.infer<typeof unitGroupsSchema>;
export type MeasuresFile = z.infer<typeof measuresSchema>;
export type LexiconFile = z.infer<typeof lexiconSchema>;
export type CalendarFile = z.infer<typeof calendarSchema>;
