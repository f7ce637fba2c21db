import { workOf } from '../commands/shared/work.ts';
import { Refusal } from '../domain/errors.ts';
import { settleForLater } from '../domain/settled.ts';
import type { Deps } from '../ports/index.ts';
import type { Words } from './intents/intent.ts';
import { Choose } from './meant/appealMeant.ts';
import type { Prepared, ReadTurn, Reply, Turn } from './turn.ts';

type Read<T> = (turn: ReadTurn) => Promise<T>;

/**
 * Thrown inside a unit of work when it has to know what takes long to read: figures, lists, a search. It is rolled back,
 * what it asks is read beside the writer, and the unit is opened anew.
 */
export class ReadFirst extends Error {
  override name = 'ReadFirst';
  private readonly turn: Turn;
  private readonly question: string;
  private readonly read: Read<unknown>;

  constructor(turn: Turn, question: string, read: Read<unknown>) {
    super('something is read before the unit of work');
    this.turn = turn;
    this.question = question;
    this.read = read;
  }

  /** As things stand at one moment, on a connection that only reads. */
  async beside(deps: Deps): Promise<Prepared> {
    const { question, turn, read } = this;
    const found = await deps.read((store) => settleForLater(read({ ...turn, work: workOf(deps, store) }), isAnswer), {
      long: true,
    });
    return { question, settled: found };
  }
}

/** What a reading may come to besides what it finds; every other error is a fault of the reading itself. */
function isAnswer(error: unknown): boolean {
  return error instanceof Refusal || error instanceof Choose;
}

/**
 * What `read` finds for this turn, read beside the writer: SQLite has one, and others wait for it. The unit of work that
 * uses it asks whether the speaker, his posts and the group are what they were when it was read; else it is read again.
 * Throws ReadFirst when it was not read yet, and what `read` throws.
 */
export function readBeside<T>(turn: Turn, about: string, read: Read<T>): T {
  const { speaker, group, place, text, quoted, chosen, prepared = [] } = turn;
  const question = JSON.stringify({ about, speaker, group, place, text, quoted, chosen });
  const known = prepared.find((one) => one.question === question);
  if (!known) throw new ReadFirst(turn, question, read);
  return known.settled() as T;
}

/** What a verb does that only reads: see `readBeside`. */
export function besideWriter(about: string, read: (turn: ReadTurn, words: Words) => Promise<Reply>) {
  return async (turn: Turn, words: Words): Promise<Reply> => readBeside(turn, about, (asked) => read(asked, words));
}
