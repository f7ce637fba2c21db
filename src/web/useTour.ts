import { computed, watch } from 'vue';
import {
  advanceTour,
  findSpecialist,
  isDone,
  newest,
  nextStep,
  privateChat,
  type TourMemory,
  type TourWorld,
  tourSteps,
} from './lib/tour.ts';
import { remembered } from './remembered.ts';
import { useDraft } from './useDraft.ts';
import { unborn, useSandbox } from './useSandbox.ts';

const sample =
  '示范机械有限公司(沈巷镇)反映:申请变压器增容两个月仍未批复,影响新生产线投产,请协调解决。联系人张经理,电话13900001234。';

const sandbox = useSandbox();
const memory = remembered<TourMemory | undefined>('tour', undefined);
const specialist = computed(() => findSpecialist(sandbox.state.value.people));
const step = computed(() => (memory.value ? tourSteps[memory.value.step] : undefined));
const world = computed<TourWorld>(() => ({
  specialist: specialist.value?.openId ?? '',
  people: sandbox.state.value.people,
  chats: sandbox.state.value.chats,
  messagesOf: sandbox.messagesOf,
  openChat: sandbox.chat.value.chatId,
}));
const done = computed(() => memory.value !== undefined && isDone(memory.value, world.value));
const liaison = computed(() => sandbox.peopleById.value.get(memory.value?.liaison ?? ''));

/** 新手引导: where the reader is, what was seen in the chats, and the ways on. */
export function useTour() {
  return { memory, step, done, specialist, liaison, start, skip, next, go };
}

/** Follows the chats; starts by itself on the first visit. Call once. */
export function watchTour(): void {
  watch(sandbox.ready, () => {
    if (memory.value === undefined) start();
    else if (step.value === 'send') go();
  });
  const moved = () => (memory.value && step.value ? advanceTour(memory.value, world.value) : memory.value);
  watch(moved, (next) => {
    if (next !== memory.value) memory.value = next;
  });
}

function start(): void {
  memory.value = { step: 0, fromSeq: newest(world.value) };
  go();
}

function skip(): void {
  memory.value = { step: tourSteps.length, fromSeq: 0 };
}

function next(): void {
  if (memory.value) memory.value = nextStep(memory.value, world.value);
}

/** 带我去: takes the part and opens the chat the step is about. */
function go(): void {
  const { card, liaison: asked } = memory.value ?? {};
  const acting = step.value === 'dispatch' || step.value === 'sign' || step.value === 'plan';
  if (acting && card) {
    if (asked) sandbox.speakAs(asked);
    sandbox.open(card.chatId, card.messageId);
  } else if (specialist.value) {
    const { openId } = specialist.value;
    sandbox.speakAs(openId);
    sandbox.open(privateChat(sandbox.state.value.chats, openId)?.chatId ?? unborn);
    if (step.value === 'send') useDraft().prefill(openId, sample);
  }
}
