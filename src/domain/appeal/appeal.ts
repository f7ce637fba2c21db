import type { ChinaDate, Instant } from '../time/instant.ts';
import type { Attachment, Channel, Contact, Outcome, PauseCause, Routing } from './parts.ts';

/**
 * The state of an appeal (docs/develop/domain.md#life). `confidential` holds sensitive text: only two named people of
 * the district office handle it.
 */
export const statuses = [
  'received', // 已受理
  'confidential', // 在保密办理
  'dispatched', // 已交办
  'returned', // 申请退件
  'signed', // 已签收
  'planned', // 办理中
  'resolved', // 待审核
  'answered', // 已答复
  'closed', // 已结案
  'withdrawn', // 已撤回
] as const;
export type AppealStatus = (typeof statuses)[number];

/** 交办记录: one lead assignment at a time; the old ones stay. */
export interface Assignment {
  id: string;
  kind: 'lead' | 'co' | 'external';
  taskForce: number;
  unit: string;
  from: Instant;
  to?: Instant;
  signedAt?: Instant;
  signedBy?: string;
}

export interface Appeal {
  number: string;
  status: AppealStatus;
  /** Nobody but its readers and its submitter sees it, whatever its status (docs/develop/domain.md#confidential). */
  confidential: boolean;
  /** Every event raises it by one; a card's buttons carry it as `rev`. */
  version: number;
  title: string;
  text: string;
  company?: string;
  town?: string;
  contact?: Contact;
  /** Names of contacts that were corrected: the text still holds them, and groups read them masked. */
  formerNames?: string[];
  channel: Channel;
  /**
   * Only for a confidential appeal: ids of the two named people who handle it; apart from them only the submitter reads
   * it.
   */
  readers?: string[];
  submittedBy: string;
  /** Town whose specialist submitted it; absent when the service centre submitted it. */
  submittedFor?: string;
  receivedAt: Instant;
  routing: Routing;
  dispatchAt?: Instant;
  /** 1 for the first handling; each rework adds one. */
  round: number;
  /** Upheld returns so far; after two the third dispatch is not returnable. */
  upheldReturns: number;
  assignments: Assignment[];
  /**
   * `assignment`: the assignment that made the plan. After a transfer this is the former unit's until the new unit
   * confirms the plan.
   */
  plan?: {
    text: string;
    companyText: string;
    promisedOn?: ChinaDate;
    /** The first promised day, when a later plan promised another one. */
    firstPromisedOn?: ChinaDate;
    at: Instant;
    assignment?: string;
  };
  returnReason?: string;
  result?: { outcome: Outcome; text: string; companyText: string; promisedOn?: ChinaDate; at: Instant };
  attachments: Attachment[];
  /** What the handling unit asks of the centre; until the centre decides, reminders go to the centre. */
  asked?: { kind: 'extension' | 'pause'; until: ChinaDate; reason: string; cause?: PauseCause; at: Instant };
  /** An extension is granted only once per round. */
  extended?: boolean;
  paused?: { cause: PauseCause; until: ChinaDate; at: Instant };
  /** Working days for which its clocks were paused so far. */
  pausedDays?: number;
  /** When the company was last told of the plan, and of the result. */
  informed?: { plan?: Instant; result?: Instant };
  nudgedAt?: Instant;
  /** The highest 督办 so far: 黄 or 红 with its number. */
  supervision?: { level: 'yellow' | 'red'; number?: string; at: Instant };
  instructions?: Instruction[];
  updatedAt: Instant;
}

/** 批示: a leader's remark that was passed on to the unit; answered or still open. */
export interface Instruction {
  id: string;
  text: string;
  /** Person id of the leader, or of his liaison who recorded it. */
  by: string;
  recorded: boolean;
  at: Instant;
  answer?: { text: string; at: Instant };
}

/** The lead assignment that is running now. */
export function currentAssignment(appeal: Appeal): Assignment | undefined {
  return appeal.assignments.find(({ to, kind }) => to === undefined && kind === 'lead');
}
