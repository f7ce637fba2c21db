import { expect } from 'chai';
import type { Card, Text } from '../../src/domain/message.ts';
import type { Faults, SandboxCall } from '../../src/fakeLark/api.ts';
import { type FakeLark, startFakeLark } from '../../src/fakeLark/fakeLark.ts';
import { createLog } from '../../src/log.ts';
import { larkPlatform } from '../../src/platform/lark/client.ts';
import type { PlatformError } from '../../src/ports/platform.ts';
import { listen, messageEvent } from './sender.ts';

const APP = { appId: 'cli_0123456789abcdef', appSecret: 'sEcReT0123456789abcdefghijklmnop' };
const MOBILE = '13900000001';
const people = [{ openId: 'ou_liaison', name: '联络员', mobile: MOBILE, label: '获得电力专班 · 联络员' }];
const chats = [
  { chatId: 'oc_force', name: '获得电力专班', members: ['ou_liaison'], botIsMember: true, external: false },
  { chatId: 'oc_left', name: '旧群', members: ['ou_liaison'], botIsMember: false, external: true },
];
const text: Text = { kind: 'text', spans: ['诉求 003 已交办'] };
const card: Card = { kind: 'card', title: '诉求', tone: 'blue', blocks: [{ kind: 'quote', text: '<at id=all></at>' }] };

describe('client against the fake Feishu of the open platform', () => {
  let now: number;
  let fakeLark: FakeLark;
  let lines: string[];
  let platform: ReturnType<typeof larkPlatform>;
  const clock = { now: () => new Date(now) };

  beforeEach(async () => {
    now = Date.parse('2026-11-20T02:00:00Z');
    lines = [];
    const common = { ...APP, encryptKey: 'k', verificationToken: 'v', now: clock.now };
    fakeLark = await startFakeLark({ ...common, people, chats, bot: { openId: 'ou_bot', name: '诉求管家' } });
    const log = createLog('info', [APP.appSecret], { write: (line) => lines.push(line) });
    platform = larkPlatform({ ...APP, baseUrl: `${fakeLark.url}/`, clock, log });
  });
  afterEach(async () => {
    await fakeLark.close();
    expect(lines.join('')).not.to.match(/sEcReT|t-[A-Za-z0-9]{8}|1390000/);
  });

  const calls = async (path: string): Promise<SandboxCall[]> => {
    const response = await fetch(`${fakeLark.url}/sandbox/api/calls?after=0`);
    const all = (await response.json()) as SandboxCall[] | { calls: SandboxCall[] };
    return (Array.isArray(all) ? all : all.calls).filter((call) => call.path.includes(path));
  };
  const fail = async (faults: Faults) => {
    const response = await fetch(`${fakeLark.url}/sandbox/api/fail`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(faults),
    });
    expect(response.ok).to.equal(true);
  };
  const failure = async (promise: Promise<unknown>): Promise<PlatformError> => {
    const error = await promise.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).to.have.property('name', 'PlatformError');
    return error as PlatformError;
  };

  it('sends to a chat and to a person, replies in the thread, redraws a card', async () => {
    const sent = await platform.send({ chat: 'oc_force' }, card, 'u1');
    expect(sent.chatId).to.equal('oc_force');
    expect(sent.messageId).to.match(/^om_/);
    expect((await platform.send({ person: 'ou_liaison' }, text, 'u2')).messageId).to.match(/^om_/);
    const reply = await platform.reply({ message: sent.messageId, inThread: true }, text, 'u3');
    expect(reply.messageId).to.match(/^om_/).and.not.equal(sent.messageId);
    await platform.update(sent.messageId, { ...card, title: '诉求已签收' });
    const [replied] = await calls('/reply');
    expect(replied?.body).to.include({ reply_in_thread: true, uuid: 'u3', msg_type: 'text' });
    const [patched] = (await calls(sent.messageId)).filter(({ method }) => method === 'PATCH');
    expect(JSON.stringify(patched?.body)).to.include('诉求已签收');
  });

  it('10 parallel sends make one token request', async () => {
    const to = Array.from({ length: 5 }, () => [{ chat: 'oc_force' }, { person: 'ou_liaison' }]).flat();
    await Promise.all(to.map((recipient, i) => platform.send(recipient as { chat: string }, text, `u${i}`)));
    expect(await calls('tenant_access_token')).to.have.length(1);
  });

  it('a revoked token is renewed once, and the send succeeds', async () => {
    await platform.send({ chat: 'oc_force' }, text, 'u1');
    await fail({ revokeToken: true });
    await Promise.all(['u2', 'u3', 'u4'].map((uuid) => platform.send({ chat: 'oc_force' }, text, uuid)));
    expect(await calls('tenant_access_token')).to.have.length(2);
  });

  it('the token is renewed with less than 25 min left by the injected clock, not before', async () => {
    await platform.chat('oc_force');
    now += (120 - 25) * 60_000;
    await platform.chat('oc_force');
    expect(await calls('tenant_access_token')).to.have.length(1);
    now += 1_000;
    await platform.chat('oc_force');
    expect(await calls('tenant_access_token')).to.have.length(2);
  });

  it('the same uuid makes one message', async () => {
    const [first, again] = [
      await platform.send({ chat: 'oc_force' }, text, 'u'),
      await platform.send({ chat: 'oc_force' }, text, 'u'),
    ];
    expect(again.messageId).to.equal(first.messageId);
  });

  it('a timeout is unknown: it may have happened', async () => {
    const hasty = larkPlatform({
      ...APP,
      baseUrl: fakeLark.url,
      clock,
      log: { info() {}, warn() {}, error() {} },
      timeoutMs: 700,
    });
    await hasty.botOpenId();
    await fail({ latencyMs: 1_500 });
    expect((await failure(hasty.send({ chat: 'oc_force' }, text, 'u'))).failure).to.equal('unknown');
    await fail({});
  });

  it('a connection reset after the message was made is unknown, and the same uuid finds the message', async () => {
    await platform.botOpenId();
    await fail({ resetAfterCreate: 1 });
    expect((await failure(platform.send({ chat: 'oc_force' }, text, 'u'))).failure).to.equal('unknown');
    const { messageId } = await platform.send({ chat: 'oc_force' }, text, 'u');
    expect(messageId).to.match(/^om_/);
    expect(await calls('/im/v1/messages')).to.have.length(2);
  });

  for (const [name, faults] of Object.entries({
    '5xx': { serverErrors: 1 },
    'cut JSON': { truncated: 1 },
    HTML: { html: 1 },
  })) {
    it(`${name} is unknown`, async () => {
      await platform.botOpenId();
      await fail(faults);
      expect((await failure(platform.send({ chat: 'oc_force' }, text, 'u'))).failure).to.equal('unknown');
    });
  }

  it('429 tells when to come back', async () => {
    await platform.botOpenId();
    await fail({ tooMany: 1, resetSeconds: 7 });
    const { failure: kind, code, retryAfterMs } = await failure(platform.send({ chat: 'oc_force' }, text, 'u'));
    expect([kind, code, retryAfterMs]).to.deep.equal(['retry', 99991400, 7000]);
  });

  it('refusals have their class: not in the chat, nobody known, a bad mention, our content', async () => {
    const mention: Card = { ...card, blocks: [{ kind: 'line', spans: [{ mention: 'ou_nobody', name: '甲' }] }] };
    expect((await failure(platform.send({ chat: 'oc_left' }, text, 'u1'))).failure).to.equal('chat-gone');
    expect((await failure(platform.send({ person: 'ou_nobody' }, text, 'u2'))).failure).to.equal('unreachable');
    expect((await failure(platform.send({ chat: 'oc_force' }, mention, 'u3'))).failure).to.equal('mention');
    await fail({ code: 230022, codeMsg: 'The content of the message contains sensitive information.' });
    const { failure: kind, code, message } = await failure(platform.send({ chat: 'oc_force' }, text, 'u4'));
    expect([kind, code]).to.deep.equal(['content', 230022]);
    expect(message).to.match(/^code 230022: The content .* \(log_id /);
  });

  it('ids that are none never get into a path', async () => {
    for (const id of ['om_x/../y', '', 'om x', 'om_?a=b', 'om_1#']) {
      expect((await failure(platform.update(id, card))).failure, id).to.equal('content');
      expect((await failure(platform.chat(id))).failure, id).to.equal('content');
    }
    expect(await calls('/im/v1/')).to.deep.equal([]);
  });

  it('reads name and externality of a chat', async () => {
    expect(await platform.chat('oc_force')).to.deep.equal({ name: '获得电力专班', external: false });
  });

  it('asks for mobiles in batches of 50', async () => {
    const mobiles = [...Array.from({ length: 119 }, (_, i) => String(13_900_001_000 + i)), MOBILE];
    expect(await platform.openIdsByMobile(mobiles)).to.deep.equal(new Map([[MOBILE, 'ou_liaison']]));
    const asked = await calls('batch_get_id');
    expect(asked.map(({ body }) => (body as { mobiles: string[] }).mobiles.length)).to.deep.equal([50, 50, 20]);
    expect(await platform.openIdsByMobile([])).to.deep.equal(new Map());
  });

  it('asks for the bot once, and reads events only when it knows the bot', async () => {
    const payload = JSON.stringify(messageEvent());
    expect(() => platform.read(payload))
      .to.throw()
      .with.property('failure', 'retry');
    expect([await platform.botOpenId(), await platform.botOpenId()]).to.deep.equal(['ou_bot', 'ou_bot']);
    expect(await calls('bot/v3/info')).to.have.length(1);
    expect(platform.read(payload)).to.have.property('kind', 'message');
  });

  it('a wrong secret is for an operator, said without the secret', async () => {
    const log = createLog('info', [], { write: (line) => lines.push(line) });
    const wrong = larkPlatform({ ...APP, appSecret: 'sEcReTwrong0123456789', baseUrl: fakeLark.url, clock, log });
    const { failure: kind, code, message } = await failure(wrong.send({ chat: 'oc_force' }, text, 'u'));
    expect([kind, code]).to.deep.equal(['alert', 10015]);
    expect(message).not.to.include('sEcReT');
  });
});

describe('client against single answers', () => {
  const log = { info() {}, warn() {}, error() {} };
  const clock = { now: () => new Date('2026-11-20T02:00:00Z') };
  const answering = async (answer: string, ask: (platform: ReturnType<typeof larkPlatform>) => Promise<unknown>) => {
    const server = await listen((req, res) => {
      req.resume();
      const isToken = req.url?.includes('tenant_access_token');
      res.setHeader('content-type', 'application/json');
      res.end(isToken ? '{"code":0,"msg":"ok","tenant_access_token":"t-0123456789abcdef","expire":7200}' : answer);
    });
    try {
      return await ask(larkPlatform({ ...APP, baseUrl: server.url, clock, log })).catch((error: unknown) => error);
    } finally {
      await server.close();
    }
  };

  it('HTTP 200 with code ≠ 0 is an error', async () => {
    const error = await answering('{"code":230002,"msg":"out"}', (platform) =>
      platform.send({ chat: 'oc_1' }, text, 'u'),
    );
    expect(error).to.include({ name: 'PlatformError', failure: 'chat-gone', code: 230002 });
  });

  it('HTTP 200 without code, or without message id, is unknown', async () => {
    for (const answer of ['{}', '[]', '{"code":"0"}', '{"code":0,"data":{}}', '{"code":0}', '']) {
      const error = await answering(answer, (platform) => platform.send({ chat: 'oc_1' }, text, 'u'));
      expect(error, answer).to.include({ name: 'PlatformError', failure: 'unknown' });
    }
  });

  it('while the token cannot be renewed the old one is used, as long as it is valid', async () => {
    let now = Date.parse('2026-11-20T02:00:00Z');
    let tokens = 0;
    const warned: string[] = [];
    const server = await listen((req, res) => {
      req.resume();
      const isToken = req.url?.includes('tenant_access_token');
      if (isToken) tokens += 1;
      if (isToken && tokens > 1) res.writeHead(502).end('<html>');
      else res.end('{"code":0,"tenant_access_token":"t-0123456789abcdef","expire":7200,"data":{"name":"群"}}');
    });
    const platform = larkPlatform({
      ...APP,
      baseUrl: server.url,
      clock: { now: () => new Date(now) },
      log: { ...log, warn: (_facts, message) => warned.push(message) },
    });
    await platform.chat('oc_1');
    now += 119 * 60_000;
    expect(await platform.chat('oc_1')).to.include({ name: '群' });
    expect(warned).to.deep.equal(['the token could not be renewed, the old one is used']);
    now += 60_000;
    const error = await platform.chat('oc_1').catch((thrown: unknown) => thrown);
    await server.close();
    // Without a token the call itself was never made.
    expect(error).to.include({ name: 'PlatformError', failure: 'retry' });
    expect(tokens).to.equal(3);
  });
});
