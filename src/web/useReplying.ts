import { ref } from 'vue';
import type { SandboxMessage } from '../fakeLark/api.ts';

interface Replying {
  message: SandboxMessage;
  inThread: boolean;
}

const replying = ref<Replying>();

/** The message being answered, chosen at a bubble and used by the composer. */
export function useReplying() {
  return { replying };
}
