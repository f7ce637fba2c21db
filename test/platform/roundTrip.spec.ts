import { expect } from 'chai';
import type { Card } from '../../src/domain/message.ts';
import type { Clicked } from '../../src/fakeLark/api.ts';
import { type FakeLark, startFakeLark } from '../../src/fakeLark/fakeLark.ts';
import { larkPlatform } from '../../src/platform/lark/client.ts';
import { larkListener } from '../../src/platform/lark/webhook.ts';
import type { Incoming } from '../../src/ports/platform.ts';
import type { InboxEntry } from '../../src/ports/queues.ts';
import { ENCRYPT_KEY, listen, TOKEN } from './sender.ts';

const APP = { appId: 'cli_0123456789abcdef', appSecret: 'sEcReT0123456789abcdefghijklmnop' };
const people = [{ openId: 'ou_liaison', name: '联络员', mobile: '13900000001', label: '获得电力专班 · 联络员' }];
const chats = [
  { chatId: 'oc_force', name: '获得电力专班', members: ['ou_liaison'], botIsMember: true, external: false },
];

describe('round trip: fake Feishu → webhook → inbox, client → fake Feishu → press', () => {
  const clock = { now: () => new Date('2026-11-20T02:00:00Z') };
  const log = { info() {}, warn() {}, error() {} };
  let fakeLark: FakeLark;
  let server: Awaited<ReturnType<typeof listen>>;
  let stored: InboxEntry[];
  let counted: string[];

  beforeEach(async () => {
    stored = [];
    counted = [];
    const common = { ...APP, encryptKey: ENCRYPT_KEY, verificationToken: TOKEN, now: clock.now };
    fakeLark = await startFakeLark({ ...common, people, chats, bot: { openId: 'ou_bot', name: '诉求管家' } });
    const listener = larkListener({
      encryptKey: ENCRYPT_KEY,
      verificationToken: TOKEN,
      clock,
      log,
      async receive(entry) {
        stored.push(entry);
        return { id: stored.length, fresh: true };
      },
      click: async () => ({
        toast: { type: 'success', content: '已签收' },
        place: 'private',
        card: { ...card, title: '诉求已签收' },
      }),
      count: (outcome) => counted.push(outcome),
    });
    server = await listen(listener);
    fakeLark.setWebhookUrl(`${server.url}/webhook/lark`);
  });
  afterEach(async () => {
    await fakeLark.close();
    await server.close();
  });

  const card: Card = {
    kind: 'card',
    title: '诉求交办',
    tone: 'orange',
    blocks: [
      { kind: 'buttons', buttons: [{ label: '签收', say: '签收 003', rev: 4, style: 'primary' }] },
      {
        kind: 'form',
        name: 'plan',
        fields: [{ kind: 'text', name: 'text', label: '方案', required: true, multiline: true }],
        submit: { label: '提交', say: '方案 003', rev: 4 },
      },
    ],
  };

  const ask = async <T>(path: string, body: object): Promise<T> => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${fakeLark.url}/sandbox/api/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    expect(response.ok, path).to.equal(true);
    return (await response.json()) as T;
  };

  it('messages with every odd spelling of their bodies arrive and read back', async () => {
    const platform = larkPlatform({ ...APP, baseUrl: fakeLark.url, clock, log });
    await platform.botOpenId();
    for (const text of ['@{ou_bot} 电力增容/扩容', '@{ou_bot}@{all} 「第二件」\n换行', '@{ou_bot} "third" \\ 😀']) {
      await ask('say', { as: 'ou_liaison', chat: 'oc_force', text });
    }
    await fakeLark.idle();
    const read = stored.map(({ payload }) => platform.read(payload) as Extract<Incoming, { kind: 'message' }>);
    expect(read.map(({ text }) => text)).to.deep.equal(['电力增容/扩容', '「第二件」\n换行', '"third" \\ 😀']);
    for (const message of read) expect(message).to.include({ sender: 'ou_liaison', place: 'group', mentionsBot: true });
    expect(new Set(counted)).to.deep.equal(new Set(['accepted']));
  });

  it('a card of ours is accepted, pressed, and shows the answer; a form brings its fields', async () => {
    const platform = larkPlatform({ ...APP, baseUrl: fakeLark.url, clock, log });
    await platform.botOpenId();
    const { messageId } = await platform.send({ chat: 'oc_force' }, card, 'u1');
    const press = { as: 'ou_liaison', messageId };
    const pressed = await ask<Clicked>('click', { ...press, value: { say: '签收 003', rev: 4 } });
    expect(pressed).to.deep.include({ status: 200, toast: { type: 'success', content: '已签收' }, cardUpdated: true });
    await ask<Clicked>('click', { ...press, value: { say: '方案 003', rev: 4 }, form: { text: '已到现场' } });
    expect(stored.map(({ payload }) => platform.read(payload))).to.deep.equal([
      { kind: 'click', sender: 'ou_liaison', chat: 'oc_force', message: messageId, say: '签收 003', rev: 4 },
      {
        kind: 'click',
        sender: 'ou_liaison',
        chat: 'oc_force',
        message: messageId,
        say: '方案 003',
        rev: 4,
        form: { text: '已到现场' },
      },
    ]);
  });
});
