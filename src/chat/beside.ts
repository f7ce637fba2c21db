import { workOf } from '../commands/shared/work.ts';
import { Refusal } from '../domain/errors.ts';
import { settleForLater } from '../domain/settled.ts';
import type { Deps } from '../ports/index.ts';
import type { Words } from './intents/intent.ts';
import { Choose } from './meant/appealMeant.ts';
import type { Prepared, ReadTurn, Reply, Turn } from './turn.ts';

type Read<T> = (turn: ReadTurn) => Promise<T>;

/**
 * Thrown inside a unit of work that needs something slow: figures, lists, a search, advice. The unit is rolled back, the
 * data is found without holding the writer, and the unit is opened again.
 */
export class ReadFirst extends Error {
  override name = 'ReadFirst';
  private readonly question: string;
  private readonly find: (deps: Deps) => Promise<() => unknown>;

  constructor(question: string, find: (deps: Deps) => Promise<() => unknown>) {
    super('something is read before the unit of work');
    this.question = question;
    this.find = find;
  }

  async beside(deps: Deps): Promise<Prepared> {
    return { question: this.question, settled: await this.find(deps) };
  }
}

/** Reads one snapshot, on a connection that only reads. */
function snapshot<T>(turn: Turn, read: Read<T>): (deps: Deps) => Promise<() => T> {
  return (deps) =>
    deps.read((store) => settleForLater(read({ ...turn, work: workOf(deps, store) }), isAnswer), { long: true });
}

/** Errors that are a valid outcome of a reading; every other error is a fault of the reading itself. */
function isAnswer(error: unknown): boolean {
  return error instanceof Refusal || error instanceof Choose;
}

/**
 * The result of `read` for this turn, read without holding the writer: SQLite has only one, and others wait for it. The
 * unit of work that uses the result checks that the speaker, his posts and the group are the same as at the reading; if
 * not, it is read again. Throws ReadFirst when it was not read yet, and what `read` throws.
 */
export function readBeside<T>(turn: Turn, about: string, read: Read<T>): T {
  const { speaker, group, place, text, quoted, chosen, prepared = [] } = turn;
  const question = JSON.stringify({ about, speaker, group, place, text, quoted, chosen });
  const known = prepared.find((one) => one.question === question);
  if (!known) throw new ReadFirst(question, snapshot(turn, read));
  return known.settled() as T;
}

/** Makes the `run` of a verb that only reads: see `readBeside`. */
export function besideWriter(about: string, read: (turn: ReadTurn, words: Words) => Promise<Reply>) {
  return async (turn: Turn, words: Words): Promise<Reply> => readBeside(turn, about, (asked) => read(asked, words));
}
