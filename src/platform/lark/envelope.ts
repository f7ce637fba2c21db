import { createHash } from 'node:crypto';
import { id, type Json, record, str } from './json.ts';

/** Event type of a v2 or v1 envelope, '' when there is none (docs/develop/feishu.md#webhook). */
export function typeOf(event: Json): string {
  return str(record(event.header).event_type) || str(record(event.event).type);
}

/**
 * `m:<message_id>` of a message, else `e:<event_id or uuid>`; undefined when there is none
 * (docs/develop/feishu.md#acks). An event id with unusual characters is replaced by its digest: whatever is sent, the
 * key must be storable.
 */
export function keyOf(event: Json): string | undefined {
  if (typeOf(event) === 'im.message.receive_v1') {
    const message = id(record(record(event.event).message).message_id);
    if (message) return `m:${message}`;
  }
  const given = [record(event.header).event_id, event.uuid].find((one) => typeof one === 'string' && one !== '');
  if (typeof given !== 'string') return undefined;
  return `e:${id(given) || createHash('sha256').update(JSON.stringify(given)).digest('hex')}`;
}

/** The chat an event belongs to: events of one chat are handled in order. Presses are handled at once, in no order. */
export function laneOf(event: Json): string | undefined {
  if (typeOf(event) === 'card.action.trigger') return undefined;
  const body = record(event.event);
  return id(record(body.message).chat_id) || id(body.chat_id) || undefined;
}

/** open_id of the person behind a message or a press. */
export function senderOf(event: Json): string | undefined {
  const { sender, operator } = record(event.event);
  const { sender_type, sender_id } = record(sender);
  if (sender_type !== undefined && sender_type !== 'user') return undefined;
  return str(record(sender_id).open_id) || str(record(operator).open_id) || undefined;
}
