import { open, stat } from 'node:fs/promises';
import sqlite from 'sqlite3';

/** Another program that has the file of this `sqlite:PATH` open. */
export interface OtherProgram {
  run(sql: string): Promise<void>;
  close(): Promise<void>;
}

export async function otherProgram(url: string): Promise<OtherProgram> {
  const file = url.slice('sqlite:'.length);
  const db = await new Promise<sqlite.Database>((resolve, reject) => {
    const opened = new sqlite.Database(file, (error) => (error ? reject(error) : resolve(opened)));
  });
  return {
    run: (sql) => new Promise((resolve, reject) => void db.run(sql, (error) => (error ? reject(error) : resolve()))),
    close: () => new Promise((resolve) => db.close(() => resolve())),
  };
}

/** Overwrites the middle of the file, as a broken disk does. */
export async function damage(url: string): Promise<void> {
  const path = url.slice('sqlite:'.length);
  const { size } = await stat(path);
  const file = await open(path, 'r+');
  await file.write(Buffer.alloc(Math.floor(size / 2), 0xab), 0, Math.floor(size / 2), Math.floor(size / 3));
  await file.close();
}
