import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredFile } from '../state.ts';

/** Contents of uploads: in memory, and beside the state file when there is one. */
export interface FileBytes {
  put(key: string, bytes: Buffer): Promise<void>;
  get(file: StoredFile): Promise<Buffer>;
  clear(): Promise<void>;
}

/** One grey pixel. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

export function createFileBytes(stateFile: string | undefined): FileBytes {
  const memory = new Map<string, Buffer>();
  const folder = stateFile ? `${stateFile}.files` : undefined;
  return {
    async put(key, bytes) {
      if (!folder) {
        memory.set(key, bytes);
        return;
      }
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, key), bytes);
    },
    async get(file) {
      if (file.placeholder) return placeholder(file);
      return memory.get(file.key) ?? (folder ? await readFile(join(folder, file.key)) : Buffer.alloc(0));
    },
    async clear() {
      memory.clear();
      if (folder) await rm(folder, { recursive: true, force: true });
    },
  };
}

function placeholder({ kind, name }: StoredFile): Buffer {
  return kind === 'image' ? PICTURE : Buffer.from(`演示附件：${name}\n`);
}
