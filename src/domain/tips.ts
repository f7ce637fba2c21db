import type { Attachment } from './appeal/parts.ts';
import type { Instant } from './time/instant.ts';

/**
 * What a person has begun and not finished: photos waiting for words, a doubtful repeat, words that need a choice, a
 * leader's remark before he says what becomes of it (`preview`) and one he only keeps (`remark`); and the words of a
 * 线索, so that a repeat is known.
 */
export interface Draft {
  id: string;
  person: string;
  kind: 'media' | 'repeat' | 'fields' | 'tip' | 'preview' | 'remark';
  /** Words the person would have to say again, such as the appeal's text. */
  text: string;
  attachments: Attachment[];
  appeal?: string;
  chat: string;
  message: string;
  createdAt: Instant;
  /** When the person said what becomes of it, and what he said: it is done with, whoever presses again. */
  takenAt?: Instant;
  takenAs?: string;
}

/** 线索: an appeal text of somebody not entitled to submit. */
export interface Tip {
  id: string;
  openId: string;
  text: string;
  attachments: Attachment[];
  chat: string;
  message: string;
  createdAt: Instant;
  state: 'open' | 'accepted' | 'declined';
  appeal?: string;
  /** Person id of the centre. */
  decidedBy?: string;
  decidedAt?: Instant;
}
