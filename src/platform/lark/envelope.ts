import { type Json, record, str } from './json.ts';

/** Event type of a v2 or v1 envelope, '' when there is none (FEISHU §1.2). */
export function typeOf(event: Json): string {
  return str(record(event.header).event_type) || str(record(event.event).type);
}

/** `m:<message_id>` of a message, else `e:<event_id or uuid>`; undefined when there is none (FEISHU §1.3). */
export function keyOf(event: Json): string | undefined {
  if (typeOf(event) === 'im.message.receive_v1') {
    const message = str(record(record(event.event).message).message_id);
    if (message) return `m:${message}`;
  }
  const id = str(record(event.header).event_id) || str(event.uuid);
  return id ? `e:${id}` : undefined;
}

/** The chat an event belongs to: events of one chat are acted on in order. Presses are acted on at once, in no order. */
export function laneOf(event: Json): string | undefined {
  if (typeOf(event) === 'card.action.trigger') return undefined;
  const body = record(event.event);
  return str(record(body.message).chat_id) || str(body.chat_id) || undefined;
}
