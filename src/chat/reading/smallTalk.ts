import { namedTaskForces } from '../../domain/routing/taskForceWords.ts';
import type { Rules } from '../../domain/rules.ts';
import { bareWords } from '../../domain/texts/plainText.ts';
import type { Said, Understanding } from '../../domain/texts/reading.ts';

/**
 * Kinds of words that contain no matter: they ask how it goes, whom to call or how to submit, they urge, take back, or
 * chat.
 */
export type Talk = 'status' | 'contact' | 'how-to' | 'urge' | 'take-back' | 'chat';

/** By what the reader takes them for (names of training/corpus/intents.jsonl). */
const byVerb: Record<string, Talk | undefined> = {
  query_status: 'status',
  query_list: 'status',
  query_contact: 'contact',
  help: 'how-to',
  who_am_i: 'how-to',
  nudge: 'urge',
  withdraw: 'take-back',
  chat: 'chat',
};
const idle: ReadonlySet<Understanding['kind']> = new Set(['ack', 'thanks', 'chitchat'] as const);
const sureOfVerb = 0.3;

/** Undefined when the words name a company or a matter. */
export function talkIn(text: string, rules: Rules, by?: Said['by']): Talk | undefined {
  const read = rules.reader.read(text, { by });
  if (read.kind === 'appeal' || read.matters[0].company !== undefined) return undefined;
  const talk = idle.has(read.kind) ? 'chat' : talkOf(read);
  // 请再核实一下现场情况 asks for something, not about it.
  if ((talk === 'status' || talk === 'contact') && (read.kind !== 'question' || !isOneClause(text))) return undefined;
  // "请获得信贷专班看一下" says where the appeal should go.
  const goesThere = talk === 'urge' || talk === 'chat';
  return goesThere && namedTaskForces(text, rules.taskForces).length > 0 ? undefined : talk;
}

/** A clause of fewer letters is a polite word: 请问. */
const shortestClause = 4;

/** Whether nothing but a question is said: what else stands beside it must not be answered away. */
export function isOneClause(text: string): boolean {
  const clauses = text.split(/[，,。;；!！?？\n]/).map(bareWords);
  return clauses.filter((clause) => [...clause].length >= shortestClause).length <= 1;
}

function talkOf({ verb: { name, confidence } }: Understanding): Talk | undefined {
  return confidence >= sureOfVerb ? byVerb[name] : undefined;
}

/** "宏泰机械那件怎么样了": the name whose appeal is asked about. */
export function askedByName(text: string, rules: Rules, by?: Said['by']): string | undefined {
  const read = rules.reader.read(text, { by });
  return read.kind === 'question' && talkOf(read) === 'status' ? read.matters[0].company : undefined;
}
