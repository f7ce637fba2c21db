import { createCipheriv, createHash, randomBytes } from 'node:crypto';

/** AES-256-CBC with a random IV in front, key = SHA-256 of the encrypt key, base64; docs/develop/feishu.md#webhook. */
export function encrypt(text: string, encryptKey: string): string {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv);
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
}

export interface Signed {
  timestamp: string;
  nonce: string;
  encryptKey: string;
  body: string;
}

/** hex(sha256(timestamp + nonce + encryptKey + raw body)); docs/develop/feishu.md#webhook. */
export function signature({ timestamp, nonce, encryptKey, body }: Signed): string {
  return createHash('sha256')
    .update(timestamp + nonce + encryptKey)
    .update(body)
    .digest('hex');
}
