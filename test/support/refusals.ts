import { Refusal } from '../../src/domain/errors.ts';

/** What the act was refused for; undefined when it was not. Every other error goes on. */
export function refusalOf(act: () => unknown): Refusal | undefined {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  return undefined;
}
