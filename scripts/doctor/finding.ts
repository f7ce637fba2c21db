import { redact } from '../../src/log.ts';

/** `look`: the bot works, somebody should see to it; `bad`: it does not work, or will soon not. */
export interface Finding {
  state: 'ok' | 'look' | 'bad';
  what: string;
  mend?: string;
}

export function ok(what: string): Finding {
  return { state: 'ok', what };
}

export function look(what: string, mend: string): Finding {
  return { state: 'look', what, mend };
}

export function bad(what: string, mend: string): Finding {
  return { state: 'bad', what, mend };
}

/** "bad   database: cannot be opened – look whether …"; never a secret or a telephone number. */
export function lineOf({ state, what, mend }: Finding, secrets: string[]): string {
  return redact(`${state.padEnd(5)} ${what}${mend ? ` – ${mend}` : ''}`, secrets).replaceAll('\n', ' ');
}

/** A few names and how many more. */
export function named(names: string[], most = 6): string {
  const more = names.length - most;
  return `${names.slice(0, most).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** What an error says of itself, on one line. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.split('\n')[0] || error.name : String(error);
}
