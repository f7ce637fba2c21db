import { type Rules, townPrefix, type Unit } from './rules.ts';

/** Units a person may mean by these words: any name or alias, exactly, else as a part of the name. */
export function findUnits(words: string, { units }: Pick<Rules, 'units'>): Pick<Unit, 'id' | 'name'>[] {
  const wanted = words.replace(/\s/g, '');
  if (!wanted) return [];
  const usable = units.filter(({ collective }) => !collective);
  const exact = usable.filter(({ name, aliases }) => name === wanted || aliases.includes(wanted));
  if (exact.length > 0) return exact;
  if (/(镇|街道)$/.test(wanted)) return [{ id: townPrefix + wanted, name: wanted }];
  if (wanted.length < 2) return [];
  return usable.filter(({ name, aliases }) => [name, ...aliases].some((known) => known.includes(wanted)));
}
