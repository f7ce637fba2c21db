/**
 * The control API of the fake Feishu, under `/sandbox/api`: what the page and the tests may ask.
 * Both sides import these shapes; nothing else is shared between the fake Feishu and its users.
 * All bodies are JSON. A refused call answers 4xx with `{error: string}`.
 */

/**
 * The sandbox's grace time to change the task force before an appeal is dispatched: short enough for a visitor to see
 * the whole process, and long enough to read the receipt. The page's tour counts it down.
 */
export const graceSeconds = 15;

/** A demo person. `label` is what the page shows under the name, such as "获得电力专班 · 联络员". */
export interface SandboxPerson {
  openId: string;
  name: string;
  mobile: string;
  label: string;
}

export interface SandboxChat {
  chatId: string;
  /** Group name, or the person's name for a private chat with the bot. */
  name: string;
  kind: 'group' | 'private';
  /** open_ids of the people in it (the bot is not listed). */
  members: string[];
  botIsMember: boolean;
  external: boolean;
  /** Sequence of the newest message, 0 when empty. */
  lastSeq: number;
}

/** `GET /sandbox/api/state` */
export interface SandboxState {
  bot: { openId: string; name: string };
  /** The sandbox's present, UTC ISO text. */
  now: string;
  /** While time is being moved: the target time. */
  movingTo?: string;
  people: SandboxPerson[];
  chats: SandboxChat[];
}

export interface SandboxMention {
  key: string;
  openId: string;
  name: string;
}

/** One message as the page draws it. Text keeps Feishu's placeholders (`@_user_1`) beside `mentions`. */
export interface SandboxMessage {
  messageId: string;
  seq: number;
  chatId: string;
  senderOpenId: string;
  senderIsBot: boolean;
  createdAt: string;
  updatedAt?: string;
  recalled: boolean;
  type: 'text' | 'post' | 'image' | 'file' | 'audio' | 'media' | 'interactive';
  /** Parsed Feishu content: `{text}`, a post, `{image_key}`, `{file_key,file_name}` or, for a card, the card JSON 2.0. */
  content: unknown;
  mentions: SandboxMention[];
  rootId?: string;
  parentId?: string;
  threadId?: string;
}

/** `GET /sandbox/api/chats/:chatId/messages?after=SEQ` returns messages with `seq` or update-sequence above SEQ, oldest first. */
export interface SandboxMessages {
  messages: SandboxMessage[];
  /** Pass this as `after` next time. */
  seq: number;
}

/** `POST /sandbox/api/say`: a person types. `@{ou_…}` inside the text becomes a real mention; `@{all}` becomes @所有人. */
export interface Say {
  as: string;
  /** A chat id, or `bot` for this person's private chat with the bot. */
  chat: string;
  text?: string;
  /** Send the text as a rich-text `post` instead of plain text, images included. */
  asPost?: boolean;
  /** Sent as separate messages after the text, unless `asPost`. */
  attachments?: { type: 'image' | 'file' | 'audio' | 'media'; name: string }[];
  /** Quote or answer in the thread of this message. */
  replyTo?: string;
  inThread?: boolean;
}
export interface Said {
  messageIds: string[];
}

/** `POST /sandbox/api/click`: a person presses a button. `form` holds the field values by name when the button submits a form. */
export interface Click {
  as: string;
  messageId: string;
  /** The button's callback value, exactly as in the card. */
  value: unknown;
  form?: Record<string, string | string[]>;
}
/** What Feishu's client would show: a toast and, when the bot returned one, the new card (already applied). */
export interface Clicked {
  status: number;
  toast?: { type: string; content: string };
  cardUpdated: boolean;
  /** Client error such as "200341" when the bot did not answer properly. */
  error?: string;
}

/** `POST /sandbox/api/groups`: somebody creates a group and adds the bot; the bot gets `im.chat.member.bot.added_v1`. */
export interface NewGroup {
  as: string;
  name: string;
  members: string[];
  external?: boolean;
}

/** `POST /sandbox/api/groups/:chatId/remove-bot` `{as}` and `POST /sandbox/api/groups/:chatId/disband` `{as}` send their events. */
export interface ByPerson {
  as: string;
}
// `POST /sandbox/api/groups` answers `{chatId}`. Likewise with `{as}`: `POST /sandbox/api/groups/:chatId/add-bot`, and
// `POST /sandbox/api/enter`, which opens the person's private chat with the bot (bot_p2p_chat_entered) and answers `{chatId}`.

// `POST /sandbox/api/recall` `{as, messageId}`: a person takes his own message back; the bot gets `im.message.recalled_v1`.
// `POST /sandbox/api/challenge` `{}` sends the URL check. `GET /sandbox/api/files/:key` gives the bytes of an image_key or file_key.

/**
 * `POST /sandbox/api/fail`: fail on purpose; every field is optional, `{}` clears all. docs/develop/feishu.md#fake-10.
 */
export interface Faults {
  /** Extra wait before every open-platform answer, ms of real time. */
  latencyMs?: number;
  /** The next N open-platform calls answer HTTP 500. */
  serverErrors?: number;
  /** The next N message creations are done, then the connection is reset without an answer. */
  resetAfterCreate?: number;
  /** The current token becomes invalid (once). */
  revokeToken?: boolean;
  /** The next N calls answer 429 with x-ogw-ratelimit-reset: `resetSeconds` (default 1). */
  tooMany?: number;
  resetSeconds?: number;
  /** The next N answers are cut-off JSON / an HTML page. */
  truncated?: number;
  html?: number;
  /** The next N sends answer HTTP 400 with this code (and this msg), e.g. 230099 / "ErrCode: 100290". */
  code?: number;
  codeMsg?: string;
  codeCount?: number;
  /** Refuse text with plain phone numbers (230028). */
  dlp?: boolean;
  /**
   * The next N calls are carried out, but never answered, or only with half of the answer; the connection stays open.
   */
  silent?: number;
  halfBody?: number;
  /** The next N calls are answered 302 to another address, and not carried out. */
  redirects?: number;
  /** The same for the token endpoint, which the faults above do not affect; `tokenErrors`: HTTP 500. */
  tokenSilent?: number;
  tokenHalfBody?: number;
  tokenErrors?: number;
  /** Calls about these chats or people are refused with HTTP 500 (or 429 with 230020), or slower by this many ms. */
  only?: { to: string[]; answer?: 500 | 429; slowMs?: number };
}

/** `POST /sandbox/api/redeliver` `{messageId, newEventId}`: the same event once more (`newEventId` true: under another event_id). */
export interface Redeliver {
  messageId: string;
  newEventId: boolean;
}

/** `GET /sandbox/api/calls?after=N`: every open-platform call received, newest last, secrets left out. */
export interface SandboxCall {
  n: number;
  at: string;
  method: string;
  path: string;
  body: unknown;
  status: number;
  code: number;
}

/** `GET /sandbox/api/events` is a Server-Sent-Events stream; each message is one of these as JSON. */
export type SandboxPush =
  | { type: 'message'; chatId: string; seq: number }
  | { type: 'chat'; chatId: string }
  | { type: 'clock'; now: string; movingTo?: string }
  | { type: 'reset' };

/**
 * `POST /sandbox/api/clock`: sets the fake Feishu's clock (the bot's process calls this when it moves its own). `POST
 * /sandbox/api/reset` `{}` forgets chats.
 */
export interface SetClock {
  now: string;
  /** Time is being moved to this instant. */
  movingTo?: string;
}

/**
 * `POST /sandbox/api/advance`: moves time forward; everything due on the way happens in order. The bot's process
 * answers with `{now}` when all of that is done. `by`: an hour; to the next working morning, after its papers; or one
 * working day, at the same hour. `to`: an instant, never in the past and at most `farthestDays` ahead.
 */
export type Advance = { by: 'hour' | 'morning' | 'workday' } | { to: string };
export interface Advanced {
  now: string;
}
export const farthestDays = 400;
