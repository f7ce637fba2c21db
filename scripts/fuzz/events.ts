import { randomUUID } from 'node:crypto';
import { lark } from '../bench/app.ts';

/** Events as Feishu sends them (docs/develop/feishu.md#events), for fuzzing and for the person who works meanwhile. */

const id = () => randomUUID().replaceAll('-', '');

function envelope(eventType: string, event: object) {
  const now = Date.now();
  const header = {
    event_id: id(),
    event_type: eventType,
    create_time: String(now),
    token: lark.verificationToken,
    app_id: lark.appId,
    tenant_key: 'fuzz',
  };
  return { schema: '2.0', header, event };
}

const ids = (openId: string) => ({ union_id: `on_${openId}`, open_id: openId });

export interface Spoken {
  by: string;
  text: string;
  chat: string;
  place?: 'p2p' | 'group';
  /** People it @s besides the bot. */
  mentioned?: string[];
  parent?: string;
}

export function messageEvent({ by, text, chat, place = 'p2p', mentioned = [], parent }: Spoken) {
  const people = place === 'group' ? ['ou_demo_bot', ...mentioned] : mentioned;
  const mentions = people.map((openId, index) => ({ key: `@_user_${index + 1}`, id: ids(openId), name: openId }));
  const said = [...mentions.map(({ key }) => key), text].join(' ');
  return envelope('im.message.receive_v1', {
    sender: { sender_id: ids(by), sender_type: 'user', tenant_key: 'fuzz' },
    message: {
      message_id: `om_${id()}`,
      create_time: String(Date.now()),
      chat_id: chat,
      chat_type: place,
      message_type: 'text',
      content: JSON.stringify({ text: said }),
      mentions,
      ...(parent ? { parent_id: parent, root_id: parent } : {}),
    },
  });
}

export interface Pressed {
  by: string;
  value: unknown;
  form?: unknown;
  message: string;
  chat: string;
}

export function pressEvent({ by, value, form, message, chat }: Pressed) {
  return envelope('card.action.trigger', {
    operator: ids(by),
    token: `c-${id()}`,
    action: { value, tag: 'button', ...(form === undefined ? {} : { form_value: form }) },
    host: 'im_message',
    context: { open_message_id: message, open_chat_id: chat },
  });
}

export function chatEvent(type: string, chat: string, by: string) {
  return envelope(type, { chat_id: chat, operator_id: ids(by), external: false, name: '群', message_id: `om_${id()}` });
}
