/** A call that was made before, by whichever process; instants in epoch ms. */
export interface PastCall {
  recipient: string;
  at: number;
  /** Not later than this it was answered; absent when nobody knows. */
  endedAt?: number;
}

/** No faster than the platform allows. */
export interface Pace {
  /**
   * From now on these are all the calls that were made so far: after a restart, or when the turn to send has come to this
   * process. One without an answer counts as one that is under way.
   */
  recall(calls: PastCall[]): void;
  /** Milliseconds until something may be sent to this recipient; 0 = now. */
  waitFor(recipient: string): number;
  /** One call to this recipient begins now; `answered` must follow, however it ends. */
  take(recipient: string): void;
  /** The platform has counted the call at some time before now: from now on its place in the windows runs out. */
  answered(recipient: string): void;
  /**
   * Nothing before this instant (epoch ms by the clock): the platform said 429 and when to come back. To this recipient
   * alone when one is named, else to nobody.
   */
  holdUntil(instantMs: number, recipient?: string): void;
}
