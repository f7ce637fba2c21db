import type { Chance } from '../simulate/chance.ts';

/** What nobody expects where a name, a number or an object should stand. */
const odd: ((chance: Chance) => unknown)[] = [
  () => null,
  () => '',
  () => 0,
  () => -1,
  () => 1e308,
  () => Number.MAX_SAFE_INTEGER + 2,
  () => true,
  () => [],
  () => ({}),
  () => [[[[]]]],
  () => '\u0000',
  () => 'a\u0000b',
  () => '\ud83d',
  () => '\udc00\ud800',
  () => '__proto__',
  () => 'constructor',
  () => "'; DROP TABLE appeals; --",
  () => '<at id=all></at>',
  () => '%s%n\\u0000',
  () => '../../etc/passwd',
  () => ({ length: 1e9 }),
  () => ({ toString: 1, valueOf: null }),
  () => JSON.parse('{"__proto__":{"open_id":"ou_x"},"constructor":{"prototype":1}}'),
  (chance) => 'A'.repeat(chance.whole(1, 50_000)),
  (chance) => ' '.repeat(chance.whole(1, 50_000)),
  (chance) => nested(chance.whole(10, 300)),
];

function nested(depth: number): unknown {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { inner: value };
  return value;
}

export function oddValue(chance: Chance): unknown {
  return chance.pick(odd)(chance);
}

type Parent = Record<string, unknown> | unknown[];

/** Every place inside a value. */
function placesIn(value: unknown, found: [Parent, string][] = []): [Parent, string][] {
  if (typeof value !== 'object' || value === null) return found;
  for (const key of Object.keys(value)) {
    found.push([value as Parent, key]);
    placesIn((value as Record<string, unknown>)[key], found);
  }
  return found;
}

/** One to four places hold something else, are gone, or hold what another place held. */
export function mutated<T>(value: T, chance: Chance): T {
  const copy = structuredClone(value);
  for (let times = chance.whole(1, 4); times > 0; times -= 1) {
    const places = placesIn(copy);
    if (places.length === 0) return copy;
    const [parent, key] = chance.pick(places);
    const holder = parent as Record<string, unknown>;
    if (chance.hits(0.25)) delete holder[key];
    else if (chance.hits(0.2)) {
      const [other, otherKey] = chance.pick(places);
      holder[key] = structuredClone((other as Record<string, unknown>)[otherKey]);
    } else holder[key] = oddValue(chance);
  }
  return copy;
}
