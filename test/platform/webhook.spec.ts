import { connect } from 'node:net';
import { expect } from 'chai';
import Koa from 'koa';
import { webhookAnswer } from '../../src/platform/lark/answer.ts';
import { larkListener, larkWebhook, type WebhookOptions } from '../../src/platform/lark/webhook.ts';
import type { ClickAnswer } from '../../src/ports/platform.ts';
import type { InboxEntry } from '../../src/ports/queues.ts';
import {
  clickEvent,
  ENCRYPT_KEY,
  encrypt,
  listen,
  messageEvent,
  type Outgoing,
  type Reply,
  send,
  sign,
  TOKEN,
} from './sender.ts';

const NOW = new Date('2026-11-20T02:00:00.000Z');
const SECONDS = String(NOW.getTime() / 1000);

interface Desk {
  post(event: unknown, extra?: Outgoing): Promise<Reply>;
  raw(outgoing: Outgoing): Promise<Reply>;
  stored: InboxEntry[];
  counted: string[];
  logged: string[];
  late: ClickAnswer[];
  port: number;
  close(): Promise<void>;
}

type Kind = 'Koa' | 'node:http';

async function openDesk(kind: Kind, change: Partial<WebhookOptions> = {}): Promise<Desk> {
  const stored: InboxEntry[] = [];
  const counted: string[] = [];
  const logged: string[] = [];
  const late: ClickAnswer[] = [];
  const note = (facts: object, message: string) => logged.push(`${message} ${JSON.stringify(facts)}`);
  const options: WebhookOptions = {
    encryptKey: ENCRYPT_KEY,
    verificationToken: TOKEN,
    clock: { now: () => NOW },
    log: { info: note, warn: note, error: note },
    async receive(entry) {
      const known = stored.findIndex(({ key }) => key === entry.key);
      if (known < 0) stored.push(entry);
      return { id: known < 0 ? stored.length : known + 1, fresh: known < 0 };
    },
    click: async () => ({}),
    late: (_row, answer) => late.push(answer),
    count: (outcome) => counted.push(outcome),
    ...change,
  };
  const app = new Koa();
  app.use(larkWebhook(options));
  const server = await listen(kind === 'Koa' ? app.callback() : larkListener(options));
  const raw = (outgoing: Outgoing) => send(server.port, outgoing);
  const post = (event: unknown, extra: Outgoing = {}) => {
    const body = JSON.stringify({ encrypt: encrypt(JSON.stringify(event)) });
    return raw({ body, ...extra, headers: { ...sign(body, { stamp: SECONDS }), ...extra.headers } });
  };
  return { post, raw, stored, counted, logged, late, port: server.port, close: server.close };
}

for (const kind of ['Koa', 'node:http'] as const) {
  describe(`webhook behind ${kind}`, () => {
    let desk: Desk;
    const open = async (change?: Partial<WebhookOptions>) => {
      desk = await openDesk(kind, change);
      return desk;
    };
    afterEach(() => desk.close());

    it('a press that does not say by whom: stored for the worker to close, and the person hears it', async () => {
      const { post, stored } = await open();
      const event = { ...clickEvent(), event: { action: { value: { say: '签收 003' } } } };
      expect((await post(event)).text).to.include('未能识别这次点击');
      expect(stored.map(({ atOnce = false }) => atOnce)).to.deep.equal([false]);
    });

    const refused = (reply: Reply, status: number, outcome: string) => {
      expect(reply.status).to.equal(status);
      expect(desk.counted).to.deep.equal([outcome]);
      expect(desk.stored).to.deep.equal([]);
    };

    it('stores a message under its message_id and answers 200 {} as JSON', async () => {
      const { post, stored, counted } = await open();
      const event = messageEvent();
      const { status, text, headers } = await post(event);
      expect([status, text, headers['content-type']]).to.deep.equal([200, '{}', 'application/json; charset=utf-8']);
      const entry = { key: 'm:om_1', lane: 'oc_1', payload: JSON.stringify(event), receivedAt: NOW.toISOString() };
      expect(stored).to.deep.equal([entry]);
      expect(counted).to.deep.equal(['accepted']);
    });

    it('Raw body: the signature is over the bytes, with blanks, \\/ and \\u escapes', async () => {
      const { raw, stored } = await open();
      const cipher = encrypt(JSON.stringify(messageEvent())).replaceAll('/', '\\/').replace('A', '\\u0041');
      const body = `  { "encrypt" :\n "${cipher}" , "n": 1.0 }\n`;
      const { status } = await raw({ body, headers: sign(body, { stamp: SECONDS }) });
      expect(status).to.equal(200);
      expect(stored).to.have.length(1);
    });

    it('Compare: a signature of another length or in other letters is refused, not thrown', async () => {
      const { post, stored } = await open();
      for (const signature of ['', 'zz', 'ab', 'f'.repeat(63), 'f'.repeat(64), '签'.repeat(1)]) {
        const headers = { 'x-lark-signature': encodeURI(signature) };
        expect((await post(messageEvent(), { headers })).status, signature).to.equal(401);
      }
      expect(stored).to.deep.equal([]);
    });

    it('Replay window: a right signature with a stamp 8 h 1 s old is refused, counted apart, and said loudly', async () => {
      const { raw, logged } = await open();
      const body = JSON.stringify({ encrypt: encrypt(JSON.stringify(messageEvent())) });
      const stamp = String(NOW.getTime() / 1000 - 8 * 3600 - 1);
      refused(await raw({ body, headers: sign(body, { stamp }) }), 401, 'stale');
      expect(logged.join()).to.include('"ageMinutes":480');
    });

    it('Replay window: one of 7.1 h ago (the last retry) is accepted, one 6 min ahead is not', async () => {
      const { raw, counted } = await open();
      const body = JSON.stringify({ encrypt: encrypt(JSON.stringify(messageEvent())) });
      const late = String(NOW.getTime() / 1000 - 7.1 * 3600);
      expect((await raw({ body, headers: sign(body, { stamp: late }) })).status).to.equal(200);
      const ahead = String(NOW.getTime() / 1000 + 360);
      expect((await raw({ body, headers: sign(body, { stamp: ahead }) })).status).to.equal(401);
      expect(counted).to.deep.equal(['accepted', 'stale']);
    });

    it('Replay window: stamps in ms and µs count, other numbers of digits do not', async () => {
      const { raw } = await open();
      const body = JSON.stringify({ encrypt: encrypt(JSON.stringify(messageEvent())) });
      const statuses = [];
      for (const stamp of [
        `${SECONDS}000`,
        `${SECONDS}000000`,
        `${SECONDS}1`,
        `${SECONDS}.5`,
        ` ${SECONDS}`,
        '-179533080',
      ]) {
        statuses.push((await raw({ body, headers: sign(body, { stamp }) })).status);
      }
      expect(statuses.slice(0, 4)).to.deep.equal([200, 200, 401, 401]);
      expect(statuses[5]).to.equal(401);
    });

    it('encryptKey missing: plaintext is refused while a key is set, even signed and with the right token', async () => {
      const { raw, counted } = await open();
      const body = JSON.stringify(messageEvent());
      expect((await raw({ body })).status).to.equal(401);
      expect((await raw({ body, headers: sign(body, { stamp: SECONDS }) })).status).to.equal(401);
      expect(counted).to.deep.equal(['plaintext', 'plaintext']);
      expect(desk.stored).to.deep.equal([]);
    });

    it('Verification token: a wrong one in the header is refused', async () => {
      const { post } = await open();
      refused(await post(messageEvent({ token: 'another' })), 401, 'bad_token');
    });

    it('Flattening: the update token of a press does not pass for the verification token', async () => {
      const { post } = await open();
      const event = clickEvent({ token: 'another' });
      event.event.token = TOKEN;
      refused(await post(event), 401, 'bad_token');
    });

    it('Bad signature: 401, never a 2xx', async () => {
      const { post } = await open();
      refused(await post(messageEvent(), { headers: { 'x-lark-request-nonce': 'changed' } }), 401, 'bad_signature');
    });

    it('Bad signature: signed with another key', async () => {
      const { raw } = await open();
      const body = JSON.stringify({ encrypt: encrypt(JSON.stringify(messageEvent())) });
      refused(await raw({ body, headers: sign(body, { stamp: SECONDS, key: 'another' }) }), 401, 'bad_signature');
    });

    it('missing headers: an encrypted event without signature is refused', async () => {
      const { raw } = await open();
      const body = JSON.stringify({ encrypt: encrypt(JSON.stringify(messageEvent())) });
      refused(await raw({ body }), 401, 'bad_signature');
    });

    it('missing headers: one of the three is not enough', async () => {
      const { raw } = await open();
      const body = JSON.stringify({ encrypt: encrypt(JSON.stringify(messageEvent())) });
      const { 'x-lark-signature': signature } = sign(body, { stamp: SECONDS });
      refused(await raw({ body, headers: { 'x-lark-signature': signature } }), 401, 'bad_signature');
    });

    it('Unregistered event: any type is stored under its event_id', async () => {
      const { post, stored } = await open();
      const event = {
        schema: '2.0',
        header: { event_id: 'ev_9', event_type: 'brand.new_v7', token: TOKEN },
        event: {},
      };
      expect((await post(event)).text).to.equal('{}');
      expect(stored.map(({ key }) => key)).to.deep.equal(['e:ev_9']);
    });

    it('v1 envelope: stored under its uuid, token checked at the top', async () => {
      const { post, stored } = await open();
      const event = { ts: '1.2', uuid: 'u1', token: TOKEN, type: 'event_callback', event: { type: 'p2p_chat_create' } };
      expect((await post(event)).status).to.equal(200);
      expect((await post({ ...event, uuid: 'u2', token: 'another' })).status).to.equal(401);
      expect(stored.map(({ key }) => key)).to.deep.equal(['e:u1']);
    });

    it('Handler throws: 500, so that Feishu comes again; the process lives on', async () => {
      let broken = true;
      const { post, counted } = await open({
        async receive() {
          if (broken) throw new Error('disk full');
          return { id: 1, fresh: true };
        },
      });
      expect((await post(messageEvent())).status).to.equal(500);
      broken = false;
      expect((await post(messageEvent())).status).to.equal(200);
      expect(counted).to.deep.equal(['failed', 'accepted']);
    });

    it('Challenge: encrypted, unsigned, right token → the challenge as JSON, nothing stored', async () => {
      const { raw, stored, counted } = await open();
      const check = { challenge: 'abc"<1>', token: TOKEN, type: 'url_verification' };
      const { status, text } = await raw({ body: JSON.stringify({ encrypt: encrypt(JSON.stringify(check)) }) });
      expect([status, JSON.parse(text)]).to.deep.equal([200, { challenge: 'abc"<1>' }]);
      expect([stored, counted]).to.deep.equal([[], ['challenge']]);
    });

    it('Challenge: with another token it is refused', async () => {
      const { raw } = await open();
      const check = { challenge: 'abc', token: 'another', type: 'url_verification' };
      refused(await raw({ body: JSON.stringify({ encrypt: encrypt(JSON.stringify(check)) }) }), 401, 'bad_token');
    });

    it('Challenge: in plaintext it is refused while a key is set', async () => {
      const { raw } = await open();
      const body = JSON.stringify({ challenge: 'abc', token: TOKEN, type: 'url_verification' });
      refused(await raw({ body }), 401, 'plaintext');
    });

    it('Challenge: unsigned garbage gets one and the same 401, whatever is wrong with it', async () => {
      const { raw } = await open();
      const good = Buffer.from(encrypt('{"type":"x"}'), 'base64');
      const flipped = Buffer.from(good);
      flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
      const replies = [];
      for (const cipher of [
        '',
        '!!',
        'AAAA',
        good.toString('base64'),
        flipped.toString('base64'),
        encrypt('no json'),
        encrypt('7'),
      ]) {
        const { status, text } = await raw({ body: JSON.stringify({ encrypt: cipher }) });
        replies.push(`${status} ${text}`);
      }
      expect(new Set(replies)).to.deep.equal(new Set(['401 {"error":"unauthorized"}']));
    });

    it('Challenge: signed garbage is 400, never 500', async () => {
      const { raw } = await open();
      for (const cipher of [
        '',
        '!!',
        Buffer.alloc(48, 7).toString('base64'),
        encrypt('no json'),
        encrypt('[1]'),
        encrypt('null'),
      ]) {
        const body = JSON.stringify({ encrypt: cipher });
        expect((await raw({ body, headers: sign(body, { stamp: SECONDS }) })).status, cipher).to.equal(400);
      }
    });

    it('Own stream reader: UTF-8 cut across chunks arrives whole', async () => {
      const { raw, stored } = await open();
      // Unescaped Chinese outside the ciphertext, cut in the middle of every character.
      const body = Buffer.from(
        JSON.stringify({ note: '诉求管家'.repeat(20), encrypt: encrypt(JSON.stringify(messageEvent())) }),
      );
      const chunks: Buffer[] = [];
      for (let i = 0; i < body.length; i += 10) chunks.push(body.subarray(i, i + 10));
      const { status } = await raw({ chunks, headers: sign(body, { stamp: SECONDS }) });
      expect(status).to.equal(200);
      expect(stored).to.have.length(1);
    });

    it('Own stream reader: a body of 2 MiB is 413 with Connection: close, and the sender can read it', async () => {
      const { raw } = await open();
      const reply = await raw({
        body: Buffer.alloc(2 * 1024 * 1024, 97),
        headers: { 'content-type': 'application/json' },
      });
      refused(reply, 413, 'too_large');
      expect(reply.headers.connection).to.equal('close');
    });

    it('Own stream reader: 2 MiB in chunks without a length, too; 1 MiB exactly is read', async () => {
      const { raw, counted } = await open();
      const part = Buffer.alloc(64 * 1024, 97);
      expect((await raw({ chunks: Array(32).fill(part) })).status).to.equal(413);
      expect((await raw({ chunks: Array(16).fill(part) })).status).to.equal(400);
      expect(counted).to.deep.equal(['too_large', 'malformed']);
    });

    it('Path match: a query string changes nothing', async () => {
      const { post } = await open();
      expect((await post(messageEvent(), { path: '/webhook/lark?from=console' })).status).to.equal(200);
    });

    it('Path match: HEAD, GET and PUT are answered 405', async () => {
      const { raw, counted } = await open();
      for (const method of ['HEAD', 'GET', 'PUT']) {
        const { status, headers } = await raw({ method });
        expect([status, headers.allow], method).to.deep.equal([405, 'POST']);
      }
      expect(counted).to.deep.equal([]);
    });

    it('Non-JSON body: 400', async () => {
      const { raw, counted } = await open();
      for (const body of ['', '{"encrypt":', 'hello', '[]', '"x"', 'null', '\u0000']) {
        expect((await raw({ body })).status, body).to.equal(400);
      }
      expect(new Set(counted)).to.deep.equal(new Set(['malformed']));
    });

    it('Non-JSON body: {"__proto__":null} is refused like any other, signed or inside the ciphertext', async () => {
      const { raw, post } = await open();
      for (const body of ['{"__proto__":null}', '{"__proto__":{"encrypt":"AAAA"}}', '{"encrypt":{"__proto__":null}}']) {
        expect((await raw({ body, headers: sign(body, { stamp: SECONDS }) })).status).to.equal(401);
      }
      const inner = JSON.parse(`{"__proto__":null,"header":{"__proto__":{"token":"${TOKEN}"}},"event":null}`);
      expect((await post(inner)).status).to.equal(401);
    });

    it('Headers: a body field named headers shadows nothing', async () => {
      const { raw } = await open();
      const cipher = encrypt(JSON.stringify(messageEvent()));
      const headers = sign('x', { stamp: SECONDS });
      const body = JSON.stringify({ encrypt: cipher, headers });
      refused(await raw({ body, headers }), 401, 'bad_signature');
    });

    it('an event without id or type is malformed', async () => {
      const { post } = await open();
      expect((await post({ header: { token: TOKEN, event_type: 'a' } })).status).to.equal(400);
      expect((await post({ header: { token: TOKEN, event_id: 'a' } })).status).to.equal(400);
    });

    it('Duplicates: the same message under a new event_id is stored once', async () => {
      const { post, stored, counted } = await open();
      await post(messageEvent({ eventId: 'a' }));
      expect((await post(messageEvent({ eventId: 'b' }))).text).to.equal('{}');
      expect(stored).to.have.length(1);
      expect(counted).to.deep.equal(['accepted', 'repeat']);
    });

    it('Handler result: a press gets its toast and the new card', async () => {
      const { post, stored } = await open({
        click: async ({ id }) => ({
          toast: { type: 'success', content: `已签收${id}` },
          place: 'private',
          card: { kind: 'card', title: '已签收', tone: 'green', blocks: [] },
        }),
      });
      const { status, text, headers } = await post(clickEvent());
      expect(status).to.equal(200);
      expect(headers['content-type']).to.match(/^application\/json/);
      const answer = JSON.parse(text);
      expect(answer.toast).to.deep.equal({ type: 'success', content: '已签收1' });
      expect(answer.card.type).to.equal('raw');
      expect(answer.card.data.header.title.content).to.equal('已签收');
      // No lane: a press waits for nothing that was said before it in the chat.
      expect(stored.map(({ key, lane }) => ({ key, lane }))).to.deep.equal([{ key: 'e:ev_click', lane: undefined }]);
    });

    it('Void handler: a press without toast and card gets {}', async () => {
      const { post } = await open();
      expect(await post(clickEvent()).then(({ status, text }) => [status, text])).to.deep.equal([200, '{}']);
    });

    it('CardActionHandler: a press that throws gets an error toast, and the log names no text', async () => {
      for (const click of [
        async () => Promise.reject(new Error('张三 13900001234')),
        () => {
          throw new Error('张三 13900001234');
        },
      ]) {
        const { post, logged, close } = await openDesk(kind, { click });
        const { status, text } = await post(clickEvent());
        await close();
        expect([status, JSON.parse(text)]).to.deep.equal([
          200,
          { toast: { type: 'error', content: '暂未办成，系统会自动重试，结果稍后更新在卡片上' } },
        ]);
        expect(logged.join()).not.to.include('1390000');
      }
      await open();
    });

    it('a press that takes too long gets a toast, and its answer is handed on afterwards', async () => {
      let finish = (_answer: ClickAnswer) => {};
      const done = new Promise<ClickAnswer>((resolve) => {
        finish = resolve;
      });
      const { post, late, counted } = await open({ click: () => done, clickLimitMs: 20 });
      const { text } = await post(clickEvent());
      expect(JSON.parse(text)).to.deep.equal({ toast: { type: 'info', content: '正在处理，结果稍后更新在卡片上' } });
      expect(late).to.deep.equal([]);
      finish({ toast: { type: 'info', content: 'x' } });
      await done;
      await new Promise(setImmediate);
      expect(late).to.have.length(1);
      expect(counted).to.deep.equal(['accepted', 'late_click']);
    });

    it('a press repeated under the same event_id is not acted on again', async () => {
      let presses = 0;
      const { post } = await open({
        async click() {
          presses += 1;
          return { toast: { type: 'info', content: 'x' } };
        },
      });
      await post(clickEvent());
      expect((await post(clickEvent())).text).to.equal('{}');
      expect(presses).to.equal(1);
    });
  });
}

describe('webhook options', () => {
  it('encryptKey missing: it does not start', () => {
    const options = { encryptKey: '', verificationToken: TOKEN } as WebhookOptions;
    expect(() => webhookAnswer(options)).to.throw(TypeError, 'Encrypt Key');
    expect(() => webhookAnswer({ ...options, encryptKey: 'k', verificationToken: '' })).to.throw(TypeError);
  });

  it('a sender that hangs up in the middle changes nothing for the next one', async () => {
    const desk = await openDesk('node:http');
    await new Promise<void>((resolve) => {
      const socket = connect(desk.port, '127.0.0.1', () => {
        socket.write('POST /webhook/lark HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"enc', () =>
          socket.destroy(),
        );
      });
      socket.on('close', () => resolve());
    });
    expect((await desk.post(messageEvent())).status).to.equal(200);
    await desk.close();
  });
});
