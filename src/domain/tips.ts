import type { Attachment } from './appeal/parts.ts';
import type { Instant } from './time/instant.ts';

/**
 * What a person has begun and not finished: photos waiting for words, a possible repeat, words that need a choice, a
 * leader's remark before he chooses what to do with it (`preview`) and one that he only keeps (`remark`). Also the
 * words of a 线索, to recognise a repeat.
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
  /** When the person chose what to do with it, and what he chose: after that a further press changes nothing. */
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
  /** Id of the person of the centre who decided. */
  decidedBy?: string;
  decidedAt?: Instant;
}
