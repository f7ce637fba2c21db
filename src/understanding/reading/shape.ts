import type { Said } from '../../domain/texts/reading.ts';

/** What a text looks like, beside its words: for the model of kinds. */
export function kindFeatures(plain: string): string[] {
  return [`length ${Math.min(12, Math.floor(plain.length / 8))}`, /1\d{10}/.test(plain) ? 'mobile' : 'no mobile'];
}

/** Who says it and whether to a card: for the model of verbs. */
export function verbFeatures(plain: string, { by, quoting }: Said): string[] {
  return [
    `by ${by ?? 'anybody'}`,
    quoting ? 'quoting' : 'alone',
    `length ${Math.min(8, Math.floor(plain.length / 6))}`,
  ];
}
