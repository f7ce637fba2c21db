import type { Rules } from '../rules.ts';
import type { Matter } from '../texts/reading.ts';

const shown = 3;
/** They belong to the words beside them, or to none. */
const idle = new Set([...'的了是在不个两三四五六七八九十几一未没才就都也还给把被让我你他们这那里边和与有要来去到得着']);

/**
 * Words of a matter that speak for a task force, as people know them: the reader's runs of letters may begin or end inside a
 * word, so the district's keyword they touch stands for them.
 */
export function reasonsOf(matter: Matter, taskForce: number, rules: Rules): string[] {
  const runs = rules.reader.reasonsFor(matter, taskForce);
  const keywords = keywordsIn(matter.bare, taskForce, rules);
  const words = runs.flatMap((run) => {
    const touched = keywords.filter((keyword) => touch(matter.bare, run, keyword));
    return touched.length > 0 ? touched : trimmed(run);
  });
  const whole = words.filter((word) => !words.some((other) => other !== word && other.includes(word)));
  return [...new Set(whole)].slice(0, shown);
}

function keywordsIn(text: string, taskForce: number, { taskForces, measures }: Rules): string[] {
  const own = taskForces.find(({ number }) => number === taskForce)?.keywords ?? [];
  const ofMeasures = measures.filter((measure) => measure.taskForce === taskForce).flatMap(({ keywords }) => keywords);
  return [...own, ...ofMeasures].filter((word) => word.length >= 2 && text.includes(word));
}

/** Whether some place of the one shares a letter with some place of the other. */
function touch(text: string, one: string, other: string): boolean {
  const at = placesOf(text, one);
  const places = placesOf(text, other);
  return at.some((from) => places.some((place) => from < place + other.length && place < from + one.length));
}

function placesOf(text: string, word: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at >= 0 && places.length < shown; at = text.indexOf(word, at + 1)) places.push(at);
  return places;
}

function trimmed(run: string): string[] {
  const letters = [...run];
  while (letters.length > 0 && idle.has(letters[0] as string)) letters.shift();
  while (letters.length > 0 && idle.has(letters.at(-1) as string)) letters.pop();
  return letters.length >= 2 ? [letters.join('')] : [];
}
