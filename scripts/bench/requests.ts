import { createCipheriv, createHash, randomBytes, randomUUID } from 'node:crypto';
import { lark, people } from './app.ts';

/** Webhook deliveries ready for the socket: each another private message, encrypted and signed as Feishu does it. */
export function readyRequests(count: number): Buffer[] {
  const key = createHash('sha256').update(lark.encryptKey).digest();
  return Array.from({ length: count }, (_, index) => request(JSON.stringify(event(index)), key));
}

function event(index: number): object {
  const id = randomUUID().replaceAll('-', '');
  const now = String(Date.now());
  const openId = people[index % people.length]?.openId;
  const ids = { union_id: `on_${openId}`, open_id: openId };
  const text = `企业反映第 ${index} 件事：厂区门口道路积水，货车进出困难，已持续两周，请有关部门现场查看并尽快处理。`;
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

function request(payload: string, key: Buffer): Buffer {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const encrypt = Buffer.concat([iv, cipher.update(payload, 'utf8'), cipher.final()]).toString('base64');
  const body = JSON.stringify({ encrypt });
  const [stamp, nonce] = [String(Math.floor(Date.now() / 1000)), String(Math.random()).slice(2)];
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
