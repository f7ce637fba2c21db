import { expect } from 'chai';
import fc from 'fast-check';
import { keyOf, laneOf } from '../../src/platform/lark/envelope.ts';
import { readEvent } from '../../src/platform/lark/events.ts';
import type { Incoming } from '../../src/ports/platform.ts';
import { clickEvent, messageEvent } from './sender.ts';

const BOT = 'ou_bot';

interface Given {
  type?: string;
  content?: unknown;
  mentions?: unknown;
  more?: object;
  sender?: object;
}

function read({ type = 'text', content, mentions, more = {}, sender }: Given): Extract<Incoming, { kind: 'message' }> {
  const event = messageEvent();
  Object.assign(event.event.message, { message_type: type, chat_type: 'group', mentions, ...more });
  event.event.message.content = typeof content === 'string' ? content : JSON.stringify(content);
  if (sender) Object.assign(event.event.sender, sender);
  const incoming = readEvent(JSON.stringify(event), BOT);
  if (incoming.kind !== 'message') throw new Error(`read as ${incoming.kind}`);
  return incoming;
}

const mention = (key: string, open_id: string, name = '某人') => ({ key, id: { open_id }, name });

describe('events: messages', () => {
  it('reads every field of a text message', () => {
    expect(readEvent(JSON.stringify(messageEvent()), BOT)).to.deep.equal({
      kind: 'message',
      message: 'om_1',
      chat: 'oc_1',
      place: 'private',
      sender: 'ou_sender',
      senderKind: 'user',
      at: '2026-11-22T07:00:00.000Z',
      text: '你好',
      mentions: [],
      mentionsBot: false,
      attachments: [],
    });
  });

  it('keeps parent, root, thread, and tells bots from people', () => {
    const more = { parent_id: 'om_p', root_id: 'om_r', thread_id: 'omt_t' };
    const { parent, root, thread, place, senderKind } = read({
      content: { text: 'x' },
      more,
      sender: { sender_type: 'bot' },
    });
    expect([parent, root, thread, place, senderKind]).to.deep.equal(['om_p', 'om_r', 'omt_t', 'group', 'bot']);
  });

  it('knows the bot by its open_id, never by name, and takes only its placeholder out', () => {
    const mentions = [
      mention('@_user_1', BOT),
      mention('@_user_2', 'ou_two', '诉求管家'),
      mention('@_user_10', 'ou_ten'),
    ];
    const incoming = read({ content: { text: '@_user_1 转办 @_user_2 和@_user_10' }, mentions });
    expect(incoming.text).to.equal('转办 @_user_2 和@_user_10');
    expect(incoming.mentionsBot).to.equal(true);
    expect(incoming.mentions).to.deep.equal([
      { key: '@_user_2', openId: 'ou_two', name: '诉求管家' },
      { key: '@_user_10', openId: 'ou_ten', name: '某人' },
    ]);
  });

  it('does not take @_user_10 for @_user_1', () => {
    const { text } = read({ content: { text: '@_user_10 你好@_user_1' }, mentions: [mention('@_user_1', BOT)] });
    expect(text).to.equal('@_user_10 你好');
  });

  it('takes @所有人 out, with or without its entry in mentions, and is not mentioned by it', () => {
    const all = { key: '@_all', id: { open_id: '' }, name: '所有人' };
    for (const mentions of [undefined, [all]]) {
      const incoming = read({ content: { text: '@_all 通知@_all请看 @_allen' }, mentions });
      expect(incoming.text).to.equal('通知请看 @_allen');
      expect([incoming.mentionsBot, incoming.mentions]).to.deep.equal([false, []]);
    }
  });

  it('names somebody without open_id, and leaves typed placeholders alone', () => {
    const { text } = read({
      content: { text: '@_user_1 与 @_user_7' },
      mentions: [{ key: '@_user_1', id: {}, name: '外部' }],
    });
    expect(text).to.equal('@外部 与 @_user_7');
  });

  const post = {
    title: '标题',
    content: [
      [
        { tag: 'at', user_id: '@_user_1', user_name: '诉求管家' },
        { tag: 'text', text: ' 电力增容', style: ['bold'] },
        { tag: 'a', text: '附件', href: 'https://a.example/x' },
      ],
      [{ tag: 'img', image_key: 'img_1' }],
      [{ tag: 'media', file_key: 'file_v', image_key: 'img_cover', file_name: '现场.mp4' }],
      [{ tag: 'emotion', emoji_type: 'SMILE' }, { tag: 'hr' }, { tag: 'at', user_id: '@_all' }],
      [{ tag: 'code_block', language: 'GO', text: 'x := 1' }],
      'no line',
      [null, 7, { tag: 'newer_thing', text: '新' }],
    ],
  };

  it('flattens a post, with its pictures and films', () => {
    const incoming = read({ type: 'post', content: post, mentions: [mention('@_user_1', BOT)] });
    expect(incoming.text).to.equal('标题\n电力增容附件(https://a.example/x)\nx := 1\n新');
    expect(incoming.mentionsBot).to.equal(true);
    expect(incoming.attachments).to.deep.equal([
      { key: 'img_1', type: 'image', message: 'om_1' },
      { key: 'file_v', type: 'video', name: '现场.mp4', message: 'om_1' },
    ]);
  });

  it('flattens a post inside its locale, too', () => {
    const bare = read({ type: 'post', content: post, mentions: [mention('@_user_1', BOT)] });
    for (const content of [{ zh_cn: post }, { post: { zh_cn: post } }, { en_us: post }]) {
      expect(read({ type: 'post', content, mentions: [mention('@_user_1', BOT)] })).to.deep.equal(bare);
    }
  });

  it('reads image, file, audio and media as attachments without text', () => {
    const cases: [string, object, object][] = [
      ['image', { image_key: 'img_2' }, { key: 'img_2', type: 'image', message: 'om_1' }],
      ['file', { file_key: 'f', file_name: '报告.pdf' }, { key: 'f', type: 'file', name: '报告.pdf', message: 'om_1' }],
      ['audio', { file_key: 'f', duration: 2000 }, { key: 'f', type: 'audio', message: 'om_1' }],
      [
        'media',
        { file_key: 'f', image_key: 'i', file_name: 'a.mp4' },
        { key: 'f', type: 'video', name: 'a.mp4', message: 'om_1' },
      ],
    ];
    for (const [type, content, attachment] of cases) {
      const incoming = read({ type, content });
      expect([incoming.text, incoming.attachments, incoming.unreadable], type).to.deep.equal([
        '',
        [attachment],
        undefined,
      ]);
    }
  });

  it('names what it cannot read', () => {
    const names = Object.fromEntries(
      ['sticker', 'merge_forward', 'location', 'share_chat', 'system', 'hologram'].map((type) => [
        type,
        read({ type, content: { file_key: 'x' } }).unreadable,
      ]),
    );
    expect(names).to.deep.equal({
      sticker: '表情包',
      merge_forward: '合并转发的聊天记录',
      location: '位置',
      share_chat: '群名片',
      system: '系统消息',
      hologram: '此类消息',
    });
  });

  it('an unreadable content is a message all the same', () => {
    for (const content of ['{"text":', '', '[]', 'Merged and Forwarded Message']) {
      const { text, unreadable } = read({ content });
      expect([text, unreadable]).to.deep.equal(['', '无法识别的内容']);
    }
    expect(read({ type: 'merge_forward', content: 'Merged and Forwarded Message' }).unreadable).to.equal(
      '合并转发的聊天记录',
    );
  });

  it('create_time is read by its length', () => {
    const at = (create_time: string) => read({ content: { text: '' }, more: { create_time } }).at;
    expect(at('1795330800')).to.equal('2026-11-22T07:00:00.000Z');
    expect(at('1795330800123')).to.equal('2026-11-22T07:00:00.123Z');
    expect(at('1795330800123456')).to.equal('2026-11-22T07:00:00.123Z');
    const sent = messageEvent().header.create_time;
    expect(at('soon')).to.equal(new Date(Number(sent)).toISOString());
  });
});

describe('events: presses', () => {
  const press = (action: object) => {
    const event = clickEvent();
    Object.assign(event.event, { action });
    return readEvent(JSON.stringify(event), BOT);
  };

  it('reads who, where, what and which version', () => {
    expect(readEvent(JSON.stringify(clickEvent()), BOT)).to.deep.equal({
      kind: 'click',
      sender: 'ou_presser',
      chat: 'oc_1',
      message: 'om_card',
      say: '签收 003',
      rev: 2,
    });
  });

  it('reads form values, lists and dates; the second field of a name under its own name', () => {
    const form_value = {
      text: '已联系',
      kinds: ['a', 'b', 7],
      date: '2026-12-01 +0800',
      reason__2: '重复',
      number: 3,
      checked: true,
      nothing: null,
      deep: { a: 1 },
      __proto__x: 'x',
    };
    expect(press({ value: { say: '方案' }, form_value }))
      .to.include({ say: '方案' })
      .and.to.have.property('form')
      .that.deep.equals({
        text: '已联系',
        kinds: ['a', 'b'],
        date: '2026-12-01',
        reason: '重复',
        number: '3',
        checked: 'true',
        __proto__x: 'x',
      });
  });

  it('foreign shapes of value mean that nothing was said', () => {
    for (const value of ['签收', undefined, null, 7, ['签收'], { say: 7, rev: '2' }, { rev: 1.5 }]) {
      const incoming = press({ value });
      expect(incoming, JSON.stringify(value)).to.include({ kind: 'click', say: '', sender: 'ou_presser' });
      expect(incoming).not.to.have.any.keys('rev', 'form');
    }
  });
});

describe('events: the bot and its chats', () => {
  const v2 = (event_type: string, event: object) =>
    readEvent(JSON.stringify({ schema: '2.0', header: { event_id: 'e', event_type }, event }), BOT);
  const chat = { chat_id: 'oc_9', operator_id: { open_id: 'ou_op' }, external: true, name: '获得电力专班' };

  it('added, deleted, disbanded, entered', () => {
    expect(v2('im.chat.member.bot.added_v1', chat)).to.deep.equal({
      kind: 'bot_added',
      chat: 'oc_9',
      name: '获得电力专班',
      external: true,
      operator: 'ou_op',
    });
    expect(v2('im.chat.member.bot.deleted_v1', chat)).to.deep.equal({ kind: 'bot_removed', chat: 'oc_9' });
    expect(v2('im.chat.disbanded_v1', chat)).to.deep.equal({ kind: 'bot_removed', chat: 'oc_9' });
    const opened = { kind: 'private_opened', chat: 'oc_9', sender: 'ou_op' };
    expect(v2('im.chat.access_event.bot_p2p_chat_entered_v1', chat)).to.deep.equal(opened);
  });

  it('first contact comes as a v1 event', () => {
    const event = {
      type: 'p2p_chat_create',
      chat_id: 'oc_9',
      operator: { open_id: 'ou_op' },
      user: { open_id: 'ou_op', name: 'x' },
    };
    const payload = JSON.stringify({ ts: '1', uuid: 'u', token: 't', type: 'event_callback', event });
    expect(readEvent(payload, BOT)).to.deep.equal({ kind: 'private_opened', chat: 'oc_9', sender: 'ou_op' });
  });

  it('everything else is other', () => {
    expect(v2('im.message.recalled_v1', {})).to.deep.equal({ kind: 'other', type: 'im.message.recalled_v1' });
  });

  it('what is no event is odd', () => {
    for (const payload of ['', '{', '[]', 'null', '{}', '{"header":{}}', '{"header":{"event_type":7}}']) {
      expect(readEvent(payload, BOT), payload).to.deep.equal({ kind: 'other', type: '', odd: true });
    }
  });

  it('what does not say whom or what it is about is odd', () => {
    const message = messageEvent().event;
    const click = clickEvent().event;
    const table: [type: string, event: object][] = [
      ['im.message.receive_v1', { ...message, message: 'om_1' }],
      ['im.message.receive_v1', { ...message, message: { ...message.message, message_id: undefined } }],
      ['im.message.receive_v1', { ...message, message: { ...message.message, message_id: 'om_1/../x' } }],
      ['im.message.receive_v1', { ...message, message: { ...message.message, chat_id: 'oc 1' } }],
      [
        'im.message.receive_v1',
        { ...message, sender: { sender_type: 'user', sender_id: { open_id: { id: 'ou_1' } } } },
      ],
      ['im.message.receive_v1', { ...message, sender: { sender_type: 'user', sender_id: { open_id: 'ou\u00001' } } }],
      ['card.action.trigger', { ...click, operator: 'ou_1' }],
      ['card.action.trigger', { ...click, context: { open_chat_id: 'oc_1' } }],
      ['im.chat.member.bot.added_v1', { chat_id: '' }],
      ['im.chat.disbanded_v1', {}],
      ['im.chat.access_event.bot_p2p_chat_entered_v1', { chat_id: 'oc_1', operator_id: [] }],
    ];
    for (const [type, event] of table)
      expect(v2(type, event), JSON.stringify(event)).to.deep.equal({ kind: 'other', type, odd: true });
    expect(v2('im.message.receive_v1', { ...message, sender: { sender_type: 'app' } })).to.include({ kind: 'message' });
  });

  it('whatever stands in whatever place of an event, it is read, keyed and storable', () => {
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\u0000', '\ud800', '__proto__', 'constructor', 'om_1\n', '1'.repeat(16), 1e300),
    );
    const events = [messageEvent(), clickEvent(), postEvent];
    fc.assert(
      fc.property(fc.constantFrom(...events), fc.nat(), odd, (event, place, value) => {
        const payload = changedAt(event, place, value);
        const envelope = JSON.parse(payload);
        const incoming = readEvent(payload, BOT);
        const found = JSON.stringify([incoming, keyOf(envelope), laneOf(envelope)]);
        expect(found).not.to.match(/\\u0000|\\ud[89a-f]/);
        for (const name of ['message', 'chat', 'sender'] as const)
          if (name in incoming) expect((incoming as Record<string, unknown>)[name]).to.match(/^[\w-]{0,128}$/);
      }),
      { numRuns: 3_000 },
    );
  });
});

const postEvent = (() => {
  const event = messageEvent();
  const mentions = [mention('@_user_1', 'ou_two')];
  Object.assign(event.event.message, { message_type: 'post', mentions, parent_id: 'om_0', root_id: 'om_0' });
  return event;
})();

/** The event as JSON text with another value at one of its places, its content counted in. */
function changedAt(event: object, place: number, value: unknown): string {
  const copy = JSON.parse(JSON.stringify(event));
  const places: [holder: Record<string, unknown>, name: string][] = [];
  const walk = (holder: Record<string, unknown>) => {
    for (const [name, inner] of Object.entries(holder)) {
      places.push([holder, name]);
      if (typeof inner === 'object' && inner !== null) walk(inner as Record<string, unknown>);
    }
  };
  walk(copy);
  const [holder, name] = places[place % places.length] ?? [copy, 'event'];
  holder[name] = place % 7 === 0 && name === 'content' ? JSON.stringify({ text: value, title: value }) : value;
  return JSON.stringify(copy);
}
