import type { Example } from '../../domain/learning/examples.ts';
import type { Prepared } from './prepared.ts';
import type { Row } from './rows.ts';

/** A correction weighs more than one text of the corpus, and less than the ten that mend a misread wording. */
const counts = 3;

/** What people corrected, as texts of the corpus: their words are masked, so that they are read as they stand. */
export function correctedTexts(examples: readonly Example[]) {
  return {
    /** With the task force they belong to. */
    routed: examples.flatMap((one) => (one.taskForce === undefined ? [] : [textOf(one, { label: one.taskForce })])),
    /** With whether they need confidence. */
    judged: examples.flatMap((one) => (one.sensitive === undefined ? [] : [textOf(one, { sensitive: one.sensitive })])),
    /** Two matters that were taken for one. */
    apart: examples.flatMap(bothOf),
  };
}

function textOf({ text }: Pick<Example, 'text'>, more: Partial<Row>): Prepared {
  const empty = {
    kind: 'appeal',
    label: 0,
    alt: [],
    sensitive: false,
    urgent: false,
    channel: null,
    spans: [],
  } as const;
  return { row: { ...empty, text, ...more }, plain: text, fields: [], bare: text, counts };
}

function bothOf({ text, part }: Example): Prepared[] {
  const both = [text.trim(), part?.trim() ?? ''];
  if (both.includes('')) return [];
  return [textOf({ text: both.join('\n') }, { matters: both.map((words) => ({ text: words, label: 0 })) })];
}
