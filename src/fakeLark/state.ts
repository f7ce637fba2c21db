import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SandboxChat, SandboxMessage } from './api.ts';
import type { Delivery } from './events/webhookSender.ts';

export interface StoredChat extends Omit<SandboxChat, 'lastSeq'> {
  lastSeq: number;
  ownerId: string;
  dissolved: boolean;
  /** Oldest first. */
  messageIds: string[];
}

export interface StoredMessage extends SandboxMessage {
  /** Grows with every change; a page uses it to ask for what is new. */
  changeSeq: number;
  edits: number;
  /** `file_key` and `image_key` that can be downloaded from this message. */
  resources: string[];
  /** Buttons of earlier versions of this card, as JSON: somebody may still see them. */
  earlierButtons: string[];
  /** The event with which the bot received it. */
  eventId?: string;
}

export interface StoredFile {
  key: string;
  kind: 'image' | 'file';
  name: string;
  size: number;
  /** True when the bytes are made up (an attachment of a demo person). */
  placeholder: boolean;
}

/** Everything that survives a restart. Maps keep the order of creation. */
export interface Data {
  seq: number;
  chats: Map<string, StoredChat>;
  messages: Map<string, StoredMessage>;
  uuids: Map<string, { messageId: string; at: number }>;
  files: Map<string, StoredFile>;
  deliveries: Map<string, Delivery>;
}

export function emptyData(seq = 0): Data {
  return { seq, chats: new Map(), messages: new Map(), uuids: new Map(), files: new Map(), deliveries: new Map() };
}

interface Written {
  seq: number;
  chats: [string, StoredChat][];
  messages: [string, StoredMessage][];
  uuids: [string, { messageId: string; at: number }][];
  files: [string, StoredFile][];
  deliveries: [string, Delivery][];
}

/** The state in the file, or an empty one when there is no file yet. Throws when the file is not one of ours. */
export function readState(file: string | undefined): Data {
  if (!file || !existsSync(file)) return emptyData();
  const written = parse(file);
  return {
    seq: written.seq,
    chats: new Map(written.chats),
    messages: new Map(written.messages),
    uuids: new Map(written.uuids),
    files: new Map(written.files),
    deliveries: new Map(written.deliveries),
  };
}

function parse(file: string): Written {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Written;
  } catch (error) {
    throw new Error(`${file} is no state of the sandbox; move it away to start afresh`, { cause: error });
  }
}

export interface Saver {
  /** Writes soon; many changes become one write. */
  soon(): void;
  /** Writes now; resolves when the last change is on disk. */
  flush(): Promise<void>;
}

const DELAY_MS = 300;

/** Writes beside the file and renames: a crash leaves the old or the new state, never half of one. */
export function createSaver(file: string | undefined, data: () => Data): Saver {
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<void> = Promise.resolve();
  const write = async () => {
    if (!file) return;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(
      `${file}.tmp`,
      JSON.stringify(data(), (_key, value) => (value instanceof Map ? [...value] : value)),
    );
    await rename(`${file}.tmp`, file);
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    last = last.catch(() => undefined).then(write);
    return last;
  };
  return {
    soon() {
      if (!file || timer) return;
      timer = setTimeout(() => {
        flush().catch((error: Error) => console.error(`sandbox state not written: ${error.message}`));
      }, DELAY_MS);
    },
    flush,
  };
}
