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

/** One utterance that is being answered: who speaks, where, what was said or pressed. A `Turn<Reads>` can only read. */
export interface Turn<S extends Reads = Store> {
  work: Work<S>;
  acting: Acting;
  openId: string;
  /** Undefined when the roster does not know the person. */
  speaker?: Person;
  place: 'private' | 'group';
  chat: string;
  /** The group as stored, with its bindings. */
  group?: Chat;
  message: string;
  /** The words, without mentions of the bot; for a press the button's words. */
  text: string;
  mentioned: Person[];
  /** Names of mentioned people who are not in the roster. */
  unknown: string[];
  attachments: Attachment[];
  /** Number of the appeal whose message this one quotes or answers. */
  quoted?: string;
  /** Which card of the appeal is quoted; absent for a note or the person's own message. */
  quotedSlot?: CardKind;
  /** The appeal chosen from a pick list; it replaces any number in the words. */
  chosen?: string;
  /** The person was asked whether the words were read correctly, and pressed yes. */
  confirmed?: true;
  pressed: boolean;
  rev?: number;
  form?: Fields;
  /** The part of the message that could not be read, such as 表情. */
  unreadable?: string;
  /** Data read for this turn before the unit of work was opened. */
  prepared?: readonly Prepared[];
  /** A language model may be asked before the unit of work is opened (chat/free/advice.ts). */
  advisable?: boolean;
}

/** A turn for answers that only read; every other turn is one of these too. */
export type ReadTurn = Turn<Reads>;

/** What the person gets back; others are told through notices. */
export interface Reply {
  /** Shown on a press; after typed words the same text is sent privately. */
  toast?: NonNullable<ClickAnswer['toast']>;
  /** Sent to the chat where it was asked: in a group everybody reads it. */
  here?: GroupMessage;
  /** Only to the person. */
  privately?: Message | Message[];
  /** Replaces the pressed card. */
  card?: Card;
}

export function done(content: string): Reply {
  return { toast: { type: 'success', content } };
}

/** The speaker from the roster. Throws Refusal `person.unknown`. */
export function speakerOf({ speaker }: Pick<Turn, 'speaker'>): Person {
  if (!speaker) throw new Refusal('person.unknown', {});
  return speaker;
}

/** The result of a reading, with the question that it answers. */
export interface Prepared {
  /**
   * Everything that the answer depends on apart from the stored data, as JSON: if it is the same, the answer is valid.
   */
  question: string;
  /** Returns what was read, or throws the Refusal or Choose of the reading. */
  settled(): unknown;
}
