import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import type { Text } from '../../src/domain/message.ts';
import { heartbeat } from '../../src/jobs/tick/heartbeat.ts';
import { answerTo } from '../../src/outgoing.ts';
import { larkPlatform } from '../../src/platform/lark/client.ts';
import type { Platform } from '../../src/ports/platform.ts';
import { silent } from '../support/databases.ts';
import { type Line, type Stage, stages, stallingServer } from '../support/stallingServer.ts';

const APP = { appId: 'cli_0123456789abcdef', appSecret: 'sEcReT0123456789' };
const TOKEN = '{"code":0,"msg":"ok","tenant_access_token":"t-0123456789abcdef","expire":7200}';
const SENT = '{"code":0,"data":{"message_id":"om_1","chat_id":"oc_1","name":"群"},"bot":{"open_id":"ou_bot"}}';
const limitMs = 1_000;
const everyStage = Object.keys(stages) as Stage[];
const text: Text = { kind: 'text', spans: ['诉求 003 已交办'] };

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Resolves with what the call threw. */
async function thrownBy(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    (value) => ({ resolved: value }),
    (error: unknown) => error,
  );
}

describe('a call outwards ends within its limit', () => {
  const withServer = async (line: Line, use: (url: string, asked: string[]) => Promise<void>) => {
    const server = await stallingServer(line);
    try {
      await use(server.url, server.asked);
    } finally {
      await server.close();
    }
  };
  const platformAt = (baseUrl: string) =>
    larkPlatform({ ...APP, baseUrl, clock: { now: () => new Date() }, log: silent, timeoutMs: limitMs });

  const calls: ((platform: Platform) => Promise<unknown>)[] = [
    (platform) => platform.send({ chat: 'oc_1' }, text, 'u'),
    (platform) => platform.reply({ message: 'om_1', inThread: false }, text, 'u'),
    (platform) => platform.update('om_1', { kind: 'card', title: '诉求', tone: 'blue', blocks: [] }),
    (platform) => platform.chat('oc_1'),
    (platform) => platform.botOpenId(),
    (platform) => platform.openIdsByMobile(['13900000001']),
  ];

  let collecting: NodeJS.Timeout;
  before(async () => {
    // What the first call of all costs (the SDK, fetch itself) is not what is told of here.
    const answers: Line = (path) => ({ body: path.includes('tenant_access_token') ? TOKEN : SENT });
    await withServer(answers, async (baseUrl) => {
      await larkPlatform({ ...APP, baseUrl, clock: { now: () => new Date() }, log: silent }).chat('oc_1');
    });
    // On Node 20 a collection in the middle of an answer took the lost abort with it.
    collecting = setInterval(collectGarbage, 500);
  });
  after(() => clearInterval(collecting));

  for (const stage of everyStage) {
    it(`each call, silent ${stage}: it may have happened`, () =>
      withServer(
        (path) => (path.includes('tenant_access_token') ? { body: TOKEN } : { body: SENT, stall: stage }),
        async (url) => {
          const platform = platformAt(url);
          const errors = await Promise.all(calls.map((call) => thrownBy(call(platform))));
          for (const error of errors) expect(error).to.include({ name: 'PlatformError', failure: 'unknown' });
        },
      ));

    it(`the token, silent ${stage}: nothing was sent, and the next call asks for another`, () => {
      let silentOnes = 2;
      return withServer(
        (path) => {
          if (!path.includes('tenant_access_token')) return { body: SENT };
          silentOnes -= 1;
          return silentOnes >= 0 ? { body: TOKEN, stall: stage } : { body: TOKEN };
        },
        async (url, asked) => {
          const platform = platformAt(url);
          for (let call = 0; call < 2; call += 1) {
            const both = [platform.chat('oc_1'), platform.chat('oc_2')];
            for (const each of both) expect(await thrownBy(each)).to.include({ failure: 'retry' });
          }
          expect(await platform.chat('oc_1')).to.include({ name: '群' });
          expect(asked.filter((path) => path.includes('token'))).to.have.length(3);
        },
      );
    });

    it(`a renewal, silent ${stage}: nobody waits for it while the old token is valid`, () => {
      let tokens = 0;
      let now = Date.parse('2026-11-20T02:00:00Z');
      return withServer(
        (path) => {
          if (!path.includes('tenant_access_token')) return { body: SENT };
          tokens += 1;
          return tokens === 1 ? { body: TOKEN } : { body: TOKEN, stall: stage };
        },
        async (baseUrl) => {
          const clock = { now: () => new Date(now) };
          const platform = larkPlatform({ ...APP, baseUrl, clock, log: silent, timeoutMs: 60_000 });
          await platform.chat('oc_1');
          now += 100 * 60_000;
          expect(await platform.chat('oc_1')).to.include({ name: '群' });
          expect(await platform.chat('oc_1')).to.include({ name: '群' });
          expect(tokens).to.equal(2);
        },
      );
    });

    it(`the heartbeat, silent ${stage}: it counts as not arrived`, () =>
      withServer(
        () => ({ body: 'ok', stall: stage }),
        async (url, asked) => {
          const beat = heartbeat({ url, log: silent, limitMs });
          await thrownBy(beat(async () => true));
          await thrownBy(beat(async () => true));
          expect(asked).to.have.length(2);
        },
      ));
  }

  it('a body without end is read so far and no further', () =>
    withServer(
      () => ({ body: 'x'.repeat(5_000_000) }),
      async (url) => {
        expect(await thrownBy(answerTo(url, {}, { limitMs: 30_000 }))).to.include({ code: 'TOO_LARGE' });
        const { text: read } = await answerTo(url, {}, { limitMs: 30_000, mostBytes: 5_000_000 });
        expect(read).to.have.length(5_000_000);
      },
    ));

  it('a redirect is not followed with a token: an operator is told, nothing was sent', () =>
    withServer(
      (path) =>
        path.includes('tenant_access_token')
          ? { body: TOKEN }
          : { body: '', head: 'HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n' },
      async (url, asked) => {
        const error = await thrownBy(platformAt(url).chat('oc_1'));
        expect(error).to.include({ name: 'PlatformError', failure: 'alert' });
        expect(asked).not.to.include('/elsewhere');
      },
    ));
});
