import { getChat, listChats, listMembers } from '../chats/chats.ts';
import { batchGetId, botInfo, getUser } from '../chats/contacts.ts';
import { ApiError } from '../errors.ts';
import { editText, patchCard, recallMessage, updateByToken, urgentApp } from '../messages/messageChanges.ts';
import { getMessage, getResource } from '../messages/messageReads.ts';
import { createMessage, replyToMessage } from '../messages/messages.ts';
import { uploadFile, uploadImage } from '../messages/uploads.ts';
import type { Call, Reply } from './call.ts';
import { routeTable } from './routeTable.ts';

export interface Route {
  /** Also the name of its rate limit. */
  name: string;
  handle(call: Call): Reply | Promise<Reply>;
  /** Needs no token, and faults do not affect it. */
  open?: boolean;
  /** Sends a message: the chosen error code applies. */
  sends?: boolean;
}

// biome-ignore format: a table is read by column
const table: Record<string, Omit<Route, 'name'>> = {
  'POST /auth/v3/tenant_access_token/internal':     { handle: issueToken, open: true },
  'POST /im/v1/messages':                           { handle: createMessage, sends: true },
  'POST /im/v1/messages/:id/reply':                 { handle: replyToMessage, sends: true },
  'PATCH /im/v1/messages/:id':                      { handle: patchCard },
  'PUT /im/v1/messages/:id':                        { handle: editText },
  'DELETE /im/v1/messages/:id':                     { handle: recallMessage },
  'GET /im/v1/messages/:id':                        { handle: getMessage },
  'GET /im/v1/messages/:id/resources/:key':         { handle: getResource },
  'PATCH /im/v1/messages/:id/urgent_app':           { handle: urgentApp },
  'POST /im/v1/images':                             { handle: uploadImage },
  'POST /im/v1/files':                              { handle: uploadFile },
  'GET /im/v1/chats':                               { handle: listChats },
  'GET /im/v1/chats/:id':                           { handle: getChat },
  'GET /im/v1/chats/:id/members':                   { handle: listMembers },
  'GET /bot/v3/info':                               { handle: botInfo },
  'POST /contact/v3/users/batch_get_id':            { handle: batchGetId },
  'GET /contact/v3/users/:id':                      { handle: getUser },
  'POST /interactive/v1/card/update':               { handle: updateByToken },
};

const rowOf = routeTable(table, '/open-apis');

/** The endpoint of a request; HTTP 404 when there is none. */
export function findRoute(method: string, path: string): { route: Route; params: string[] } {
  const found = rowOf(method, path);
  if (!found) throw new ApiError(404, '404 page not found', { status: 404 });
  return { route: { ...found.value, name: found.name }, params: found.params };
}

function issueToken({ world, body }: Call): Reply {
  if (body.app_id !== world.appId || body.app_secret !== world.appSecret) {
    throw new ApiError(10015, 'app secret invalid');
  }
  const { token, expireSeconds } = world.tokens.issue();
  return { top: { tenant_access_token: token, expire: expireSeconds } };
}
