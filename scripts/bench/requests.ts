import { createCipheriv, createHash, randomBytes, randomUUID } from 'node:crypto';
import { lark, people } from './app.ts';

/** Somebody who says the same again and again among all the others, at the time of a bot whose clock is another one. */
export interface Besides {
  openId: string;
  text: string;
  /** Each of so many requests is his. */
  oneIn: number;
  /** Milliseconds since 1970 where the bot is. */
  now: number;
}

/** Webhook deliveries ready for the socket: each another private message, encrypted and signed as Feishu does it. */
export function readyRequests(count: number, besides?: Besides): Buffer[] {
  const key = createHash('sha256').update(lark.encryptKey).digest();
  const now = besides?.now ?? Date.now();
  return Array.from({ length: count }, (_, index) => request(JSON.stringify(event(index, now, besides)), key, now));
}

function event(index: number, at: number, besides?: Besides): object {
  const id = randomUUID().replaceAll('-', '');
  const now = String(at);
  const isHis = besides && index % besides.oneIn === besides.oneIn - 1;
  const openId = isHis ? besides.openId : people[index % people.length]?.openId;
  const ids = { union_id: `on_${openId}`, open_id: openId };
  const matter = `企业反映第 ${index} 件事：厂区门口道路积水，货车进出困难，已持续两周，请有关部门现场查看并尽快处理。`;
  const text = isHis ? besides.text : matter;
  const message = {
    message_id: `om_${id}`,
    create_time: now,
    update_time: now,
    chat_id: `oc_private_${openId}`,
    chat_type: 'p2p',
    message_type: 'text',
    content: JSON.stringify({ text }),
    user_agent: 'Mozilla/5.0 Lark/7.20.0',
  };
  const header = {
    event_id: id,
    event_type: 'im.message.receive_v1',
    create_time: now,
    token: lark.verificationToken,
    app_id: lark.appId,
    tenant_key: 'bench',
  };
  return {
    schema: '2.0',
    header,
    event: { sender: { sender_id: ids, sender_type: 'user', tenant_key: 'bench' }, message },
  };
}

function request(payload: string, key: Buffer, now: number): Buffer {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const encrypt = Buffer.concat([iv, cipher.update(payload, 'utf8'), cipher.final()]).toString('base64');
  const body = JSON.stringify({ encrypt });
  const [stamp, nonce] = [String(Math.floor(now / 1000)), String(Math.random()).slice(2)];
  const signature = createHash('sha256').update(`${stamp}${nonce}${lark.encryptKey}${body}`).digest('hex');
  const head = [
    'POST /webhook/lark HTTP/1.1',
    'Host: 127.0.0.1',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Lark-Request-Timestamp: ${stamp}`,
    `X-Lark-Request-Nonce: ${nonce}`,
    `X-Lark-Signature: ${signature}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}
