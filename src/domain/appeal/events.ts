import type { ClockKind } from '../clocks/clocks.ts';
import type { Role } from '../people/contacts.ts';
import type { ChinaDate, Instant } from '../time/instant.ts';
import type { Attachment, Channel, Contact, Found, Outcome, PauseCause, Routing } from './parts.ts';

/**
 * Who did it, in which role and for which unit, as they were at that moment (docs/develop/domain.md#timeline).
 * `scheduler` has no person.
 */
export interface Actor {
  person?: string;
  role: Role | 'scheduler';
  unit?: string;
}

/** Where an act came from. `message` is the platform's id of the message or card, when there is one. */
export interface Origin {
  source: 'chat' | 'card' | 'scheduler' | 'web' | 'import';
  chat?: string;
  message?: string;
  /** True when it came from a group. */
  group?: boolean;
}

/** What happened, in the past tense; the timeline consists only of these events, append-only. */
export type Happening =
  | {
      type: 'submitted';
      number: string;
      text: string;
      title: string;
      company?: string;
      town?: string;
      contact?: Contact;
      channel: Channel;
      routing: Routing;
      attachments: Attachment[];
      confidential: boolean;
      /** Accepted from a tip that is confidential: the person who accepted it is not told what it says. */
      withheld?: boolean;
      /** Ids of the two named people of the district office who handle it when it is confidential. */
      readers?: string[];
      /** When the appeal will be dispatched by itself; absent when a person must choose. */
      dispatchAt?: Instant;
    }
  | { type: 'rerouted'; taskForce: number; unit: string; dispatchAt?: Instant }
  | { type: 'handed_to_centre' }
  | { type: 'dispatched'; assignment: string; taskForce: number; unit: string }
  | { type: 'transferred'; assignment: string; taskForce: number; unit: string; reason?: string; fromReturn: boolean }
  /**
   * `doneAt` here and below: 补录, the step was done then (close of business of an earlier day) and is entered now; both
   * times are kept (docs/develop/domain.md#backfill).
   */
  | { type: 'signed'; implied: boolean; doneAt?: Instant }
  | { type: 'return_asked'; reason: string }
  /** `signer`: the person who asked for the return; the appeal counts as signed by him. */
  | { type: 'return_refused'; reason?: string; signer?: string }
  /** 转保密: somebody saw that it must stay confidential, with or without words on why. `readers`: as in `submitted`. */
  | { type: 'confided'; reason?: string; readers: string[] }
  /** 转普通件: a reader found nothing in it that must stay confidential. */
  | { type: 'released'; routing: Routing }
  /** `internal` here and below: the lines marked 仅内部, only for the unit and the centre. */
  | {
      type: 'planned';
      text: string;
      internal?: string;
      companyText: string;
      promisedOn?: ChinaDate;
      doneAt?: Instant;
    }
  /** 更换方案 while the appeal is being handled; without a new date the promised one stays. */
  | {
      type: 'plan_replaced';
      text: string;
      internal?: string;
      companyText: string;
      promisedOn?: ChinaDate;
      reason: string;
    }
  /** `text` is read by the company's side too. */
  | { type: 'progressed'; text: string; internal?: string; attachments: Attachment[] }
  /** `to`: a question of the handling unit that the company's side has to answer. */
  | { type: 'commented'; text: string; to?: 'company' }
  /** `found` holds only facts that the appeal did not have before. */
  | { type: 'supplemented'; text?: string; attachments: Attachment[]; found?: Found }
  /** 更正 of what was read; both hold only what changes, the contact as a whole. The text stays as it was written. */
  | { type: 'details_corrected'; before: Found; after: Found }
  /** Removes what a supplement had added. */
  | { type: 'detached'; keys: string[]; text?: string; found?: Found }
  | {
      type: 'resolved';
      outcome: Outcome;
      text: string;
      internal?: string;
      companyText: string;
      promisedOn?: ChinaDate;
      attachments: Attachment[];
      doneAt?: Instant;
    }
  | { type: 'approved' }
  | { type: 'rejected'; reason: string }
  /** The company was told of the plan, or answered (docs/develop/rules.md#rule-18, #rule-20). */
  | { type: 'informed'; of: 'plan' | 'result'; how?: string }
  | { type: 'extension_asked'; until: ChinaDate; reason: string }
  | { type: 'extended'; until: ChinaDate }
  | { type: 'extension_refused'; reason: string }
  | { type: 'pause_asked'; cause: PauseCause; until: ChinaDate; reason: string }
  | { type: 'paused'; until: ChinaDate }
  | { type: 'pause_refused'; reason: string }
  /**
   * By the scheduler at the end of the pause, or earlier by the handler; `days`: how many working days the clock was
   * paused.
   */
  | { type: 'resumed'; days: number }
  /** 催办 */
  | { type: 'nudged'; text?: string }
  /** A note to the head of the unit, released by the duty officer. */
  | { type: 'head_noted'; paper: string }
  /** 黄 takes effect at once, by anybody who has the right; 红 is released by 区营商办, with the number of its document. */
  | { type: 'supervised'; level: 'yellow' | 'red'; reason: string; paper?: string; document?: string; dueAt?: Instant }
  /** A leader's remark passed on as 批示; `recorded`: by his liaison, as 代录. */
  | { type: 'instructed'; instruction: string; text: string; recorded: boolean }
  | { type: 'instruction_answered'; text: string }
  /** A change of the rules or the calendar moved its running clocks, after a preview that somebody confirmed. */
  | { type: 'recalculated'; moves: ClockMove[] }
  | { type: 'withdrawn'; reason?: string };

/** A new due time for one clock; `kind` and `startedAt` identify the clock. */
export interface ClockMove {
  kind: ClockKind;
  startedAt: Instant;
  from: Instant;
  to: Instant;
  rule: string;
  derivation: string;
}

export type AppealEvent = Happening & { number: string; at: Instant; by: Actor; from: Origin };
export type EventType = Happening['type'];
