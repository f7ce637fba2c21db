import type { Instant } from '../time/instant.ts';

/**
 * What is drafted by the clock or by a person and released by another: a note to a head, a 督办
 * (docs/develop/domain.md#papers).
 */
export interface Paper {
  id: string;
  kind: 'head-note' | 'supervision';
  appeal: string;
  /** Clock that called for it; absent when a person did. */
  clock?: string;
  unit: string;
  /** 督办 number, such as 鸠营商办督〔2026〕12号; given at release. */
  number?: string;
  reason: string;
  /** When it is to be done. */
  dueAt: Instant;
  /**
   * `void`: the step was done, or the appeal went elsewhere, before anybody released it; with `releasedBy`: that person
   * decided not to release it.
   */
  state: 'draft' | 'released' | 'void';
  createdAt: Instant;
  releasedAt?: Instant;
  /** Person ids. */
  draftedBy?: string;
  releasedBy?: string;
}

/** The one that waits to be released; an appeal has at most one of a kind. */
export function draftOf(papers: Paper[], kind: Paper['kind']): Paper | undefined {
  return papers.find((paper) => paper.kind === kind && paper.state === 'draft');
}

/** What a draft's card shows: the one that waits, else what became of the newest, of papers that stand newest first. */
export function shownOf(papers: Paper[], kind: Paper['kind']): Paper | undefined {
  return draftOf(papers, kind) ?? papers.find((paper) => paper.kind === kind);
}

/** The newest that went out, of papers that stand newest first. */
export function releasedOf(papers: Paper[], kind: Paper['kind']): Paper | undefined {
  return papers.find((paper) => paper.kind === kind && paper.state === 'released');
}
