import type { Incoming } from '../../ports/platform.ts';
import { typeOf } from './envelope.ts';
import { id, type Json, parseJson, record, str } from './json.ts';
import { readMessage } from './messages.ts';
import { fieldName } from './names.ts';

/**
 * Whether an event of this type has the ids of the person and the thing it is about. Without them it can be neither
 * handled nor answered.
 */
const complete = new Map<string, (event: Json) => boolean>(
  Object.entries({
    'im.message.receive_v1': ({ message, sender }) => {
      const { message_id, chat_id } = record(message);
      const { sender_id, sender_type } = record(sender);
      return Boolean(id(message_id) && id(chat_id)) && (sender_type !== 'user' || openId(sender_id) !== '');
    },
    'card.action.trigger': ({ operator, context }) => {
      const { open_chat_id, open_message_id } = record(context);
      return Boolean(openId(operator) && id(open_chat_id) && id(open_message_id));
    },
    'im.chat.member.bot.added_v1': ({ chat_id }) => id(chat_id) !== '',
    'im.chat.member.bot.deleted_v1': ({ chat_id }) => id(chat_id) !== '',
    'im.chat.disbanded_v1': ({ chat_id }) => id(chat_id) !== '',
    'im.chat.access_event.bot_p2p_chat_entered_v1': (event) =>
      id(event.chat_id) !== '' && openId(event.operator_id) !== '',
    p2p_chat_create: (event) => id(event.chat_id) !== '' && (openId(event.user) || openId(event.operator)) !== '',
  } satisfies Record<string, (event: Json) => boolean>),
);

/** An event of a type that we handle, in an unknown shape: it is kept and counted, but not handled. */
export function isOdd(envelope: Json): boolean {
  return complete.get(typeOf(envelope))?.(record(envelope.event)) === false;
}

/**
 * A stored event in our words (docs/develop/feishu.md#events); kinds that we do not use, and events that cannot be
 * read, are `other`. Never throws, whatever the JSON is: an event that cannot be read the first time cannot be read the
 * fifth time either.
 */
export function readEvent(payload: string, botOpenId: string): Incoming {
  const envelope = record(parseJson(payload));
  const type = typeOf(envelope);
  if (type === '' || isOdd(envelope)) return { kind: 'other', type, odd: true };
  const event = record(envelope.event);
  switch (type) {
    case 'im.message.receive_v1':
      return readMessage(event, { botOpenId, sentAt: str(record(envelope.header).create_time) });
    case 'card.action.trigger':
      return readClick(event);
    case 'im.chat.member.bot.added_v1':
      return {
        kind: 'bot_added',
        chat: id(event.chat_id),
        name: str(event.name),
        external: event.external === true,
        operator: openId(event.operator_id),
      };
    case 'im.chat.member.bot.deleted_v1':
    case 'im.chat.disbanded_v1':
      return { kind: 'bot_removed', chat: id(event.chat_id) };
    case 'im.chat.access_event.bot_p2p_chat_entered_v1':
      return { kind: 'private_opened', chat: id(event.chat_id), sender: openId(event.operator_id) };
    case 'p2p_chat_create':
      return { kind: 'private_opened', chat: id(event.chat_id), sender: openId(event.user) || openId(event.operator) };
    default:
      return { kind: 'other', type };
  }
}

function readClick(event: Json): Incoming {
  const action = record(event.action);
  const value = record(action.value);
  const context = record(event.context);
  const form = readForm(action.form_value);
  return {
    kind: 'click',
    sender: openId(event.operator),
    chat: id(context.open_chat_id),
    message: id(context.open_message_id),
    say: str(value.say),
    ...(Number.isSafeInteger(value.rev) ? { rev: value.rev as number } : {}),
    ...(form ? { form } : {}),
  };
}

function readForm(given: unknown): Record<string, string | string[]> | undefined {
  const fields = Object.entries(record(given)).flatMap(([name, value]): [string, string | string[]][] => {
    const read = Array.isArray(value) ? value.filter((item) => typeof item === 'string').map(str) : scalar(value);
    return read === undefined ? [] : [[fieldName(str(name)), read]];
  });
  // fromEntries defines own properties: a field called __proto__ stays a field.
  return fields.length > 0 ? Object.fromEntries(fields) : undefined;
}

function scalar(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return undefined;
  // The date picker adds the zone of the device: "2024-04-01 +0800" (docs/develop/feishu.md#clicks). Only the date was
  // picked.
  return /^(\d{4}-\d{2}-\d{2}) [+-]\d{4}$/.exec(value)?.[1] ?? str(value);
}

function openId(ids: unknown): string {
  return id(record(ids).open_id);
}
