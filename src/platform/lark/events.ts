import type { Incoming } from '../../ports.ts';
import { typeOf } from './envelope.ts';
import { isRecord, type Json, parseJson, record, str } from './json.ts';
import { readMessage } from './messages.ts';
import { fieldName } from './names.ts';

/**
 * A stored event in our words (FEISHU §2); kinds we have no use for are `other`.
 * Throws TypeError when the payload is no event at all, or a message without chat, sender and time.
 */
export function readEvent(payload: string, botOpenId: string): Incoming {
  const envelope = parseJson(payload);
  if (!isRecord(envelope)) throw new TypeError('the payload is no JSON object');
  const type = typeOf(envelope);
  if (!type) throw new TypeError('the payload is no event');
  const event = record(envelope.event);
  switch (type) {
    case 'im.message.receive_v1':
      return readMessage(event, botOpenId);
    case 'card.action.trigger':
      return readClick(event);
    case 'im.chat.member.bot.added_v1':
      return {
        kind: 'bot_added',
        chat: str(event.chat_id),
        name: str(event.name),
        external: event.external === true,
        operator: openId(event.operator_id),
      };
    case 'im.chat.member.bot.deleted_v1':
    case 'im.chat.disbanded_v1':
      return { kind: 'bot_removed', chat: str(event.chat_id) };
    case 'im.chat.access_event.bot_p2p_chat_entered_v1':
      return { kind: 'private_opened', chat: str(event.chat_id), sender: openId(event.operator_id) };
    case 'p2p_chat_create':
      return { kind: 'private_opened', chat: str(event.chat_id), sender: openId(event.user) || openId(event.operator) };
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
    chat: str(context.open_chat_id),
    message: str(context.open_message_id),
    say: str(value.say),
    ...(Number.isSafeInteger(value.rev) ? { rev: value.rev as number } : {}),
    ...(form ? { form } : {}),
  };
}

function readForm(given: unknown): Record<string, string | string[]> | undefined {
  const fields = Object.entries(record(given)).flatMap(([name, value]): [string, string | string[]][] => {
    const read = Array.isArray(value) ? value.filter((item) => typeof item === 'string') : scalar(value);
    return read === undefined ? [] : [[fieldName(name), read]];
  });
  // fromEntries defines own properties: a field called __proto__ stays a field.
  return fields.length > 0 ? Object.fromEntries(fields) : undefined;
}

function scalar(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return undefined;
  // The date picker adds the zone of the device: "2024-04-01 +0800" (FEISHU §2.5). The date is what was picked.
  return /^(\d{4}-\d{2}-\d{2}) [+-]\d{4}$/.exec(value)?.[1] ?? value;
}

function openId(ids: unknown): string {
  return str(record(ids).open_id);
}
