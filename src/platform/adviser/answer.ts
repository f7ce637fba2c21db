import { z } from 'zod';
import type { Choice } from '../../ports/adviser.ts';

const completion = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1) });
/** A bare 3 is as clear. */
const proposed = z.union([z.int(), z.strictObject({ taskForce: z.int() }).transform(({ taskForce }) => taskForce)]);
/** Models often put JSON into a fence, although they were asked for nothing else. */
const fence = /^```(?:json)?([^`]*)```$/;

/**
 * The one number that a chat completion answers with: of a choice, or `none` for 0. Undefined for everything else, such
 * as words beside it, two numbers, or the number of no choice.
 */
export function proposalIn(body: string, choices: readonly Choice[]): number | 'none' | undefined {
  const said = completion.safeParse(parsed(body)).data?.choices[0]?.message.content.trim();
  if (said === undefined) return undefined;
  const number = proposed.safeParse(parsed(fence.exec(said)?.[1] ?? said)).data;
  if (number === 0) return 'none';
  return choices.find((choice) => choice.number === number)?.number;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
