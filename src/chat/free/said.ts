import type { Said as Circumstances, Kind, Understanding } from '../../domain/texts/reading.ts';
import { takePromise } from '../reading/dates.ts';
import { isOneClause } from '../reading/smallTalk.ts';
import type { Turn } from '../turn.ts';

/**
 * Kinds of words about an appeal. This file only recognises them, by what the reader understands
 * (docs/develop/understanding.md); what is done, by role and card, is in quotedTable.ts. Words may be of several kinds:
 * the table checks the kinds that matter to it.
 */
export type Said =
  | 'asks' // a question
  | 'asks-desk' // a question that the appeal's own card and history answer
  | 'takes-back' // 企业说不用办了
  | 'elsewhere' // 这个是不是应该区住建局办
  | 'puts-off' // 领导让先放一放
  | 'finished' // 已办结
  | 'promises' // a date by which it will be done
  | 'requests' // speaks to somebody: 请把我移出群
  | 'told-company' // 已经跟企业说了
  | 'urges' // 能不能快一点
  | 'agrees' // 同意, 可以
  | 'decides' // 同意, 不同意, 驳回 and other beginnings of a decision
  | 'talks' // says nothing about the matter: 好的，谢谢
  | 'company-facts' // the company's name or contact, or what the company says
  | 'anything';

type Heard = Pick<Turn, 'text' | 'mentioned' | 'work'> & { said: Circumstances };

/** Verbs of the reader (training/corpus/intents.jsonl) that words of a kind ask for, and kinds of messages they are. */
interface Signs {
  verbs: readonly string[];
  kinds?: readonly Kind[];
}

const agreeing = ['approve_result', 'approve_extension', 'uphold_return', 'release_paper'];
const refusing = ['reject_result', 'refuse_extension', 'refuse_return'];

// biome-ignore format: a table is read by column
const signs: Partial<Record<Said, Signs>> = {
  asks:            { verbs: ['question_to_submitter', 'question_to_unit'], kinds: ['question'] },
  'asks-desk':     { verbs: ['query_status', 'query_contact', 'query_how_computed', 'query_list'] },
  'takes-back':    { verbs: ['withdraw'] },
  elsewhere:       { verbs: ['ask_return', 'transfer'] },
  'puts-off':      { verbs: ['ask_pause', 'ask_extension'] },
  finished:        { verbs: ['resolve'], kinds: ['result'] },
  requests:        { verbs: ['change_contact', 'bind_group', 'stand_in', 'add_cohandler'], kinds: ['command'] },
  'told-company':  { verbs: ['inform_company'] },
  urges:           { verbs: ['nudge'] },
  agrees:          { verbs: agreeing },
  decides:         { verbs: [...agreeing, ...refusing, 'ask_pause', 'ask_extension'] },
  talks:           { verbs: ['ack', 'thanks', 'chat'], kinds: ['ack', 'thanks', 'chitchat'] },
  'company-facts': { verbs: ['company_feedback', 'supplement', 'correct'], kinds: ['correction'] },
};

/** Whether the words are of this kind, said in these circumstances. */
export function isSaid(kind: Said, heard: Heard): boolean {
  if (kind === 'anything') return true;
  const { text, mentioned, work, said } = heard;
  if (kind === 'company-facts' && text === '') return true;
  if (kind === 'promises') return takePromise(text, work.at, work).promisedOn !== undefined;
  if (kind === 'requests' && mentioned.length > 0) return true;
  if (text === '') return false;
  if (kind === 'asks' && /[?？]/.test(text)) return true;
  const read = work.rules.reader.read(text, said);
  if (kind === 'asks-desk')
    return read.kind === 'question' && isOneClause(text) && (signs[kind]?.verbs.includes(read.verb.name) ?? false);
  return speaksFor(read, signs[kind]) || (kind === 'company-facts' && tellsWho(read));
}

/** Below this a verb is a guess among many. */
const sureOfVerb = 0.35;

function speaksFor({ verb, kind }: Understanding, { verbs, kinds }: Signs = { verbs: [] }): boolean {
  return (verb.confidence >= sureOfVerb && verbs.includes(verb.name)) || (kinds?.includes(kind) ?? false);
}

/** Whether the words name the company or its contact. */
function tellsWho({ matters: [{ company, contact }] }: Understanding): boolean {
  return company !== undefined || contact !== undefined;
}
