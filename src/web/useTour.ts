import { computed, ref, watch } from 'vue';
import { graceSeconds } from '../fakeLark/api.ts';
import { findSpecialist, linesOf, newest, privateChat, type TourWorld } from './lib/talk.ts';
import { advanceTour, isDone, nextStep, type TourMemory, tourSteps } from './lib/tour.ts';
import { arrivedOf, type Trial, trialsOf } from './lib/trials.ts';
import { remembered } from './remembered.ts';
import { useDraft } from './useDraft.ts';
import { unborn, useSandbox } from './useSandbox.ts';

const sampleAppeal =
  '沈巷镇示范机械有限公司反映：申请变压器增容两个月仍未批复，影响新生产线投产，请协调解决。联系人张经理，电话13900001234。';

const sandbox = useSandbox();
const { prefill } = useDraft();
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
const trials = computed(() => trialsOf(sandbox.state.value));
const arrived = computed(() => arrivedOf(sandbox.state.value));
/** Seconds until the appeal is dispatched by itself; 0 when it is due, undefined when nobody saw it begin. */
const wait = ref<number>();

/** 新手引导: where the reader is, what was seen in the chats, and the ways on. */
export function useTour() {
  return { memory, step, done, world, specialist, liaison, trials, arrived, wait, start, skip, next, go, play };
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
  watch(
    () => memory.value?.code,
    (code) => countDown(code === undefined ? undefined : graceSeconds),
  );
}

let counting: ReturnType<typeof setTimeout> | undefined;

function countDown(seconds: number | undefined): void {
  clearTimeout(counting);
  wait.value = seconds;
  if (seconds) counting = setTimeout(countDown, 1000, seconds - 1);
}

function start(): void {
  memory.value = { step: 0, fromSeq: newest(world.value) };
}

function skip(): void {
  memory.value = { step: tourSteps.length, fromSeq: 0 };
}

function next(): void {
  if (memory.value) memory.value = nextStep(memory.value, world.value);
  if (step.value === 'send') go();
}

/** 带我去: takes the part of the step's person and opens the step's chat. */
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
    if (step.value === 'send') prefill({ openId, text: sampleAppeal });
  }
}

/** 试一试: takes the part, opens the chat, puts the words into the text box or shows the message. */
function play({ openId, chatId, text, mentions, shows }: Trial): void {
  const chat = chatId ?? privateChat(sandbox.state.value.chats, openId)?.chatId ?? unborn;
  const shown = sandbox.messagesOf(chat).findLast((message) => shows?.test(linesOf(message)[0] ?? ''));
  sandbox.speakAs(openId);
  sandbox.open(chat, shown?.messageId);
  if (text) prefill({ openId, chatId, text, mentions });
}
