import type { Acting, Reads, Work } from '../commands/shared/work.ts';
import type { Attachment } from '../domain/appeal/parts.ts';
import type { Chat } from '../domain/chats.ts';
import { Refusal } from '../domain/errors.ts';
import type { Card, CardKind, Message } from '../domain/message.ts';
import type { Person } from '../domain/people/contacts.ts';
import type { ClickAnswer } from '../ports/platform.ts';
import type { Store } from '../ports/store.ts';
import type { GroupMessage } from '../presenters/group/groupMessage.ts';

export type Fields = Record<string, string>;

/** One utterance being answered: who speaks, where, what was said or pressed. `Turn<Reads>` is only read for. */
export interface Turn<S extends Reads = Store> {
  work: Work<S>;
  acting: Acting;
  openId: string;
  /** Undefined when the roster does not know the person. */
  speaker?: Person;
  place: 'private' | 'group';
  chat: string;
  /** The group as known, with what it is bound to. */
  group?: Chat;
  message: string;
  /** What was said, mentions of the bot taken out; for a press the button's words. */
  text: string;
  mentioned: Person[];
  /** Names of those mentioned whom the roster does not know. */
  unknown: string[];
  attachments: Attachment[];
  /** Number of the appeal whose message this one quotes or answers. */
  quoted?: string;
  /** Which card of it that is; absent when it is a note or the person's own message. */
  quotedSlot?: CardKind;
  /** The appeal chosen from a pick list; it stands for whatever number the words hold. */
  chosen?: string;
  /** He was asked whether it was meant as it was read, and pressed that it was. */
  confirmed?: true;
  pressed: boolean;
  rev?: number;
  form?: Fields;
  /** What in the message could not be read, such as 表情. */
  unreadable?: string;
  /** What was read for it before this unit of work was opened. */
  prepared?: readonly Prepared[];
}

/** Turns as answers see them that are only read for; every other one is one of these, too. */
export type ReadTurn = Turn<Reads>;

/** What the person gets back; what others get goes through notices. */
export interface Reply {
  /** On a press; a typed utterance gets the same words privately. */
  toast?: NonNullable<ClickAnswer['toast']>;
  /** In the chat where it was asked: in a group everybody reads it. */
  here?: GroupMessage;
  /** Only to the person. */
  privately?: Message | Message[];
  /** Replaces the pressed card. */
  card?: Card;
}

export function done(content: string): Reply {
  return { toast: { type: 'success', content } };
}

/** The person the roster knows. Throws Refusal `person.unknown`. */
export function speakerOf({ speaker }: Pick<Turn, 'speaker'>): Person {
  if (!speaker) throw new Refusal('person.unknown', {});
  return speaker;
}

/** What was read, for whom and about what. */
export interface Prepared {
  /** All that the answer hangs on besides what is read, as JSON: while this is the same, the answer is. */
  question: string;
  /** Gives what was read, or throws the Refusal or the Choose that it led to. */
  settled(): unknown;
}
