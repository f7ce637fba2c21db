import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { AppealEvent } from '../../domain/appeal/events.ts';
import { evolve } from '../../domain/appeal/evolve.ts';
import { lessonOf, mayTeach } from '../../domain/learning/examples.ts';
import { maskedWords } from '../../domain/learning/maskedWords.ts';
import type { Work } from './work.ts';

/** The appeal as it was before these events, where one of them may correct something; read before they are saved. */
export async function beforeLessons(
  { store }: Pick<Work, 'store'>,
  { number }: Appeal,
  events: readonly AppealEvent[],
): Promise<Appeal | undefined> {
  return events.some(mayTeach) ? store.appeal(number) : undefined;
}

/** What these events correct is kept as examples, masked, in the unit of work that keeps the events. */
export async function keepLessons(
  { store, rules, newId, at }: Work,
  before: Appeal | undefined,
  events: readonly AppealEvent[],
): Promise<void> {
  let appeal = before;
  for (const event of events) {
    if (!appeal) return;
    const lesson = lessonOf(event, appeal);
    if (lesson) {
      const { part, text, ...says } = lesson;
      const masked = (words: string) => maskedWords(words, appeal as Appeal, rules.reader);
      const example = { ...says, id: newId(), at, appeal: event.number, text: masked(text) };
      await store.keepExample(part === undefined ? example : { ...example, part: masked(part) });
    }
    appeal = evolve(appeal, event);
  }
}
