import type { Instant } from '../time/instant.ts';

/**
 * A note to a head or a 督办: drafted by the clock or by a person, released by another person
 * (docs/develop/domain.md#papers).
 */
export interface Paper {
  id: string;
  kind: 'head-note' | 'supervision';
  appeal: string;
  /** Clock that caused the draft; absent when a person asked for it. */
  clock?: string;
  unit: string;
  /** 督办 number, such as 鸠营商办督〔2026〕12号; given at release. */
  number?: string;
  reason: string;
  /** When the unit must have done it. */
  dueAt: Instant;
  /**
   * `void`: the step was done, or the appeal went elsewhere, before anybody released the paper. With `releasedBy`, that
   * person decided not to release it.
   */
  state: 'draft' | 'released' | 'void';
  createdAt: Instant;
  releasedAt?: Instant;
  /** Person ids. */
  draftedBy?: string;
  releasedBy?: string;
}

/** The draft that waits to be released; an appeal has at most one of each kind. */
export function draftOf(papers: Paper[], kind: Paper['kind']): Paper | undefined {
  return papers.find((paper) => paper.kind === kind && paper.state === 'draft');
}

/** The paper that a draft's card shows: the one that waits, else the newest. `papers` are sorted newest first. */
export function shownOf(papers: Paper[], kind: Paper['kind']): Paper | undefined {
  return draftOf(papers, kind) ?? papers.find((paper) => paper.kind === kind);
}

/** The newest released paper. `papers` are sorted newest first. */
export function releasedOf(papers: Paper[], kind: Paper['kind']): Paper | undefined {
  return papers.find((paper) => paper.kind === kind && paper.state === 'released');
}
