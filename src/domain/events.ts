import type { Contact, Outcome, Routing } from './appeal.ts';
import type { Role } from './contacts.ts';

/** Who did it, as what, for which unit: as they were at that moment (DOMAIN §2). `scheduler` has no person. */
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

/** UTC instant as ISO text with milliseconds. */
export type Instant = string;
/** A China date, `yyyy-MM-dd`. */
export type ChinaDate = string;

export interface Attachment {
  /** Platform key; the file itself stays on the platform. */
  key: string;
  type: 'image' | 'file' | 'audio' | 'video';
  name?: string;
  /** Message that carried it: the platform needs both to hand the file out. */
  message: string;
}

/** What a message tells of the company besides the matter itself. */
export interface Found {
  company?: string;
  town?: string;
  contact?: Contact;
}

/** What happened, past tense; the timeline is these and nothing else, append-only. */
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
      /** Accepted from a tip that is confidential: whoever accepted it is not told what it says. */
      withheld?: boolean;
      /** Who alone may read it then: ids of the two named people of the district office. */
      readers?: string[];
      /** When the appeal will be dispatched by itself; absent when a person must choose. */
      dispatchAt?: Instant;
    }
  | { type: 'rerouted'; taskForce: number; unit: string; dispatchAt?: Instant }
  | { type: 'handed_to_centre' }
  | { type: 'dispatched'; assignment: string; taskForce: number; unit: string }
  | { type: 'transferred'; assignment: string; taskForce: number; unit: string; reason?: string; fromReturn: boolean }
  | { type: 'signed'; implied: boolean }
  | { type: 'return_asked'; reason: string }
  /** `signer`: whoever had asked; it counts as signed by him. */
  | { type: 'return_refused'; reason?: string; signer?: string }
  /** 转普通件: a reader found nothing that needs confidence. */
  | { type: 'released'; routing: Routing }
  | { type: 'planned'; text: string; companyText: string; promisedOn?: ChinaDate }
  | { type: 'progressed'; text: string; attachments: Attachment[] }
  | { type: 'commented'; text: string }
  /** `found` holds only what the appeal did not know before. */
  | { type: 'supplemented'; text?: string; attachments: Attachment[]; found?: Found }
  /** Takes out again what a supplement had brought. */
  | { type: 'detached'; keys: string[]; text?: string; found?: Found }
  | {
      type: 'resolved';
      outcome: Outcome;
      text: string;
      companyText: string;
      promisedOn?: ChinaDate;
      attachments: Attachment[];
    }
  | { type: 'approved' }
  | { type: 'rejected'; reason: string }
  | { type: 'withdrawn'; reason?: string };

export type Channel = 'platform' | 'visit' | 'meeting' | 'phone' | 'other';

export type AppealEvent = Happening & { number: string; at: Instant; by: Actor; from: Origin };
export type EventType = Happening['type'];
