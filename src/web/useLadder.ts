import { computed, watch } from 'vue';
import {
  advanceLadder,
  isReached,
  type LadderMemory,
  ladderAppeal,
  ladderSteps,
  newestOfAll,
  nextRung,
  rungs,
} from './lib/ladder.ts';
import { privateChat } from './lib/talk.ts';
import { remembered } from './remembered.ts';
import { useDraft } from './useDraft.ts';
import { unborn, useSandbox } from './useSandbox.ts';
import { useTime } from './useTime.ts';
import { useTour } from './useTour.ts';

const sandbox = useSandbox();
const { prefill } = useDraft();
const { advance } = useTime();
const { world, specialist, skip: leaveTour } = useTour();
const memory = remembered<LadderMemory | undefined>('ladder', undefined);
const step = computed(() => (memory.value ? ladderSteps[memory.value.step] : undefined));
const reached = computed(() => memory.value !== undefined && isReached(memory.value));
const rung = computed(() => (step.value && step.value !== 'appeal' ? rungs[step.value] : undefined));
const place = computed(() => (step.value ? memory.value?.places[step.value] : undefined));

/** 看提醒逐级上升: which rung is shown, whether it has been seen, and the ways on. */
export function useLadder() {
  return { step, reached, rung, place, start, leave, next, go, forward };
}

/** Follows the chats. Call once. */
export function watchLadder(): void {
  const seen = () => (memory.value && step.value ? advanceLadder(memory.value, world.value) : memory.value);
  watch(seen, (now) => {
    if (now !== memory.value) memory.value = now;
  });
}

function start(): void {
  leaveTour();
  memory.value = { step: 0, fromSeq: newestOfAll(world.value), places: {} };
  go();
}

function leave(): void {
  memory.value = undefined;
}

/** After the draft, the tour stays with the duty officer, who must send it. */
function next(): void {
  if (!memory.value) return;
  memory.value = nextRung(memory.value);
  if (step.value === undefined) leave();
}

/** 带我去: takes the reader's part and opens the card that was seen, or the card to press; at the first step, the text box. */
function go(): void {
  const card = place.value ?? (step.value === 'note' ? memory.value?.places.draft : undefined);
  if (card) {
    const { reader, chatId, messageId } = card;
    if (reader) sandbox.speakAs(reader);
    sandbox.open(chatId, messageId);
  } else if (step.value === 'appeal' && specialist.value) {
    const { openId } = specialist.value;
    sandbox.speakAs(openId);
    sandbox.open(privateChat(sandbox.state.value.chats, openId)?.chatId ?? unborn);
    prefill({ openId, text: ladderAppeal });
  }
}

/** Moves time until this rung is there, and shows it. */
async function forward(): Promise<void> {
  const { by, most } = rung.value ?? { most: 0 };
  for (let left = most; by && left > 0 && !reached.value; left -= 1) {
    if (!(await advance({ by }))) return;
  }
  if (reached.value) go();
}
