import type { Kind } from '../domain/texts/reading.ts';

/** In the order of the model's classes. */
export const kinds: readonly Kind[] = [
  'appeal',
  'progress',
  'plan',
  'result',
  'ack',
  'question',
  'correction',
  'command',
  'thanks',
  'chitchat',
  'notice',
];
