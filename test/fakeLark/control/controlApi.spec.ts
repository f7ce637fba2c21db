import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { SandboxMessages, SandboxState } from '../../../src/fakeLark/api.ts';
import {
  type Bench,
  BOT,
  bench,
  button,
  card,
  endAll,
  GROUP,
  LI,
  receiver,
  sendCard,
  sendText,
  WANG,
  ZHAO,
} from '../support.ts';

describe('the control API over HTTP', () => {
  let desk: Bench;
  beforeEach(async () => {
    desk = await bench();
  });
  afterEach(endAll);

  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${desk.fakeLark.url}/sandbox/api/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };

  it('shows people, groups and the clock', async () => {
    const { json } = await ask('GET', 'state');
    const state = json as unknown as SandboxState;
    expect(state.bot).to.deep.equal({ openId: BOT, name: '诉求管家' });
    expect(state.now).to.equal('2026-03-02T01:00:00.000Z');
    expect(state.people.map(({ openId }) => openId)).to.deep.equal([LI, WANG, ZHAO]);
    const chat = { chatId: GROUP, name: '获得电力专班', kind: 'group', members: [LI, WANG] };
    expect(state.chats).to.deep.equal([{ ...chat, botIsMember: true, external: false, lastSeq: 0 }]);
  });

  it('lets a person speak and gives only what is new since the last look, updates included', async () => {
    const said = await ask('POST', 'say', { as: LI, chat: GROUP, text: '一' });
    expect(said.status).to.equal(200);
    const id = await sendCard(desk.client, card());
    const look = async (after: number) =>
      (await ask('GET', `chats/${GROUP}/messages?after=${after}`)).json as unknown as SandboxMessages;
    const first = await look(0);
    expect(first.messages.map(({ messageId }) => messageId)).to.deep.equal([...(said.json.messageIds as string[]), id]);
    expect((await look(first.seq)).messages).to.deep.equal([]);
    await desk.client.im.v1.message.patch({
      path: { message_id: id },
      data: { content: JSON.stringify(card({ tag: 'hr' })) },
    });
    const second = await look(first.seq);
    expect(second.messages.map(({ messageId }) => messageId)).to.deep.equal([id]);
    expect(second.messages[0]).to.have.property('updatedAt');
    expect(second.messages[0]).to.not.have.any.keys('changeSeq', 'edits', 'resources', 'earlierButtons', 'eventId');
  });

  it('shows an empty private chat before its first message', async () => {
    expect((await ask('GET', 'chats/oc_p2p_li/messages')).json).to.deep.equal({ messages: [], seq: 0 });
  });

  it('creates, leaves and dissolves groups', async () => {
    const { json } = await ask('POST', 'groups', { as: LI, name: '新群', members: [ZHAO] });
    const chatId = String(json.chatId);
    expect((await ask('POST', `groups/${chatId}/remove-bot`, { as: LI })).status).to.equal(200);
    expect(desk.fakeLark.state().chats.at(-1)).to.deep.include({
      name: '新群',
      botIsMember: false,
      members: [LI, ZHAO],
    });
    expect((await ask('POST', `groups/${chatId}/add-bot`, { as: LI })).status).to.equal(200);
    expect((await ask('POST', `groups/${chatId}/disband`, { as: LI })).status).to.equal(200);
    expect(desk.fakeLark.state().chats.map(({ chatId: id }) => id)).to.deep.equal([GROUP]);
  });

  it('sets the clock and forgets everything on reset but the first groups', async () => {
    await ask('POST', 'clock', { now: '2026-03-03T00:00:00Z' });
    expect(desk.clock.now().toISOString()).to.equal('2026-03-03T00:00:00.000Z');
    await sendText(desk.client, '一');
    await ask('POST', 'groups', { as: LI, name: '新群', members: [] });
    await ask('POST', 'reset', {});
    expect(desk.fakeLark.state().chats.map(({ chatId, lastSeq }) => [chatId, lastSeq])).to.deep.equal([[GROUP, 0]]);
    expect(desk.fakeLark.messages(GROUP).messages).to.deep.equal([]);
  });

  it('presses, recalls, enters, redelivers, challenges, fails and lists calls', async () => {
    const bot = await receiver();
    desk.fakeLark.setWebhookUrl(bot.url);
    const messageId = await sendCard(desk.client, card(button('签收', { say: '签收' })));
    const pressed = await ask('POST', 'click', { as: LI, messageId, value: { say: '签收' } });
    expect(pressed).to.deep.equal({ status: 200, json: { status: 200, cardUpdated: false } });
    const [said] = desk.fakeLark.say({ as: LI, chat: 'bot', text: '一' }).messageIds;
    expect((await ask('POST', 'redeliver', { messageId: said, newEventId: true })).status).to.equal(200);
    expect((await ask('POST', 'recall', { as: LI, messageId: said })).status).to.equal(200);
    expect((await ask('POST', 'enter', { as: WANG })).json).to.deep.equal({ chatId: 'oc_p2p_wang' });
    expect((await ask('POST', 'challenge', {})).json).to.include({ ok: false });
    await desk.fakeLark.idle();
    expect(bot.received).to.have.length(6);
    expect((await ask('POST', 'fail', { serverErrors: 1 })).status).to.equal(200);
    expect(((await ask('GET', 'calls?after=1')).json as unknown as { n: number }[]).map(({ n }) => n)).to.deep.equal([
      2,
    ]);
    await bot.end();
  });

  it('streams what happens', async () => {
    const response = await fetch(`${desk.fakeLark.url}/sandbox/api/events`);
    expect(response.headers.get('content-type')).to.match(/^text\/event-stream/);
    const seen: unknown[] = [];
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      rest += decoder.decode(chunk, { stream: true });
      const blocks = rest.split('\n\n');
      rest = blocks.pop() ?? '';
      if (blocks.includes(': ready')) {
        desk.fakeLark.say({ as: LI, chat: 'bot', text: '一' });
        desk.fakeLark.setClock(new Date('2026-03-03T00:00:00Z'));
        await desk.fakeLark.reset();
      }
      for (const block of blocks) if (block.startsWith('data: ')) seen.push(JSON.parse(block.slice(6)));
      if (seen.some((event) => (event as { type: string }).type === 'reset')) break;
    }
    expect(seen).to.deep.equal([
      { type: 'chat', chatId: 'oc_p2p_li' },
      { type: 'message', chatId: 'oc_p2p_li', seq: 1 },
      { type: 'clock', now: '2026-03-03T00:00:00.000Z' },
      { type: 'chat', chatId: GROUP },
      { type: 'reset' },
    ]);
  });

  const refused: [string, string, unknown, number, string][] = [
    ['a stranger', 'say', { as: 'ou_x', chat: GROUP, text: '一' }, 404, '没有这个演示人员。'],
    ['somebody outside the group', 'say', { as: ZHAO, chat: GROUP, text: '一' }, 403, '值班员不在这个会话里。'],
    ['an unknown chat', 'say', { as: LI, chat: 'oc_x', text: '一' }, 404, '没有这个会话，或群已解散。'],
    ['an empty message', 'say', { as: LI, chat: GROUP }, 400, '没有可发送的内容。'],
    ['a mention of nobody', 'say', { as: LI, chat: GROUP, text: '@{ou_x}' }, 400, '没有 ou_x 这个人员，不能 @。'],
    ['a body of the wrong shape', 'say', { as: 1, text: [] }, 400, '请求内容不对：as、chat、text。'],
    ['an unknown fault', 'fail', { everything: true }, 400, '请求内容不对：请求体。'],
    ['a press on nothing', 'click', { as: LI, messageId: 'om_x', value: {} }, 404, '没有这条消息。'],
    ['a time that is none', 'clock', { now: 'yesterday' }, 400, '时间格式不对，应为 ISO 时间。'],
    ['an unknown address', 'nothing', {}, 404, '没有这个接口。'],
  ];
  for (const [name, path, body, status, error] of refused) {
    it(`refuses ${name}`, async () => {
      expect(await ask('POST', path, body)).to.deep.equal({ status, json: { error } });
    });
  }
});

describe('the state file of the fake Feishu', () => {
  afterEach(endAll);

  it('carries chats, messages, uuids, uploads and unanswered events over a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fake-lark-'));
    const stateFile = join(folder, 'state', 'sandbox.json');
    const bot = await receiver();
    bot.answers.unshift({ status: 500, body: '' });

    const before = await bench({ stateFile, webhookUrl: bot.url });
    before.fakeLark.say({ as: LI, chat: 'bot', text: '急' });
    await before.fakeLark.idle();
    const sent = await sendText(before.client, '一', 'u-1');
    const picture = join(folder, 'a.png');
    writeFileSync(picture, 'picture');
    const form = new FormData();
    form.set('image_type', 'message');
    form.set('image', new Blob([readFileSync(picture)]), 'a.png');
    const key = await uploadImage(before, form);
    const messages = before.fakeLark.messages(GROUP);
    await before.end();

    const after = await bench({ stateFile, webhookUrl: bot.url });
    expect(after.fakeLark.messages(GROUP)).to.deep.equal(messages);
    expect((await sendText(after.client, '一', 'u-1')).data?.message_id).to.equal(sent.data?.message_id);
    const file = await fetch(`${after.fakeLark.url}/sandbox/api/files/${key}`);
    expect(await file.text()).to.equal('picture');
    after.clock.pass(15);
    await after.fakeLark.tick();
    expect(bot.received.map(({ event }) => event.header.event_id)).to.have.length(2);
    expect(bot.received[1]?.event).to.deep.equal(bot.received[0]?.event);
    await after.end();
    await bot.end();
    rmSync(folder, { recursive: true });
  });
});

async function uploadImage({ fakeLark, appId }: Bench, form: FormData): Promise<string> {
  const open = `${fakeLark.url}/open-apis`;
  const body = JSON.stringify({ app_id: appId, app_secret: 'secret' });
  const issued = await fetch(`${open}/auth/v3/tenant_access_token/internal`, { method: 'POST', body });
  const { tenant_access_token: token } = (await issued.json()) as { tenant_access_token: string };
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${open}/im/v1/images`, { method: 'POST', headers, body: form });
  return ((await response.json()) as { data: { image_key: string } }).data.image_key;
}
