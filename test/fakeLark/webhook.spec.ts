import { createHash } from 'node:crypto';
import { expect } from 'chai';
import {
  type Bench,
  BOT,
  bench,
  ENCRYPT_KEY,
  endAll,
  GROUP,
  LI,
  type Receiver,
  receiver,
  VERIFICATION_TOKEN,
  WANG,
} from './support.ts';

describe('events from the fake Feishu', () => {
  let bot: Receiver;
  let desk: Bench;
  beforeEach(async () => {
    bot = await receiver();
    desk = await bench({ webhookUrl: bot.url });
  });
  afterEach(endAll);
  const heard = async () => {
    await desk.fakeLark.idle();
    return bot.received.map(({ event }) => event);
  };

  it('come encrypted, signed over the raw bytes at the time of sending', async () => {
    for (const text of ['一', '二']) desk.fakeLark.say({ as: LI, chat: 'bot', text });
    await desk.fakeLark.idle();
    for (const { headers, raw } of bot.received) {
      const timestamp = String(headers['x-lark-request-timestamp']);
      const signed = timestamp + headers['x-lark-request-nonce'] + ENCRYPT_KEY + raw;
      expect(headers['x-lark-signature']).to.equal(createHash('sha256').update(signed).digest('hex'));
      expect(timestamp).to.equal(String(desk.clock.now().getTime() / 1000));
      expect(Object.keys(JSON.parse(raw))).to.deep.equal(['encrypt']);
    }
    // One of two bodies does not survive JSON.parse and JSON.stringify, as on the platform.
    expect(bot.received.filter(({ raw }) => JSON.stringify(JSON.parse(raw)) !== raw)).to.have.length(1);
    expect(bot.received[0]?.event.header).to.include({ token: VERIFICATION_TOKEN, app_id: desk.appId });
  });

  it('carry a text with placeholders and mentions', async () => {
    const text = `@{${BOT}} 请 @{${WANG}} 看看`;
    const { messageIds } = desk.fakeLark.say({ as: LI, chat: GROUP, text });
    const [event] = await heard();
    expect(event?.header.event_type).to.equal('im.message.receive_v1');
    const { sender = {}, message = {} } = event?.event ?? {};
    expect(sender).to.deep.include({ sender_type: 'user' });
    expect(sender.sender_id).to.include({ open_id: LI });
    expect(message).to.include({
      message_id: messageIds[0],
      chat_id: GROUP,
      chat_type: 'group',
      message_type: 'text',
      content: '{"text":"@_user_1 请 @_user_2 看看"}',
    });
    const mentions = message.mentions as { key: string; name: string; id: { open_id: string } }[];
    expect(mentions.map(({ key, name, id }) => [key, name, id.open_id])).to.deep.equal([
      ['@_user_1', '诉求管家', BOT],
      ['@_user_2', '专员', WANG],
    ]);
  });

  it('leave out what a group says without the bot, @all included', async () => {
    desk.fakeLark.say({ as: LI, chat: GROUP, text: '中午吃什么' });
    desk.fakeLark.say({ as: LI, chat: GROUP, text: '@{all} 开会' });
    expect(await heard()).to.have.length(0);
    expect(desk.fakeLark.messages(GROUP).messages.at(-1)?.content).to.deep.equal({ text: '@_all 开会' });
  });

  it('bring everything when the app has the sensitive scope', async () => {
    const all = await bench({ webhookUrl: bot.url, hearsEverything: true });
    all.fakeLark.say({ as: LI, chat: GROUP, text: '中午吃什么' });
    await all.fakeLark.idle();
    expect(bot.received).to.have.length(1);
    await all.end();
  });

  it('bring a post with its images, and attachments as messages of their own that can be downloaded', async () => {
    const attachments = [{ type: 'image' as const, name: '现场.png' }];
    desk.fakeLark.say({ as: LI, chat: GROUP, text: `@{${BOT}} 停电\n两天`, asPost: true, attachments });
    desk.fakeLark.say({ as: LI, chat: 'bot', attachments: [{ type: 'file', name: '申请.pdf' }] });
    const messages = (await heard()).map(({ event }) => event.message as Record<string, string>);
    const post = JSON.parse(messages.find(({ message_type: type }) => type === 'post')?.content ?? '');
    expect(post.content.flat().map(({ tag }: { tag: string }) => tag)).to.deep.equal(['at', 'text', 'text', 'img']);
    const file = messages.find(({ message_type: type }) => type === 'file');
    const { file_key: key, file_name: name } = JSON.parse(file?.content ?? '');
    expect(name).to.equal('申请.pdf');
    expect(file?.chat_type).to.equal('p2p');
    const path = { message_id: file?.message_id ?? '', file_key: key };
    const stream = (
      await desk.client.im.v1.messageResource.get({ path, params: { type: 'file' } })
    ).getReadableStream();
    let size = 0;
    for await (const chunk of stream) size += chunk.length;
    expect(size).to.be.greaterThan(0);
  });

  it('tell of replies and threads', async () => {
    const [root] = desk.fakeLark.say({ as: LI, chat: 'bot', text: '一' }).messageIds;
    desk.fakeLark.say({ as: LI, chat: 'bot', text: '二', replyTo: root, inThread: true });
    const { message } = (await heard())[1]?.event ?? {};
    expect(message).to.include({ root_id: root, parent_id: root });
    expect(message?.thread_id).to.match(/^omt_/);
  });

  it('are repeated after 15 s, 5 min, 1 h and 6 h until HTTP 200, then never again', async () => {
    bot.answers.splice(0, 1, { status: 204, body: '' });
    desk.fakeLark.say({ as: LI, chat: 'bot', text: '急' });
    await desk.fakeLark.idle();
    const counts: number[] = [];
    for (const seconds of [14, 1, 299, 1, 3599, 1, 6 * 3600 - 1, 1, 86_400]) {
      desk.clock.pass(seconds);
      await desk.fakeLark.tick();
      counts.push(bot.received.length);
    }
    expect(counts).to.deep.equal([1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect(new Set(bot.received.map(({ event }) => event.header.event_id)).size).to.equal(1);
    const stamps = bot.received.map(({ headers }) => Number(headers['x-lark-request-timestamp']));
    expect((stamps.at(-1) ?? 0) - (stamps[0] ?? 0)).to.equal(15 + 300 + 3600 + 6 * 3600);
  });

  it('are not repeated once answered', async () => {
    bot.answers.unshift({ status: 500, body: '' });
    desk.fakeLark.say({ as: LI, chat: 'bot', text: '急' });
    await desk.fakeLark.idle();
    for (const seconds of [15, 300, 3600]) {
      desk.clock.pass(seconds);
      await desk.fakeLark.tick();
    }
    expect(bot.received).to.have.length(2);
  });

  it('are delivered again on demand, under the same or another event_id', async () => {
    const messageId = desk.fakeLark.say({ as: LI, chat: 'bot', text: '一' }).messageIds[0] ?? '';
    desk.fakeLark.redeliver({ messageId, newEventId: false });
    desk.fakeLark.redeliver({ messageId, newEventId: true });
    const events = await heard();
    const ids = events.map(({ header }) => header.event_id);
    expect(ids[1]).to.equal(ids[0]);
    expect(ids[2]).to.not.equal(ids[0]);
    expect(events[1]).to.deep.equal(events[0]);
    expect(events[2]?.event).to.deep.equal(events[0]?.event);
  });

  it('tell of groups, recalls and an opened private chat', async () => {
    const { chatId } = desk.fakeLark.createGroup({ as: LI, name: '新群', members: [WANG], external: true });
    desk.fakeLark.removeBot(chatId, WANG);
    desk.fakeLark.addBot(chatId, LI);
    desk.fakeLark.disband(chatId, LI);
    const [messageId = ''] = desk.fakeLark.say({ as: LI, chat: 'bot', text: '错了' }).messageIds;
    desk.fakeLark.recall(LI, messageId);
    desk.fakeLark.enter(LI);
    const events = await heard();
    const ofGroup = events.filter(({ event }) => (event.chat_id as unknown) === chatId);
    expect(ofGroup.map(({ header }) => header.event_type)).to.deep.equal([
      'im.chat.member.bot.added_v1',
      'im.chat.member.bot.deleted_v1',
      'im.chat.member.bot.added_v1',
      'im.chat.disbanded_v1',
    ]);
    expect(ofGroup[0]?.event).to.deep.include({ external: true, name: '新群' });
    const rest = events.filter((event) => !ofGroup.includes(event)).map(({ header }) => header.event_type);
    expect(rest).to.deep.equal([
      'im.message.receive_v1',
      'im.message.recalled_v1',
      'im.chat.access_event.bot_p2p_chat_entered_v1',
    ]);
    expect(events.find(({ header }) => header.event_type === 'im.message.recalled_v1')?.event).to.include({
      message_id: messageId,
      recall_type: 'message_owner',
    });
  });

  it('ask the challenge unsigned but encrypted, and know the right answer', async () => {
    expect(await desk.fakeLark.challenge()).to.include({ ok: false, status: 200 });
    const [asked] = bot.received;
    expect(asked?.event).to.include({ type: 'url_verification', token: VERIFICATION_TOKEN });
    expect(asked?.headers).to.not.have.property('x-lark-signature');
    expect(JSON.parse(asked?.raw ?? '')).to.have.property('encrypt');
  });

  it('go out plain and unsigned on demand', async () => {
    const plain = await bench({ webhookUrl: bot.url, plaintext: true });
    plain.fakeLark.say({ as: LI, chat: 'bot', text: '一' });
    await plain.fakeLark.idle();
    expect(JSON.parse(bot.received[0]?.raw ?? '')).to.have.property('schema', '2.0');
    expect(bot.received[0]?.headers).to.not.have.property('x-lark-signature');
    await plain.end();
  });
});
