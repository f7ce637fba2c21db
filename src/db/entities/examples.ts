import { EntitySchema } from 'typeorm';
import type { Example } from '../../domain/learning/examples.ts';
import { integerOrNull, key, text, textOrNull } from './columns.ts';

/** `sensitive`: 1, 0, or null where nothing was said of it. */
export type ExampleRow = Omit<Example, 'part' | 'taskForce' | 'sensitive'> & {
  part: string | null;
  taskForce: number | null;
  sensitive: number | null;
};

export const ExampleSchema = new EntitySchema<ExampleRow>({
  name: 'examples',
  columns: {
    id: key,
    at: text,
    kind: text,
    about: text,
    appeal: text,
    text,
    part: textOrNull,
    taskForce: integerOrNull,
    sensitive: integerOrNull,
  },
});
