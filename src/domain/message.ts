/**
 * Cards as plain data. Every string here is shown as it is: the platform's renderer escapes it, so text from people
 * cannot mention anybody, make a link or format anything. Only the tagged forms below can.
 */
export type Span = string | { bold: string } | { mention: string; name: string } | { muted: string } | { warn: string };

export interface Button {
  label: string;
  /** What a person could type instead (docs/develop/architecture.md#buttons). */
  say: string;
  /** Version of the appeal the card was drawn from. */
  rev?: number;
  style?: 'primary' | 'danger' | 'default';
  /** A question asked before a press counts. */
  confirm?: string;
}

export interface Choice {
  label: string;
  value: string;
}

export type Field =
  | {
      kind: 'text';
      name: string;
      label: string;
      required: boolean;
      multiline?: boolean;
      max?: number;
      value?: string;
      hint?: string;
    }
  | { kind: 'choice'; name: string; label: string; required: boolean; choices: Choice[]; value?: string }
  | { kind: 'date'; name: string; label: string; required: boolean; value?: string };

export type Block =
  | { kind: 'line'; spans: Span[] }
  /** Text of people, drawn as it came, line breaks kept. */
  | { kind: 'quote'; text: string }
  | { kind: 'fold'; title: string; blocks: Block[] }
  | { kind: 'rule' }
  | { kind: 'buttons'; buttons: Button[] }
  | { kind: 'form'; name: string; fields: Field[]; submit: Button }
  | Table
  | Chart;

export interface Table {
  kind: 'table';
  /** `right` for numbers, to line up their digits. */
  columns: { name: string; label: string; align?: 'left' | 'right' }[];
  rows: Record<string, string>[];
  /** How many more rows there are than `rows`; a line below the table says so. */
  more?: number;
}

/** The same numbers are always given as text below the picture, too: see chart.ts. */
export interface Chart {
  kind: 'chart';
  type: 'bar' | 'line' | 'pie';
  title: string;
  data: Datum[];
}

export interface Datum {
  label: string;
  value: number;
  /** Tells apart several values of one label, such as 受理 and 办结; a pie has none. */
  series?: string;
}

export interface Card {
  kind: 'card';
  title: string;
  tone: 'blue' | 'green' | 'orange' | 'red' | 'grey';
  /** Shown beside the title, such as 已签收. */
  tag?: string;
  blocks: Block[];
  /** The line in the chat list; the title when absent. */
  summary?: string;
}

export interface Text {
  kind: 'text';
  spans: Span[];
}

export type Message = Card | Text;

/** Cards that are redrawn as things happen. */
export type CardKind =
  | 'dispatch' // in the task-force group or with the officer
  | 'receipt' // with the submitter
  | 'centre' // work item of the centre
  | 'head-note' // with the centre: a note to a head that waits to be released
  | 'note' // with the head, after its release
  | 'supervision' // with the district office: a 督办 that waits to be released
  | 'order';
