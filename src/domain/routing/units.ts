import { type Rules, townPrefix, type Unit } from '../rules.ts';

type Named = Pick<Rules, 'units'>;

/**
 * These rules plus the towns and streets of the roster: these are units like any other, and no other town is a unit.
 */
export function withTowns(rules: Rules, ids: readonly string[]): Rules {
  const towns = ids.map((id): Unit => {
    const name = id.slice(townPrefix.length);
    const aliases = [`${name}人民政府`, `${name}办事处`];
    return { id, name, aliases, kind: 'town-or-street', assessmentClass: 1, collective: false, supervisable: true };
  });
  return { ...rules, units: [...rules.units, ...towns] };
}

/**
 * Units a person may mean by these words: units with exactly this name or alias, else units whose name contains the
 * words.
 */
export function findUnits(words: string, rules: Named): Unit[] {
  const exact = unitsNamed(words, rules);
  const wanted = tight(words);
  if (exact.length > 0 || wanted.length < 2) return exact;
  return usable(rules).filter(({ name, aliases }) => [name, ...aliases].some((known) => known.includes(wanted)));
}

/** Units whose name or alias is exactly these words. */
export function unitsNamed(words: string, rules: Named): Unit[] {
  const wanted = tight(words);
  return usable(rules).filter(({ name, aliases }) => name === wanted || aliases.includes(wanted));
}

/** Whether these words name the zone, as people shorten it. */
const zone = /开发区|经开区/;

/**
 * The unit of a place as people write it: 沈巷 is 沈巷镇 where the roster knows that town. A town that nobody knows keeps
 * its own name; undefined when the words name no town, street or zone.
 */
export function placeNamed(words: string, rules: Named): string | undefined {
  const wanted = tight(words);
  if (zone.test(wanted)) return 'development-zone';
  const towns = rules.units.filter(({ kind }) => kind === 'town-or-street');
  const known = towns.find(({ name, aliases }) => [name, ...aliases, shortName(name)].includes(wanted));
  if (known) return known.id;
  return /.(?:镇|街道)$/.test(wanted) ? townPrefix + wanted : undefined;
}

function shortName(name: string): string {
  return name.replace(/(?:镇|街道)$/, '');
}

/** The unit whose name differs by one character: 沈港镇 is a typing mistake for 沈巷镇. Undefined when none or several do. */
export function nearestUnit(words: string, rules: Named): Unit | undefined {
  const wanted = tight(words);
  if (wanted.length < 3) return undefined;
  const near = usable(rules).filter(({ name, aliases }) => [name, ...aliases].some((known) => isSlip(wanted, known)));
  return near.length === 1 ? near[0] : undefined;
}

/** One character is different, missing or extra. */
function isSlip(typed: string, known: string): boolean {
  if (known.length < 3 || Math.abs(typed.length - known.length) > 1) return false;
  let same = 0;
  while (same < typed.length && typed[same] === known[same]) same += 1;
  const rest = [typed.slice(same), known.slice(same)] as const;
  const [more, less] = rest[0].length >= rest[1].length ? rest : [rest[1], rest[0]];
  return more.slice(1) === (typed.length === known.length ? less.slice(1) : less);
}

function usable({ units }: Named): Unit[] {
  return units.filter(({ collective }) => !collective);
}

function tight(words: string): string {
  return words.replace(/\s/g, '');
}
