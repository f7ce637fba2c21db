/** A past call, made by any process; instants in epoch ms. */
export interface PastCall {
  recipient: string;
  at: number;
  /** The call was answered at this time or earlier; absent when nobody knows. */
  endedAt?: number;
}

/** No faster than the platform allows. */
export interface Pace {
  /**
   * Replaces what is known of past calls by these: after a restart, or when this process gets the turn to send. A call
   * without an answer counts as still under way.
   */
  recall(calls: PastCall[]): void;
  /** Milliseconds until something may be sent to this recipient; 0 = now. */
  waitFor(recipient: string): number;
  /** A call to this recipient begins now; `answered` must follow, however the call ends. */
  take(recipient: string): void;
  /** The call has ended, so the platform has counted it before now: its time in the windows runs from now. */
  answered(recipient: string): void;
  /**
   * Sends nothing before this instant (epoch ms by the clock), because the platform answered 429 with a time to wait.
   * Holds only this recipient when one is given, else everybody.
   */
  holdUntil(instantMs: number, recipient?: string): void;
}
