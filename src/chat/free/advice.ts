import { may } from '../../domain/people/access.ts';
import { needsAdvice } from '../../domain/routing/advice.ts';
import type { Understanding } from '../../domain/texts/reading.ts';
import { veil } from '../../domain/texts/veil.ts';
import type { AdviceQuestion } from '../../ports/adviser.ts';
import type { Deps } from '../../ports/index.ts';
import { ReadFirst } from '../beside.ts';
import type { Turn } from '../turn.ts';

/** Words that are about to become an appeal, with what was understood of them. */
interface Said {
  text: string;
  read: Understanding;
}

type Proposals = readonly (number | undefined)[];

/** Of a longer list of matters the rest goes without. */
const mostQuestions = 8;
/** A few words tell what a task force is for. */
const mostWords = 8;
const about = '{"about":"advice"';

/**
 * The task forces that a language model proposes for these words, in their order; undefined where nobody was asked or
 * nothing usable came back (docs/develop/understanding.md#adviser). Asked once for each utterance, for all of them at the
 * same time, before the unit of work is opened: throws ReadFirst when it was not asked yet.
 */
export function adviceOn(turn: Turn, words: readonly Said[]): Proposals {
  const { prepared = [], speaker } = turn;
  const question = `${about},"texts":${JSON.stringify(words.map(({ text }) => text))}}`;
  const asked = prepared.filter((one) => one.question.startsWith(about));
  const known = asked.find((one) => one.question === question);
  if (known) return known.settled() as Proposals;
  // What changed since it was asked is not asked about again: nobody waits twice.
  if (!turn.advisable || asked.length > 0 || !speaker || !may(speaker, 'submit')) return [];
  const { rules } = turn.work;
  const unsure = words.map(({ text, read }) => needsAdvice({ text, mentioned: turn.mentioned, read }, rules));
  if (!unsure.includes(true)) return [];
  throw new ReadFirst(question, async (deps) => {
    const found = await proposalsFor(
      deps,
      turn,
      words.map((one, index) => (unsure[index] ? one : undefined)),
    );
    return () => found;
  });
}

async function proposalsFor(deps: Deps, turn: Turn, words: readonly (Said | undefined)[]): Promise<Proposals> {
  const { read, adviser, rules } = deps;
  const people = await read((store) => store.people({}));
  // What one matter names may stand unrecognised in another.
  const firms = words.flatMap((one) => one?.read.matters.flatMap(({ company }) => company ?? []) ?? []);
  const names = [...people, ...turn.mentioned].map(({ name }) => name).concat(turn.unknown, firms);
  const choices = rules.taskForces.map(({ number, name, keywords }) => {
    return { number, name, words: keywords.slice(0, mostWords) };
  });
  const questions = words.slice(0, mostQuestions).map((one): AdviceQuestion | undefined => {
    const text = one && veil(one.read, names);
    return text && { text, choices, atOnce: turn.pressed };
  });
  return Promise.all(questions.map((one) => one && adviser?.propose(one)));
}
