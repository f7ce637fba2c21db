import { repeated } from './calendar.ts';
import { retentionFaults } from './retentionChecks.ts';
import type { DistrictFile, LexiconFile, MeasuresFile, TaskForcesFile, UnitGroupsFile, UnitsFile } from './schemas.ts';
import { reminderFaults, timetableFaults } from './timetableChecks.ts';

/** Checks across values: references between files, order of hours, ambiguous names. */

export function districtFaults(district: DistrictFile): string[] {
  const { workingHours, sendingHours, dispatch, clocks } = district;
  const { cutoff, sameDay } = clocks.determination;
  const edges = workingHours.flatMap(({ from, to }) => [from, to]);
  const ascending = edges.every((edge, index) => index === 0 || (edges[index - 1] as string) < edge);
  return [
    ...(ascending ? [] : [`workingHours: ${edges.join(', ')} must ascend without overlap`]),
    ...order('sendingHours', sendingHours.from, sendingHours.to),
    ...order('dispatch', dispatch.from, dispatch.to),
    ...order('clocks.determination', cutoff, sameDay),
    ...hourFaults(district),
    ...learningFaults(district),
    ...termFaults(district),
    ...reminderFaults(district),
    ...timetableFaults(district),
    ...retentionFaults(district),
  ];
}

/** With a working day of only minutes, a few working hours would last for years. */
function hourFaults({ workingHours, sendingHours, dispatch, clocks, reminders }: DistrictFile): string[] {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const worked = workingHours.reduce((sum, { from, to }) => sum + Math.max(0, minutes(to) - minutes(from)), 0);
  const sent = (time: string) => sendingHours.from <= time && time < sendingHours.to;
  const { sameDay, nextDay } = clocks.determination;
  const silent = { 'reminders: lastCall': reminders.lastCall, 'dispatch: from': dispatch.from };
  return [
    ...(worked >= 60 ? [] : [`workingHours: ${worked} minutes a day are too few, an hour is the least`]),
    ...Object.entries(silent)
      .filter(([, time]) => !sent(time))
      .map(([key, time]) => `${key} ${time} is outside the sending hours ${sendingHours.from}–${sendingHours.to}`),
    ...[sameDay, nextDay]
      .filter((time) => !workingHours.some(({ from, to }) => from < time && time <= to))
      .map((time) => `clocks.determination: ${time} must lie within workingHours`),
  ];
}

/** It learns at night, while nobody waits for an answer. */
function learningFaults({ learnAt, workingHours }: DistrictFile): string[] {
  const [{ from } = { from: '' }] = workingHours;
  return learnAt < from ? [] : [`learnAt: ${learnAt} must be before the office hours begin at ${from}`];
}

/** Terms that make an extension impossible, and a limit of the whole that is smaller than the limit of a part. */
function termFaults({ clocks, extensionWorkingDaysBefore, textLimit, wholeTextLimit }: DistrictFile): string[] {
  const { days } = clocks.result;
  return [
    ...(extensionWorkingDaysBefore < days
      ? []
      : [
          `extensionWorkingDaysBefore: ${extensionWorkingDaysBefore} must be less than the ${days} days of clocks.result`,
        ]),
    ...(wholeTextLimit >= textLimit
      ? []
      : [`wholeTextLimit: ${wholeTextLimit} must not be less than textLimit ${textLimit}`]),
  ];
}

function order(key: string, from: string, to: string): string[] {
  return from < to ? [] : [`${key}: ${from} must be before ${to}`];
}

export function unitFaults(units: UnitsFile): string[] {
  const owners = new Map<string, string>();
  const clashes: string[] = [];
  for (const { id, name, aliases } of units) {
    clashes.push(...repeated([name, ...aliases]).map((alias) => `${id}: name ${alias} is given twice`));
    for (const alias of new Set([name, ...aliases])) {
      const owner = owners.get(alias);
      if (owner !== undefined) clashes.push(`${alias} names both ${owner} and ${id}`);
      owners.set(alias, id);
    }
  }
  return [
    ...twice(
      'id',
      units.map(({ id }) => id),
    ),
    ...clashes,
  ];
}

export function unitGroupFaults(groups: UnitGroupsFile): string[] {
  return twice(
    'id',
    groups.map(({ id }) => id),
  );
}

export function taskForceFaults(taskForces: TaskForcesFile, units: UnitsFile | undefined): string[] {
  return [
    ...twice(
      'number',
      taskForces.map(({ number }) => number),
    ),
    ...twice(
      'id',
      taskForces.map(({ id }) => id),
    ),
    ...twice(
      'name',
      taskForces.map(({ name }) => name),
    ),
    ...gaps(taskForces.map(({ number }) => number)),
    ...taskForces
      .filter(({ name }) => units?.some((unit) => unit.name === name || unit.aliases.includes(name)))
      .map(({ name }) => `name: ${name} is the name of a unit, too`),
    ...taskForces.flatMap(({ number, leadUnit, memberUnits, keywords }) =>
      [
        ...(memberUnits[0] === leadUnit ? [] : [`leadUnit ${leadUnit} must be the first of memberUnits`]),
        ...twice('memberUnits', memberUnits),
        ...twice('keywords', keywords),
        ...strangers('unit', [leadUnit, ...memberUnits], units),
        ...collective([leadUnit], units),
      ].map((fault) => `task force ${number}: ${fault}`),
    ),
  ];
}

export function measureFaults(
  measures: MeasuresFile,
  known: { taskForces?: TaskForcesFile; units?: UnitsFile; groups?: UnitGroupsFile },
): string[] {
  const numbers = known.taskForces?.map(({ number }) => number);
  return [
    ...twice(
      'number',
      measures.map(({ number }) => number),
    ),
    ...gaps(measures.map(({ number }) => number)),
    ...measures.flatMap(({ number, taskForce, leadUnits, coUnits, leadGroups, coGroups, keywords }) =>
      [
        ...(numbers === undefined || numbers.includes(taskForce) ? [] : [`no task force ${taskForce}`]),
        ...strangers('unit', [...leadUnits, ...coUnits], known.units),
        ...strangers('unit group', [...leadGroups, ...coGroups], known.groups),
        ...twice('units', [...leadUnits, ...coUnits]),
        ...twice('keywords', keywords),
      ].map((fault) => `measure ${number}: ${fault}`),
    ),
  ];
}

export function lexiconFaults({ sensitive, classified, smallTalk, plain }: LexiconFile): string[] {
  return [
    ...twice('sensitive', sensitive),
    ...twice('classified', classified),
    ...twice('smallTalk', smallTalk),
    ...twice('plain', plain),
    // Because messages are compared without blanks, signs and capitals.
    ...smallTalk
      .filter((term) => term !== term.replace(/[\s\p{P}\p{S}]/gu, '').toLowerCase())
      .map((term) => `smallTalk: ${term} must be without blanks, signs and capitals`),
    // A single character would hide half of all texts from everybody.
    ...[...sensitive, ...classified].filter((term) => [...term].length < 2).map((term) => `${term} is too short`),
  ];
}

function twice(key: string, values: (string | number)[]): string[] {
  return repeated(values).map((value) => `${key}: ${value} stands twice`);
}

/** People type these numbers and the plan prints them: 1, 2, 3 … without a gap. */
function gaps(numbers: number[]): string[] {
  return numbers
    .map((_, index) => index + 1)
    .filter((n) => !numbers.includes(n))
    .map((n) => `number ${n} is missing`);
}

function strangers(what: string, ids: string[], known: { id: string }[] | undefined): string[] {
  if (!known) return [];
  return [...new Set(ids)].filter((id) => !known.some((each) => each.id === id)).map((id) => `unknown ${what} ${id}`);
}

function collective(ids: string[], units: UnitsFile | undefined): string[] {
  const many = ids.filter((id) => units?.some((unit) => unit.id === id && unit.collective));
  return many.map((id) => `${id} stands for many units and cannot lead`);
}
