import type { Kind } from '../domain/texts/reading.ts';

const kinds: Record<string, Kind | undefined> = {
  progress: 'progress',
  plan: 'plan',
  resolve: 'result',
  ack: 'ack',
  new_appeal: 'appeal',
  thanks: 'thanks',
  chat: 'chitchat',
  correct: 'correction',
  supplement: 'correction',
  company_feedback: 'progress',
  question_to_submitter: 'question',
  question_to_unit: 'question',
  query_status: 'question',
  query_contact: 'question',
  query_figures: 'question',
  query_how_computed: 'question',
  query_list: 'question',
  help: 'question',
  who_am_i: 'question',
  several: undefined,
};

/** Of which kind a message is that asks for this verb; undefined when it may be any. Verbs not named are commands. */
export function kindOfVerb(verb: string): Kind | undefined {
  return verb in kinds ? kinds[verb] : 'command';
}
