import { callbacksOf } from '../cards/cardButtons.ts';
import { writableChat } from '../chats/chatAccess.ts';
import { ApiError, invalidField } from '../errors.ts';
import { type Call, type Reply, textField } from '../http/call.ts';
import type { StoredMessage } from '../state.ts';
import { changeMessage, type World } from '../world.ts';
import { acceptCard, prepareContent } from './content.ts';
import { messageItem } from './messageItem.ts';
import { presentMessage } from './messages.ts';

const CARD_LIFETIME_MS = 14 * 24 * 3_600_000;

/** `PATCH im/v1/messages/:id`: cards only, 14 days, 5 per second and message. */
export function patchCard({ world, params, body }: Call): Reply {
  const message = ownMessage(world, params[0]);
  if (message.type !== 'interactive') throw wrongType();
  if (isExpired(world, message)) throw new ApiError(230031, 'The card can only be updated within 14 days.');
  const { content } = prepareContent(world, 'interactive', textField(body, 'content'));
  world.limiter.targets([`message ${message.messageId}`]);
  replaceCard(world, message, content);
  return { data: {} };
}

/** `PUT im/v1/messages/:id`: text and post only, 20 edits. */
export function editText({ world, params, body }: Call): Reply {
  const message = ownMessage(world, params[0]);
  const type = textField(body, 'msg_type');
  if (type !== message.type || (type !== 'text' && type !== 'post')) throw wrongType();
  if (message.edits >= 20) throw new ApiError(230072, 'The message has reached the number of times it can be edited.');
  const prepared = prepareContent(world, type, textField(body, 'content'));
  world.limiter.targets([`message ${message.messageId}`]);
  changeMessage(world, message, { ...prepared, edits: message.edits + 1 });
  return { data: messageItem(world, message) };
}

/** `DELETE im/v1/messages/:id`: the bot takes its own message back. */
export function recallMessage({ world, params }: Call): Reply {
  const message = presentMessage(world, params[0]);
  if (!message.senderIsBot) throw new ApiError(230026, 'No permission to recall this message.');
  writableChat(world, message.chatId);
  changeMessage(world, message, { recalled: true });
  return { data: {} };
}

/** `POST interactive/v1/card/update`: with the token of a click, 30 minutes, twice. */
export function updateByToken({ world, body }: Call): Reply {
  const token = world.cardTokens.get(textField(body, 'token'));
  if (!token) throw new ApiError(300020, 'invalid token');
  if (token.expiresAt <= world.now().getTime()) throw new ApiError(300030, 'token expired');
  if (token.usesLeft <= 0) throw new ApiError(300040, 'token has been used up');
  const message = presentMessage(world, token.messageId);
  if (body.card === undefined) throw invalidField('card');
  const card = acceptCard(world, body.card);
  token.usesLeft -= 1;
  // Before the click is answered the update is accepted, and the client falls back to the old card.
  if (token.answered) replaceCard(world, message, card);
  return { top: {} };
}

/** `PATCH im/v1/messages/:id/urgent_app`: only people of that chat, own messages. */
export function urgentApp({ world, params, body }: Call): Reply {
  const message = ownMessage(world, params[0]);
  const ids = body.user_id_list;
  if (!Array.isArray(ids) || ids.length === 0) throw invalidField('user_id_list');
  const { members } = writableChat(world, message.chatId);
  const invalid = ids.filter((id) => !members.includes(String(id)));
  if (ids.length > 200 || invalid.length === ids.length) {
    throw new ApiError(230001, 'Your request contains an invalid request parameter, ext=user_id_list');
  }
  return { data: { invalid_user_id_list: invalid } };
}

/** Replaces the card; somebody who still sees the old card may press its buttons. */
export function replaceCard(world: World, message: StoredMessage, card: unknown): void {
  const buttons = [...new Set([...callbacksOf(message.content), ...message.earlierButtons])].slice(0, 50);
  changeMessage(world, message, { content: card, earlierButtons: buttons, edits: message.edits + 1 });
}

export function isExpired(world: World, message: StoredMessage): boolean {
  return world.now().getTime() - new Date(message.createdAt).getTime() > CARD_LIFETIME_MS;
}

function ownMessage(world: World, messageId: string | undefined): StoredMessage {
  const message = presentMessage(world, messageId);
  writableChat(world, message.chatId);
  if (!message.senderIsBot)
    throw new ApiError(230001, 'Your request contains an invalid request parameter, ext=NOT the sender');
  return message;
}

function wrongType(): ApiError {
  return new ApiError(230054, "This operation isn't supported for this message type.");
}
