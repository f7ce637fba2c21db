import { computed, ref, shallowReactive, shallowRef } from 'vue';
import type { SandboxChat, SandboxMessage, SandboxState } from '../fakeLark/api.ts';
import { mentionsPerson } from './lib/messageText.ts';
import { remembered } from './remembered.ts';

/** Stands for a private chat with the bot in which nothing was said yet. */
export const unborn = 'bot';

const state = shallowRef<SandboxState>({ bot: { openId: '', name: '诉求管家' }, now: '', people: [], chats: [] });
const messages = shallowReactive(new Map<string, SandboxMessage[]>());
const persona = remembered('persona', '');
const openChat = remembered('chat', unborn);
const showAll = remembered('showAll', false);
/** Newest sequence read, by `persona|chat`; under `*|chat` what stood there at the first visit. */
const seen = remembered<Record<string, number>>('seen', {});
const ready = ref(false);
const failure = ref('');
const connected = ref(false);
/** A message to bring into view once its chat is drawn. */
const target = ref<string>();

const peopleById = computed(() => new Map(state.value.people.map((person) => [person.openId, person])));
const speaker = computed(() => peopleById.value.get(persona.value));
/** The chats the speaker takes part in, the private one with the bot first. */
const ownChats = computed(() => {
  const own = state.value.chats.filter((each) => each.members.includes(persona.value));
  return [own.find((each) => each.kind === 'private') ?? unbornChat(), ...own.filter((each) => each.kind === 'group')];
});
const otherChats = computed(() => state.value.chats.filter((each) => !each.members.includes(persona.value)));
const chat = computed(
  () =>
    [...ownChats.value, ...otherChats.value].find((each) => each.chatId === openChat.value) ??
    ownChats.value[0] ??
    unbornChat(),
);
const isMember = computed(() => chat.value.members.includes(persona.value));

/** The sandbox as the page sees it: one for the whole page. `sync.ts` keeps it up to date. */
export function useSandbox() {
  return {
    state,
    messages,
    persona,
    openChat,
    showAll,
    seen,
    ready,
    failure,
    connected,
    target,
    peopleById,
    speaker,
    ownChats,
    otherChats,
    chat,
    isMember,
    nameOf,
    titleOf,
    messagesOf,
    find,
    unreadOf,
    isCalled,
    speakAs,
    open,
  };
}

function unbornChat(): SandboxChat {
  const { name } = state.value.bot;
  return {
    chatId: unborn,
    name,
    kind: 'private',
    members: [persona.value],
    botIsMember: true,
    external: false,
    lastSeq: 0,
  };
}

function nameOf(openId: string): string | undefined {
  return openId === state.value.bot.openId ? state.value.bot.name : peopleById.value.get(openId)?.name;
}

/** One's own private chat is known by the bot, somebody else's by that person. */
function titleOf(each: SandboxChat): string {
  if (each.kind === 'group') return each.name;
  if (each.members.includes(persona.value)) return state.value.bot.name;
  return nameOf(each.members[0] ?? '') ?? each.name;
}

function messagesOf(chatId: string): SandboxMessage[] {
  return messages.get(chatId) ?? [];
}

function find(chatId: string, messageId?: string): SandboxMessage | undefined {
  return messageId === undefined ? undefined : messagesOf(chatId).find((message) => message.messageId === messageId);
}

function unread(each: SandboxChat): SandboxMessage[] {
  const mark = seen.value[`${persona.value}|${each.chatId}`] ?? seen.value[`*|${each.chatId}`] ?? 0;
  // A mark beyond the newest message stems from an earlier life of the sandbox.
  const from = mark > each.lastSeq ? 0 : mark;
  return messagesOf(each.chatId).filter((message) => message.seq > from && message.senderOpenId !== persona.value);
}

function unreadOf(each: SandboxChat): number {
  return unread(each).length;
}

/** Whether an unread message @-mentions the speaker. */
function isCalled(each: SandboxChat): boolean {
  return unread(each).some((message) => mentionsPerson(message, persona.value));
}

function speakAs(openId: string): void {
  persona.value = openId;
  const stays = ownChats.value.some((each) => each.chatId === openChat.value && each.kind === 'group');
  if (!stays) open(ownChats.value[0]?.chatId ?? unborn);
}

function open(chatId: string, messageId?: string): void {
  openChat.value = chatId;
  target.value = messageId;
}
