import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import sqlite3 from 'sqlite3';
import { lark } from '../app.ts';
import { environment, listening } from './listening.ts';

/** What one would write by hand: no framework, verify, decrypt, one row per request in a prepared statement, answer. */
const database = new sqlite3.Database(environment('DATABASE'));
const run = (sql: string) =>
  new Promise<void>((resolve, reject) => database.run(sql, (error) => (error ? reject(error) : resolve())));
await run('PRAGMA journal_mode = WAL');
await run('PRAGMA synchronous = FULL');
await run(`CREATE TABLE inbox (
  id integer PRIMARY KEY AUTOINCREMENT, key text NOT NULL UNIQUE, payload text NOT NULL, received_at text NOT NULL)`);
const insert = database.prepare('INSERT OR IGNORE INTO inbox (key, payload, received_at) VALUES (?, ?, ?)');
const cipherKey = createHash('sha256').update(lark.encryptKey).digest();

listening((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const raw = Buffer.concat(chunks);
    const payload = isOurs(request.headers, raw) ? decrypt(JSON.parse(raw.toString('utf8')).encrypt) : undefined;
    store(payload, (status) => {
      response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': 2 }).end('{}');
    });
  });
});

function isOurs(headers: IncomingHttpHeaders, raw: Buffer): boolean {
  const stamp = String(headers['x-lark-request-timestamp']);
  if (Math.abs(Date.now() - Number(stamp) * 1000) > 8 * 3_600_000) return false;
  const signed = `${stamp}${headers['x-lark-request-nonce']}${lark.encryptKey}`;
  const expected = createHash('sha256').update(signed).update(raw).digest();
  const given = Buffer.from(String(headers['x-lark-signature']), 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function store(payload: string | undefined, answer: (status: number) => void): void {
  const { header, event } = payload === undefined ? {} : JSON.parse(payload);
  if (payload === undefined || header.token !== lark.verificationToken) answer(401);
  else {
    const row = [`m:${event.message.message_id}`, payload, new Date().toISOString()];
    insert.run(row, (error: Error | null) => answer(error ? 500 : 200));
  }
}

function decrypt(encrypted: string): string {
  const bytes = Buffer.from(encrypted, 'base64');
  const decipher = createDecipheriv('aes-256-cbc', cipherKey, bytes.subarray(0, 16));
  return decipher.update(bytes.subarray(16), undefined, 'utf8') + decipher.final('utf8');
}
