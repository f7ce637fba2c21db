import { z } from 'zod';
import type { Kind } from '../../src/domain/texts/reading.ts';

const kinds = [
  ...(['appeal', 'progress', 'plan', 'result', 'ack', 'question'] as const),
  ...(['correction', 'command', 'thanks', 'chitchat', 'notice'] as const),
] satisfies Kind[];
const fields = ['company', 'contact', 'person', 'phone', 'town', 'date', 'amount'] as const;
const most = 18;

const words = z.string().trim().min(1);
const taskForce = z.int().min(1).max(most);
const matterSchema = z.strictObject({
  text: words,
  label: taskForce,
  alt: z.array(taskForce).optional(),
  company: z.string().nullish(),
});

/** One line of examples.jsonl of the settings (`Row`; what it leaves out is empty). */
export const ownRowSchema = z
  .strictObject({
    text: words,
    kind: z.enum(kinds).default('appeal'),
    label: z.int().min(0).max(most).default(0),
    alt: z.array(taskForce).optional(),
    sensitive: z.boolean().optional(),
    urgent: z.boolean().optional(),
    channel: z.enum(['meeting', 'phone', 'platform', 'visit']).nullish(),
    spans: z.array(z.tuple([z.enum(fields), words])).optional(),
    style: z.string().optional(),
    nearly: z.boolean().optional(),
    clause: words.optional(),
    matters: z.array(matterSchema).optional(),
    nosplit: z.boolean().optional(),
  })
  .refine(({ kind, label }) => (kind === 'appeal') === label > 0, {
    path: ['label'],
    message: `an appeal has a task force, 1 to ${most}, and nothing else has one`,
  });

/** Which key is wrong, and why; nothing of the text. */
export function faultsOf({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': ')).join('; ');
}
