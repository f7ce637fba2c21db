import { expect } from 'chai';
import { type Bench, bench, card, endAll, GROUP, refusal, sendCard, sendText, text } from './support.ts';

const chats = Array.from({ length: 60 }, (_, n) => ({
  chatId: `oc_${n}`,
  name: `群${n}`,
  members: [],
  botIsMember: true,
  external: false,
}));

describe('rate limits of the fake Feishu, on the injected clock', () => {
  let desk: Bench;
  beforeEach(async () => {
    desk = await bench({
      chats: [...chats, { chatId: GROUP, name: '群', members: [], botIsMember: true, external: false }],
    });
  });
  afterEach(endAll);

  const sendTo = (chatId: string) =>
    desk.client.im.v1.message.create({
      params: { receive_id_type: 'chat_id' },
      data: { receive_id: chatId, msg_type: 'text', content: text('好') },
    });

  it('5 per second to one chat, then 230020', async () => {
    for (let n = 0; n < 5; n += 1) await sendText(desk.client, '好');
    expect(await refusal(sendText(desk.client, '好'))).to.include({ status: 400, code: 230020 });
    await sendTo('oc_1');
    desk.clock.pass(0.999);
    expect(await refusal(sendText(desk.client, '好'))).to.include({ code: 230020 });
    desk.clock.pass(0.001);
    await sendText(desk.client, '好');
  });

  it('50 per second for one API of the app, then 429 with the headers; other APIs go on', async () => {
    for (let n = 0; n < 50; n += 1) await sendTo(`oc_${n}`);
    const over = await refusal(sendTo('oc_50'));
    expect(over).to.include({ status: 429, code: 99991400 });
    expect(over.headers).to.include({ 'x-ogw-ratelimit-limit': '50', 'x-ogw-ratelimit-reset': '1' });
    await desk.client.im.v1.chat.get({ path: { chat_id: GROUP } });
    desk.clock.pass(1);
    await sendTo('oc_50');
  });

  it('1000 per minute for one API, however slowly', async () => {
    for (let n = 0; n < 1000; n += 1) {
      if (n % 50 === 0) desk.clock.pass(1);
      await sendTo(`oc_${n % 60}`);
    }
    desk.clock.pass(1);
    const over = await refusal(sendTo('oc_0'));
    expect(over).to.include({ status: 429, code: 99991400 });
    expect(over.headers).to.include({ 'x-ogw-ratelimit-limit': '1000', 'x-ogw-ratelimit-reset': '40' });
    desk.clock.pass(40);
    await sendTo('oc_0');
  });

  it('5 patches per second to one message', async () => {
    const path = { message_id: await sendCard(desk.client, card()) };
    const patch = () => desk.client.im.v1.message.patch({ path, data: { content: JSON.stringify(card()) } });
    for (let n = 0; n < 5; n += 1) await patch();
    expect(await refusal(patch())).to.include({ code: 230020 });
  });

  it('a clock put back does not lock the windows', async () => {
    for (let n = 0; n < 5; n += 1) await sendText(desk.client, '好');
    desk.clock.pass(-3600);
    await sendText(desk.client, '好');
  });
});
