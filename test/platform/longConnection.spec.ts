import { expect } from 'chai';
import { readEvent } from '../../src/platform/lark/events.ts';
import { type LongConnectionOptions, longConnection } from '../../src/platform/lark/longConnection.ts';
import type { InboxEntry } from '../../src/ports/queues.ts';
import { clickEvent, messageEvent } from './sender.ts';
import { type SocketServer, socketServer } from './socketServer.ts';

const APP = { appId: 'cli_0123456789abcdef', appSecret: 'sEcReT0123456789' };

describe('long connection', () => {
  let server: SocketServer;
  let connection: ReturnType<typeof longConnection>;
  let stored: InboxEntry[];
  let logged: string[];
  let now: number;

  const open = async (change: Partial<LongConnectionOptions> = {}, answer?: object) => {
    server = await socketServer(answer);
    stored = [];
    logged = [];
    now = 1_000;
    const note = (facts: object, message: string) => logged.push(`${message} ${JSON.stringify(facts)}`);
    connection = longConnection({
      ...APP,
      baseUrl: server.url,
      clock: { now: () => new Date('2026-11-20T02:00:00Z') },
      log: { info: note, warn: note, error: note },
      async receive(entry) {
        const fresh = stored.every(({ key }) => key !== entry.key);
        if (fresh) stored.push(entry);
        return { id: stored.length, fresh };
      },
      click: async () => ({ toast: { type: 'success', content: '已签收' } }),
      count() {},
      realNow: () => now,
      ...change,
    });
  };
  afterEach(async () => {
    connection.close();
    await server.close();
    expect(logged.join()).not.to.include('sEcReT');
  });

  it('stores events with their envelope, of any type, and acknowledges them', async () => {
    await open();
    await connection.start();
    expect(server.asked).to.deep.equal([{ AppID: APP.appId, AppSecret: APP.appSecret }]);
    const message = messageEvent();
    const foreign = { schema: '2.0', header: { event_id: 'ev_9', event_type: 'brand.new_v7' }, event: { token: 'x' } };
    const first = {
      ts: '1',
      uuid: 'u1',
      token: 't',
      type: 'event_callback',
      event: { type: 'p2p_chat_create', chat_id: 'oc_1' },
    };
    for (const event of [message, foreign, first]) expect((await server.push(event)).code).to.equal(200);
    expect(stored.map(({ key }) => key)).to.deep.equal(['m:om_1', 'e:ev_9', 'e:u1']);
    expect(stored.map(({ payload }) => JSON.parse(payload))).to.deep.equal([message, foreign, first]);
    expect(readEvent(stored[0]?.payload ?? '', 'ou_bot')).to.include({ kind: 'message', text: '你好' });
  });

  it('answers a press with its toast, a repeated one with {}', async () => {
    await open();
    await connection.start();
    const toast = { type: 'success', content: '已签收' };
    expect(await server.push(clickEvent())).to.deep.equal({ code: 200, data: { toast } });
    expect(await server.push(clickEvent())).to.deep.equal({ code: 200, data: {} });
    expect(readEvent(stored[0]?.payload ?? '', 'ou_bot')).to.include({ kind: 'click', say: '签收 003', rev: 2 });
  });

  it('answers 500 for what could not be stored, so that it comes again', async () => {
    await open({ receive: () => Promise.reject(new Error('disk full')) });
    await connection.start();
    expect((await server.push(messageEvent())).code).to.equal(500);
  });

  it('rejects when the platform refuses the credentials', async () => {
    await open({}, { code: 514, msg: `auth failed ${APP.appSecret}`, data: {} });
    const error = await connection.start().catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(Error).with.property('message').that.includes('514');
    expect(logged.join()).to.include('514');
  });

  it('says so when the app id is none, instead of waiting for ever', async () => {
    await open({ appId: 'cli_short' });
    const error = await connection.start().catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(TypeError);
    expect(server.asked).to.deep.equal([]);
  });

  describe('falls silent', () => {
    const pingMs = 120_000;

    it('with pongs that never come: after three ping intervals it is opened anew, and events come through', async () => {
      await open();
      await connection.start();
      now += 2 * pingMs - 1;
      expect(connection.standstill()).to.equal(undefined);
      now += 1;
      expect(connection.standstill()).to.match(/nothing came .* for 240 s/);
      now += pingMs - 1;
      connection.look();
      expect(server.asked).to.have.length(1);
      now += 1;
      connection.look();
      await server.opened(2);
      expect((await server.push(messageEvent())).code).to.equal(200);
      expect(connection.standstill()).to.equal(undefined);
    });

    it('any frame says that somebody is there', async () => {
      await open();
      await connection.start();
      now += 2 * pingMs;
      server.pong();
      while (connection.standstill()) await new Promise((resolve) => setImmediate(resolve));
      now += 2 * pingMs;
      await server.push(messageEvent());
      now += 2 * pingMs - 1;
      expect(connection.standstill()).to.equal(undefined);
      connection.look();
      expect(server.asked).to.have.length(1);
    });

    it('before it was there, since nobody tells the address: it asks anew', async () => {
      await open();
      server.hanging = true;
      const started = connection.start();
      while (server.asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
      server.hanging = false;
      now += 3 * pingMs;
      connection.look();
      await started;
      expect(server.asked).to.have.length(2);
    });

    it('while it connects again: three intervals later it does not wait for that any more', async () => {
      await open();
      await connection.start();
      await server.opened(1);
      server.drop();
      now += 3 * pingMs;
      connection.look();
      await server.opened(2);
      expect((await server.push(messageEvent())).code).to.equal(200);
    });

    it('closed, it stays closed, and whoever waits for it is told', async () => {
      await open();
      server.hanging = true;
      const started = connection.start().catch((error: Error) => error.message);
      while (server.asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
      connection.close();
      expect(await started).to.equal('the long connection was closed');
      now += 3 * pingMs;
      connection.look();
      expect(server.asked).to.have.length(1);
    });
  });
});
