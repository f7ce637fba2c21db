import { watch } from 'vue';
import type { SandboxMessage, SandboxPush } from '../fakeLark/api.ts';
import { api } from './api.ts';
import { findSpecialist } from './lib/talk.ts';
import { startLive } from './live.ts';
import { unborn, useSandbox } from './useSandbox.ts';

const sandbox = useSandbox();
/** What to ask for next, by chat. */
const cursors = new Map<string, number>();
/** Chats being asked for; `again` when news came meanwhile. */
const asking = new Map<string, { done: Promise<void>; again: boolean }>();

/** Loads everything and keeps it up to date for as long as the page lives. Call once. */
export async function startSync(): Promise<void> {
  await refresh();
  startLive({ connected: sandbox.connected, onPush, onRefresh: () => void refresh() });
}

/** Opening the private chat for the first time is an event in Feishu; the bot may greet. */
export function watchFirstContact(): void {
  const { chat, persona, ready } = sandbox;
  const stranger = () => (ready.value && chat.value.chatId === unborn ? persona.value : '');
  watch(stranger, (openId) => {
    // Only a courtesy: speaking works without it.
    if (openId) api.enter(openId).catch(() => undefined);
  });
}

/** Asks for people, chats and the clock, then for the messages that are missing. */
export async function refresh(): Promise<void> {
  try {
    sandbox.state.value = await api.state();
    sandbox.failure.value = '';
  } catch (error) {
    sandbox.failure.value = error instanceof Error ? error.message : String(error);
    return;
  }
  settle();
  const polling = !sandbox.connected.value;
  const stale = sandbox.state.value.chats.filter((chat) => polling || chat.lastSeq > (cursors.get(chat.chatId) ?? 0));
  await Promise.all(stale.filter((chat) => chat.lastSeq > 0).map((chat) => syncChat(chat.chatId)));
  sandbox.ready.value = true;
}

/** Brings one chat's messages up to date; calls that overlap are joined. */
export function syncChat(chatId: string): Promise<void> {
  const known = asking.get(chatId);
  if (known) {
    known.again = true;
    return known.done;
  }
  const asked = { again: true, done: Promise.resolve() };
  asking.set(chatId, asked);
  asked.done = (async () => {
    while (asked.again) {
      asked.again = false;
      await fetchNews(chatId);
    }
    asking.delete(chatId);
  })();
  return asked.done;
}

async function fetchNews(chatId: string): Promise<void> {
  try {
    const { messages, seq } = await api.messages(chatId, cursors.get(chatId) ?? 0);
    cursors.set(chatId, seq);
    if (messages.length > 0) merge(chatId, messages);
  } catch (error) {
    sandbox.failure.value = error instanceof Error ? error.message : String(error);
  }
}

/** Forgets all that was loaded and read: the sandbox begins anew. */
export function forgetAll(): void {
  cursors.clear();
  sandbox.messages.clear();
  sandbox.seen.value = {};
  sandbox.open(unborn);
}

function onPush(push: SandboxPush): void {
  switch (push.type) {
    case 'clock':
      sandbox.state.value = { ...sandbox.state.value, now: push.now, movingTo: push.movingTo };
      break;
    case 'message':
      raiseSeq(push.chatId, push.seq);
      void syncChat(push.chatId);
      break;
    case 'chat':
      void refresh();
      break;
    case 'reset':
      forgetAll();
      void refresh();
      break;
    default:
      push satisfies never;
  }
}

function raiseSeq(chatId: string, seq: number): void {
  const { chats } = sandbox.state.value;
  const known = chats.find((chat) => chat.chatId === chatId);
  if (!known) void refresh();
  else if (seq > known.lastSeq) {
    const raised = chats.map((chat) => (chat === known ? { ...chat, lastSeq: seq } : chat));
    sandbox.state.value = { ...sandbox.state.value, chats: raised };
  }
}

function merge(chatId: string, news: SandboxMessage[]): void {
  const known = new Map(sandbox.messagesOf(chatId).map((message) => [message.messageId, message]));
  for (const message of news) known.set(message.messageId, message);
  sandbox.messages.set(
    chatId,
    [...known.values()].sort((one, other) => one.seq - other.seq),
  );
}

/** After the state came: a speaker who exists, a chat that exists, and nothing old counted as unread. */
function settle(): void {
  const { people, chats } = sandbox.state.value;
  if (!sandbox.speaker.value) {
    const first = findSpecialist(people) ?? people[0];
    if (first) sandbox.speakAs(first.openId);
  }
  const born = sandbox.ownChats.value[0]?.chatId;
  if (sandbox.openChat.value === unborn && born) sandbox.open(born);
  if (Object.keys(sandbox.seen.value).length === 0) {
    sandbox.seen.value = Object.fromEntries([['*', 0], ...chats.map((chat) => [`*|${chat.chatId}`, chat.lastSeq])]);
  }
}
