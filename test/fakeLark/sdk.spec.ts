import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  type Bench,
  BOT,
  bench,
  card,
  endAll,
  GROUP,
  LI,
  refusal,
  sendCard,
  sendText,
  text,
  WANG,
  ZHAO,
} from './support.ts';

describe('the unmodified SDK against the fake Feishu', () => {
  let desk: Bench;
  const shown = (chatId = GROUP) => desk.fakeLark.messages(chatId).messages;
  beforeEach(async () => {
    desk = await bench();
  });
  afterEach(endAll);

  it('sends a text to a group, with a mention', async () => {
    const sent = await sendText(desk.client, `请<at user_id="${LI}">某人</at>办理`);
    expect(sent).to.deep.include({ code: 0, msg: 'success' });
    expect(sent.data).to.include({ msg_type: 'text', chat_id: GROUP, deleted: false, updated: false });
    expect(sent.data?.sender).to.include({ id: desk.appId, id_type: 'app_id', sender_type: 'app' });
    const [message] = shown();
    expect(message?.content).to.deep.equal({ text: '请@_user_1办理' });
    expect(message?.mentions).to.deep.equal([{ key: '@_user_1', openId: LI, name: '联络员' }]);
    expect(message).to.include({ senderIsBot: true, senderOpenId: BOT, messageId: sent.data?.message_id });
  });

  it('sends a card to a person, in a private chat made on demand, and patches it', async () => {
    const id = await sendCard(desk.client, card(), ZHAO);
    const next = card({ tag: 'hr' });
    await desk.client.im.v1.message.patch({ path: { message_id: id }, data: { content: JSON.stringify(next) } });
    const [message] = shown('oc_p2p_zhao');
    expect(message?.content).to.deep.equal(next);
    expect(desk.fakeLark.state().chats.find(({ chatId }) => chatId === 'oc_p2p_zhao')).to.include({
      kind: 'private',
      name: '值班员',
    });
  });

  it('refuses to patch a card after 14 days', async () => {
    const id = await sendCard(desk.client, card());
    desk.clock.pass(14 * 86_400 + 1);
    const patch = desk.client.im.v1.message.patch({
      path: { message_id: id },
      data: { content: JSON.stringify(card()) },
    });
    expect((await refusal(patch)).code).to.equal(99991663); // the token is long over, too
    const fresh = await tokenOf();
    const late = await api('PATCH', `im/v1/messages/${id}`, { content: JSON.stringify(card()) }, fresh);
    expect(late.code).to.equal(230031);
  });

  it('replies in a thread', async () => {
    const root = (await sendText(desk.client, '第一条')).data?.message_id ?? '';
    const reply = await desk.client.im.v1.message.reply({
      path: { message_id: root },
      data: { msg_type: 'text', content: text('第二条'), reply_in_thread: true },
    });
    expect(reply.data).to.include({ root_id: root, parent_id: root });
    const thread = reply.data?.thread_id;
    expect(thread).to.match(/^omt_/);
    const third = await desk.client.im.v1.message.reply({
      path: { message_id: reply.data?.message_id ?? '' },
      data: { msg_type: 'text', content: text('第三条') },
    });
    expect(third.data).to.include({ root_id: root, parent_id: reply.data?.message_id, thread_id: thread });
    expect(shown().map(({ threadId }) => threadId)).to.deep.equal([thread, thread, thread]);
  });

  it('edits and recalls its own text, and reads it back', async () => {
    const path = { message_id: (await sendText(desk.client, '旧')).data?.message_id ?? '' };
    await desk.client.im.v1.message.update({ path, data: { msg_type: 'text', content: text('新') } });
    const read = await desk.client.im.v1.message.get({ path });
    expect(read.data?.items?.[0]).to.include({ updated: true });
    expect(read.data?.items?.[0]?.body?.content).to.equal(text('新'));
    await desk.client.im.v1.message.delete({ path });
    expect(shown()[0]).to.deep.include({ recalled: true, content: {} });
    const reply = desk.client.im.v1.message.reply({ path, data: { msg_type: 'text', content: text('答') } });
    expect(await refusal(reply)).to.include({ status: 400, code: 230011 });
  });

  it('creates one message per uuid within an hour, whatever the content', async () => {
    const first = await sendText(desk.client, '一', 'u-1');
    const second = await sendText(desk.client, '二', 'u-1');
    expect(second.data?.message_id).to.equal(first.data?.message_id);
    expect(shown()).to.have.length(1);
    desk.clock.pass(3600);
    const third = await sendText(desk.client, '三', 'u-1');
    expect(third.data?.message_id).to.not.equal(first.data?.message_id);
    expect(await refusal(sendText(desk.client, '四', 'u'.repeat(51)))).to.include({ code: 99992402 });
  });

  it('refuses a token that was revoked, and the SDK keeps sending it', async () => {
    await sendText(desk.client, '一');
    desk.fakeLark.fail({ revokeToken: true });
    expect(await refusal(sendText(desk.client, '二'))).to.include({ status: 400, code: 99991663 });
    const fresh = await tokenOf();
    expect((await api('GET', 'bot/v3/info', undefined, fresh)).code).to.equal(0);
    expect((await api('GET', 'bot/v3/info', undefined)).code).to.equal(99991661);
  });

  it('hands out the same token while half an hour remains, then a second one beside it', async () => {
    const first = await tokenOf();
    desk.clock.pass(89 * 60);
    expect(await tokenOf()).to.equal(first);
    desk.clock.pass(2 * 60);
    const second = await tokenOf();
    expect(second).to.not.equal(first);
    expect((await api('GET', 'bot/v3/info', undefined, first)).code).to.equal(0);
    desk.clock.pass(30 * 60);
    expect((await api('GET', 'bot/v3/info', undefined, first)).code).to.equal(99991663);
    expect((await api('GET', 'bot/v3/info', undefined, second)).code).to.equal(0);
  });

  it('knows a wrong secret', async () => {
    const body = { app_id: desk.appId, app_secret: 'wrong' };
    expect((await api('POST', 'auth/v3/tenant_access_token/internal', body)).code).to.equal(10015);
  });

  it('tells who is who, and who is in which chat', async () => {
    const { client } = desk;
    const info = await client.request<{ bot: { open_id: string } }>({ url: '/open-apis/bot/v3/info', method: 'GET' });
    expect(info.bot.open_id).to.equal(BOT);
    const ids = await client.contact.v3.user.batchGetId({
      params: { user_id_type: 'open_id' },
      data: { mobiles: ['13900000002', '13912345678'] },
    });
    expect(ids.data?.user_list?.map(({ user_id }) => user_id)).to.deep.equal([WANG, undefined]);
    const mobiles = Array.from({ length: 51 }, (_, n) => `139000000${n}`);
    expect(await refusal(client.contact.v3.user.batchGetId({ data: { mobiles } }))).to.include({ code: 99992402 });
    expect((await client.contact.v3.user.get({ path: { user_id: WANG } })).data?.user?.name).to.equal('专员');
    expect(await refusal(client.contact.v3.user.get({ path: { user_id: 'ou_x' } }))).to.include({ code: 99992351 });
    const chat = await client.im.v1.chat.get({ path: { chat_id: GROUP } });
    expect(chat.data).to.include({ name: '获得电力专班', external: false, chat_mode: 'group', chat_status: 'normal' });
    const members = await client.im.v1.chatMembers.get({ path: { chat_id: GROUP }, params: { page_size: 1 } });
    expect(members.data).to.deep.include({ has_more: true, member_total: 2 });
    expect((await client.im.v1.chat.list({})).data?.items?.map(({ chat_id }) => chat_id)).to.deep.equal([GROUP]);
  });

  it('marks a message urgent for people of the chat only', async () => {
    const path = { message_id: (await sendText(desk.client, '急')).data?.message_id ?? '' };
    const urgent = (ids: string[]) =>
      desk.client.im.v1.message.urgentApp({ path, params: { user_id_type: 'open_id' }, data: { user_id_list: ids } });
    expect((await urgent([LI, ZHAO])).data?.invalid_user_id_list).to.deep.equal([ZHAO]);
    expect(await refusal(urgent([ZHAO]))).to.include({ code: 230001 });
  });

  it('takes a file and gives it back', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fake-lark-'));
    const bytes = Buffer.from([0, 13, 10, 45, 45, 255, 13, 10]);
    writeFileSync(join(folder, 'report.xlsx'), bytes);
    writeFileSync(join(folder, 'empty.xlsx'), '');
    const upload = (name: string) =>
      desk.client.im.v1.file.create({
        data: { file_type: 'xls', file_name: '月报.xlsx', file: createReadStream(join(folder, name)) },
      });
    const key = (await upload('report.xlsx'))?.file_key ?? '';
    const sent = await desk.client.im.v1.message.create({
      params: { receive_id_type: 'chat_id' },
      data: { receive_id: GROUP, msg_type: 'file', content: JSON.stringify({ file_key: key }) },
    });
    expect(shown()[0]?.content).to.include({ file_key: key, file_name: '月报.xlsx' });
    const path = { message_id: sent.data?.message_id ?? '', file_key: key };
    const back = await desk.client.im.v1.messageResource.get({ path, params: { type: 'file' } });
    const chunks: Buffer[] = [];
    for await (const chunk of back.getReadableStream()) chunks.push(chunk);
    expect(Buffer.concat(chunks).equals(bytes)).to.equal(true);
    expect(await refusal(upload('empty.xlsx'))).to.include({ code: 234010 });
    rmSync(folder, { recursive: true });
  });

  it('shows an uploaded image in a card, and no other', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fake-lark-'));
    writeFileSync(join(folder, 'a.png'), 'png');
    const image = createReadStream(join(folder, 'a.png'));
    const key = (await desk.client.im.v1.image.create({ data: { image_type: 'message', image } }))?.image_key;
    const alt = { tag: 'plain_text', content: '图' };
    expect(await sendCard(desk.client, card({ tag: 'img', img_key: key, alt }))).to.match(/^om_/);
    const unknown = await refusal(sendCard(desk.client, card({ tag: 'img', img_key: 'img_x', alt })));
    expect(unknown.msg).to.contain('ErrCode: 200570');
    rmSync(folder, { recursive: true });
  });

  it('refuses what is too long, and whom it does not know', async () => {
    expect(await refusal(sendText(desk.client, '长'.repeat(51_201)))).to.include({ code: 230025 });
    const long = card({ tag: 'markdown', content: '长'.repeat(10_300) });
    expect(await refusal(sendCard(desk.client, long))).to.include({ code: 230025 });
    expect(await refusal(sendCard(desk.client, card(), 'ou_nobody'))).to.include({ code: 99992351 });
    expect(await refusal(sendCard(desk.client, card(), 'oc_nowhere'))).to.include({ code: 230002 });
    desk.fakeLark.removeBot(GROUP, LI);
    expect(await refusal(sendText(desk.client, '在吗'))).to.include({ status: 400, code: 230002 });
  });

  it('tells a dissolved chat from one the bot has left', async () => {
    desk.fakeLark.disband(GROUP, LI);
    expect(await refusal(sendText(desk.client, '在吗'))).to.include({ code: 232009 });
    expect((await desk.client.im.v1.chat.get({ path: { chat_id: GROUP } })).data?.chat_status).to.equal('dissolved');
  });

  it('does not let the bot read what a group said without it', async () => {
    const { messageIds } = desk.fakeLark.say({ as: LI, chat: GROUP, text: '中午吃什么' });
    const read = desk.client.im.v1.message.get({ path: { message_id: messageIds[0] ?? '' } });
    expect(await refusal(read)).to.include({ code: 230027 });
  });

  async function tokenOf(): Promise<string> {
    const body = { app_id: desk.appId, app_secret: 'secret' };
    return (await api('POST', 'auth/v3/tenant_access_token/internal', body)).tenant_access_token ?? '';
  }

  async function api(method: string, path: string, body?: unknown, token?: string) {
    const response = await fetch(`${desk.fakeLark.url}/open-apis/${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return (await response.json()) as { code: number; tenant_access_token?: string };
  }
});
