export interface Attachment {
  /** Platform key; the file itself stays on the platform. */
  key: string;
  type: 'image' | 'file' | 'audio' | 'video';
  name?: string;
  /** Message that carried it: the platform needs both to give the file out. */
  message: string;
}

/** What a message says about the company, apart from the matter itself. */
export interface Found {
  company?: string;
  town?: string;
  contact?: Contact;
}

export type PauseCause = '待企业' | '待上级' | '待第三方';

export const pauseCauses: readonly PauseCause[] = ['待企业', '待上级', '待第三方'];

export type Channel = 'platform' | 'visit' | 'meeting' | 'phone' | 'other';

export type Outcome = '已解决' | '部分解决' | '解释说明' | '无法解决' | '计划解决';

export const outcomes: readonly Outcome[] = ['已解决', '部分解决', '解释说明', '无法解决', '计划解决'];

export interface Contact {
  name?: string;
  phone?: string;
}

/** One task force that the text may belong to. `words` are the words of the text that point to it. */
export interface Candidate {
  taskForce: number;
  unit: string;
  measure?: number;
  /** Confidence, 0–1. */
  score: number;
  words: string[];
  /** So many corrections of late are about texts like this one and speak for it. */
  corrections?: number;
  /** A language model proposed it; people saw it as a proposal (docs/develop/understanding.md#adviser). */
  advised?: true;
}

/** How the task force was found (one function decides, see routing/route.ts). */
export type Routing =
  | { kind: 'decided'; by: 'mention' | 'words' | 'person'; choice: Candidate; candidates: Candidate[] }
  | { kind: 'guess'; choice: Candidate; candidates: Candidate[] }
  | { kind: 'unsure'; candidates: Candidate[] }
  | { kind: 'sensitive'; terms: string[]; suspected?: boolean };
