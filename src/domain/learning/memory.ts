/** How many corrections of the past say that texts like this one belong to a task force. */
export interface Likeness {
  taskForce: number;
  cases: number;
  /** Of the most similar of them: 0, nothing in common, to 1, the same words. */
  closest: number;
}

/** What people corrected, found again by the likeness of texts (docs/develop/understanding.md#learning). */
export interface Memory {
  /**
   * Task forces to which people sent texts like this one, the closest first; `bare`: a matter's text without its fields
   * (`Matter.bare`). Empty when nothing is similar.
   */
  like(bare: string): readonly Likeness[];
  /** From now on these are known, too; the last word about an appeal replaces what was said of it before. */
  remember(corrected: readonly Remembered[]): void;
}

/** A masked text and the task force it belongs to. */
export interface Remembered {
  appeal: string;
  text: string;
  taskForce: number;
}
