/** UTC instant as ISO text with milliseconds. */
export type Instant = string;

/** A China date, `yyyy-MM-dd`. */
export type ChinaDate = string;
