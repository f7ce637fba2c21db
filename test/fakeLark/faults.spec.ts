import { expect } from 'chai';
import { type Bench, bench, endAll, GROUP, LI, refusal, sendText, text } from './support.ts';

describe('failing on purpose', () => {
  let desk: Bench;
  beforeEach(async () => {
    desk = await bench();
    await desk.client.im.v1.chat.get({ path: { chat_id: GROUP } }); // the token is there
  });
  afterEach(endAll);
  const shown = () => desk.fakeLark.messages(GROUP).messages;
  const failed = async (call: Promise<unknown>) => {
    try {
      await call;
    } catch (error) {
      return error as { code?: string; response?: unknown };
    }
    throw new Error('the call did not fail');
  };

  it('resets the connection after the message was created; the same uuid then finds it', async () => {
    desk.fakeLark.fail({ resetAfterCreate: 1 });
    expect((await failed(sendText(desk.client, '一', 'u-1'))).code).to.equal('ECONNRESET');
    expect(shown()).to.have.length(1);
    const again = await sendText(desk.client, '一', 'u-1');
    expect(again.data?.message_id).to.equal(shown()[0]?.messageId);
    expect(shown()).to.have.length(1);
  });

  it('answers 500, 429 and a code of choice, each as often as asked', async () => {
    desk.fakeLark.fail({ serverErrors: 1 });
    expect(await refusal(sendText(desk.client, '一'))).to.include({ status: 500 });
    desk.fakeLark.fail({ tooMany: 1, resetSeconds: 7 });
    const over = await refusal(sendText(desk.client, '一'));
    expect(over).to.include({ status: 429, code: 99991400 });
    expect(over.headers['x-ogw-ratelimit-reset']).to.equal('7');
    desk.fakeLark.fail({ code: 230029, codeMsg: 'User has resigned.' });
    expect(await refusal(sendText(desk.client, '一'))).to.include({ code: 230029, msg: 'User has resigned.' });
    expect(shown()).to.have.length(0);
    await sendText(desk.client, '一');
    expect(shown()).to.have.length(1);
  });

  it('cuts an answer short after the work is done, or shows a page instead of doing it', async () => {
    desk.fakeLark.fail({ truncated: 1 });
    expect(await sendText(desk.client, '一')).to.be.a('string');
    desk.fakeLark.fail({ html: 1 });
    expect(await sendText(desk.client, '二')).to.match(/^<!DOCTYPE html>/);
    expect(shown()).to.have.length(1);
  });

  it('refuses plain phone numbers and mail addresses until cleared', async () => {
    desk.fakeLark.fail({ dlp: true });
    expect(await refusal(sendText(desk.client, '电话13900000001'))).to.include({ code: 230028 });
    expect(await refusal(sendText(desk.client, 'a@b.cn'))).to.include({ code: 230028 });
    await sendText(desk.client, '电话139****0001，编号 1390000000123');
    desk.fakeLark.fail({});
    await sendText(desk.client, '电话13900000001');
    expect(shown()).to.have.length(2);
  });

  it('does what was asked and says nothing, or half of it, on an open line', async () => {
    const { appId, fakeLark } = desk;
    const token = () =>
      fetch(`${fakeLark.url}/open-apis/auth/v3/tenant_access_token/internal`, {
        method: 'POST',
        body: JSON.stringify({ app_id: appId, app_secret: 'secret' }),
        signal: AbortSignal.timeout(300),
      }).then((response) => response.text());
    for (const faults of [{ tokenSilent: 1 }, { tokenHalfBody: 1 }]) {
      fakeLark.fail({ ...faults, silent: 9, halfBody: 9 });
      expect(await failed(token())).to.have.property('name', 'TimeoutError');
      expect(await token()).to.include('tenant_access_token');
      fakeLark.fail({});
    }
    fakeLark.fail({ tokenErrors: 1 });
    expect(await token()).to.include('Internal Error');
    for (const faults of [{ silent: 1 }, { halfBody: 1 }]) {
      fakeLark.fail(faults);
      const before = shown().length;
      const abandoned = sendText(desk.client, '一').catch(() => undefined);
      while (shown().length === before) await new Promise((resolve) => setImmediate(resolve));
      await sendText(desk.client, '二');
      expect(shown()).to.have.length(before + 2);
      void abandoned;
    }
  });

  it('sends nobody elsewhere who does not follow', async () => {
    desk.fakeLark.fail({ redirects: 1 });
    const { status } = await fetch(`${desk.fakeLark.url}/open-apis/im/v1/chats/${GROUP}`, { redirect: 'manual' });
    expect(status).to.equal(302);
  });

  it('fails one chat alone, until cleared', async () => {
    desk.fakeLark.fail({ only: { to: [GROUP], answer: 500 } });
    for (let time = 0; time < 2; time += 1)
      expect(await refusal(sendText(desk.client, '一'))).to.include({ status: 500 });
    const elsewhere = { receive_id: LI, msg_type: 'text', content: text('一') };
    const sent = await desk.client.im.v1.message.create({ params: { receive_id_type: 'open_id' }, data: elsewhere });
    expect(sent.code).to.equal(0);
    desk.fakeLark.fail({ only: { to: [GROUP], answer: 429 } });
    expect(await refusal(sendText(desk.client, '一'))).to.include({ status: 429, code: 230020 });
    desk.fakeLark.fail({});
    await sendText(desk.client, '一');
  });

  it('clears everything with an empty object', async () => {
    desk.fakeLark.fail({ serverErrors: 9, tooMany: 9, html: 9, code: 1, codeCount: 9, latencyMs: 60_000 });
    desk.fakeLark.fail({});
    await sendText(desk.client, '一');
  });

  it('keeps a log of the calls, without secrets', async () => {
    await sendText(desk.client, '一');
    await refusal(
      desk.client.im.v1.message.create({
        params: { receive_id_type: 'open_id' },
        data: { receive_id: 'ou_x', msg_type: 'text', content: text('一') },
      }),
    );
    const calls = desk.fakeLark.calls();
    expect(calls.map(({ method, path, status, code }) => [method, path, status, code])).to.deep.equal([
      ['POST', '/open-apis/auth/v3/tenant_access_token/internal', 200, 0],
      ['GET', `/open-apis/im/v1/chats/${GROUP}`, 200, 0],
      ['POST', '/open-apis/im/v1/messages?receive_id_type=chat_id', 200, 0],
      ['POST', '/open-apis/im/v1/messages?receive_id_type=open_id', 400, 99992351],
    ]);
    expect(JSON.stringify(calls)).to.not.contain('secret');
    expect(desk.fakeLark.calls(calls[2]?.n)).to.have.length(1);
  });
});
