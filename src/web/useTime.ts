import { computed, ref } from 'vue';
import type { Advance } from '../fakeLark/api.ts';
import { api } from './api.ts';
import { clockLabel } from './lib/chinaTime.ts';
import { refresh } from './sync.ts';
import { useSandbox } from './useSandbox.ts';
import { useToasts } from './useToasts.ts';

const { state } = useSandbox();
const { attempt, toast } = useToasts();
/** Journeys this page asked for and that have not arrived. */
const asked = ref(0);
/** Another page, or the start of the sandbox, may move time as well. */
const moving = computed(() => asked.value > 0 || state.value.movingTo !== undefined);

/** The sandbox's clock, and the ways to move it on. */
export function useTime() {
  return { moving, advance };
}

/** Resolves when everything due on the way has happened and stands on the page; to whether time was moved. */
async function advance(ask: Advance): Promise<boolean> {
  asked.value += 1;
  const arrived = await attempt(() => api.advance(ask));
  await refresh();
  asked.value -= 1;
  if (arrived) toast('success', `已到${clockLabel(state.value.now)}`);
  return arrived;
}
