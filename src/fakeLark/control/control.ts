import type {
  Click,
  Clicked,
  Faults,
  NewGroup,
  Redeliver,
  Said,
  SandboxCall,
  SandboxChat,
  SandboxMessage,
  SandboxMessages,
  SandboxPerson,
  SandboxPush,
  SandboxState,
  Say,
} from '../api.ts';
import { addBot, addInitialChats, createGroup, disband, enterPrivateChat, removeBot } from '../chats/groups.ts';
import { ControlRefusal } from '../errors.ts';
import { messageRecalled, messageReceived } from '../events/events.ts';
import type { WebhookAnswer } from '../events/webhookSender.ts';
import { setFaults } from '../faults.ts';
import { newId, privateChatId } from '../ids.ts';
import { emptyData, type StoredChat, type StoredMessage } from '../state.ts';
import { changeMessage, type World } from '../world.ts';
import { click } from './click.ts';
import { speaker, visibleMessage } from './controlAccess.ts';
import { say } from './say.ts';

/**
 * What the page and the tests may call; the same over HTTP and inside the process. Refusals are thrown as
 * ControlRefusal.
 */
export interface Control {
  state(): SandboxState;
  messages(chatId: string, after?: number): SandboxMessages;
  say(what: Say): Said;
  click(what: Click): Promise<Clicked>;
  createGroup(what: NewGroup): { chatId: string };
  addBot(chatId: string, as: string): void;
  removeBot(chatId: string, as: string): void;
  disband(chatId: string, as: string): void;
  recall(as: string, messageId: string): void;
  enter(as: string): { chatId: string };
  fail(faults: Faults): void;
  redeliver(what: Redeliver): void;
  /** The challenge of the console's "save address", unsigned; the bot has one second. */
  challenge(): Promise<{ ok: boolean } & WebhookAnswer>;
  calls(after?: number): SandboxCall[];
  setClock(now: Date, movingTo?: string): void;
  /** Back to the initial groups, without messages, faults or retries. */
  reset(): Promise<void>;
  subscribe(listener: (event: SandboxPush) => void): () => void;
}

export function createControl(world: World): Control {
  return {
    state: () => stateOf(world),
    messages: (chatId, after) => messagesOf(world, chatId, after ?? 0),
    say: (what) => say(world, what),
    click: (what) => click(world, what),
    createGroup: (what) => createGroup(world, what),
    addBot: (chatId, as) => addBot(world, chatId, as),
    removeBot: (chatId, as) => removeBot(world, chatId, as),
    disband: (chatId, as) => disband(world, chatId, as),
    recall: (as, messageId) => recall(world, as, messageId),
    enter: (as) => enterPrivateChat(world, as),
    fail(faults) {
      if (faults.revokeToken) world.tokens.revoke();
      setFaults(world.faults, faults);
    },
    redeliver: (what) => redeliver(world, what),
    challenge: () => challenge(world),
    calls: (after = 0) => world.calls.filter(({ n }) => n > after),
    setClock: (at, movingTo) => setClock(world, at, movingTo),
    reset: () => reset(world),
    subscribe: (listener) => world.subscribe(listener),
  };
}

function stateOf({ bot, people, data, now, movingTo }: World): SandboxState {
  const chats = [...data.chats.values()].filter(({ dissolved }) => !dissolved);
  return { bot, now: now().toISOString(), movingTo, people: people.map(personView), chats: chats.map(chatView) };
}

/** The page gets a demo person without his roster rows. */
function personView({ openId, name, mobile, label }: SandboxPerson): SandboxPerson {
  return { openId, name, mobile, label };
}

function chatView({ chatId, name, kind, members, botIsMember, external, lastSeq }: StoredChat): SandboxChat {
  return { chatId, name, kind, members, botIsMember, external, lastSeq };
}

function messagesOf({ data, people }: World, chatId: string, after: number): SandboxMessages {
  const chat = data.chats.get(chatId);
  if (!chat) {
    // A private chat exists for the page before its first message.
    if (people.some(({ openId }) => privateChatId(openId) === chatId)) return { messages: [], seq: after };
    throw new ControlRefusal('没有这个会话。', 404);
  }
  const all = chat.messageIds.flatMap((id) => data.messages.get(id) ?? []);
  const news = all.filter(({ changeSeq }) => changeSeq > after);
  return { messages: news.map(messageView), seq: Math.max(after, ...news.map(({ changeSeq }) => changeSeq)) };
}

function messageView(message: StoredMessage): SandboxMessage {
  const {
    changeSeq: _changeSeq,
    edits: _edits,
    resources: _resources,
    earlierButtons: _buttons,
    eventId: _eventId,
    ...view
  } = message;
  return view.recalled ? { ...view, content: {}, mentions: [] } : view;
}

function recall(world: World, as: string, messageId: string): void {
  const message = visibleMessage(world, speaker(world, as), messageId);
  if (message.senderOpenId !== as) throw new ControlRefusal('只能撤回自己的消息。', 403);
  changeMessage(world, message, { recalled: true });
  const chat = world.data.chats.get(message.chatId);
  if (chat?.botIsMember) world.sender.send(messageRecalled(world, message), chat.chatId);
}

function redeliver(world: World, { messageId, newEventId }: Redeliver): void {
  const message = world.data.messages.get(messageId);
  const chat = world.data.chats.get(message?.chatId ?? '');
  if (!message?.eventId || !chat) throw new ControlRefusal('机器人没有收到过这条消息。', 404);
  const again = newEventId ? { ...message, eventId: newId('') } : message;
  world.sender.send(messageReceived(world, chat, again), chat.chatId);
}

async function challenge(world: World): Promise<{ ok: boolean } & WebhookAnswer> {
  const word = newId('');
  const payload = { challenge: word, token: world.verificationToken, type: 'url_verification' };
  const answer = await world.sender.post(payload, { signed: false, timeoutMs: 1000 });
  return { ...answer, ok: answer.status === 200 && echoes(answer.text, word) };
}

function echoes(text: string, word: string): boolean {
  try {
    return (JSON.parse(text) as { challenge?: unknown } | null)?.challenge === word;
  } catch {
    return false;
  }
}

function setClock(world: World, at: Date, movingTo?: string): void {
  if (Number.isNaN(at.getTime())) throw new ControlRefusal('时间格式不对，应为 ISO 时间。');
  if (!world.setNow) throw new ControlRefusal('这里的时钟由启动方掌管，不能拨动。', 409);
  world.setNow(at);
  world.movingTo = movingTo;
  world.push({ type: 'clock', now: world.now().toISOString(), movingTo });
  // Sends what fell due in the meantime; the answers do not matter here.
  void world.sender.tick();
}

async function reset(world: World): Promise<void> {
  world.data = emptyData(world.data.seq); // sequences keep rising: a page may hold an old one
  world.calls.length = 0;
  world.cardTokens.clear();
  setFaults(world.faults, {});
  await world.bytes.clear();
  addInitialChats(world);
  world.changed();
  world.push({ type: 'reset' });
}
