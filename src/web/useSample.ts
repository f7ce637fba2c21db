import { shallowRef } from 'vue';

/** Words the tour offers for a form's fields, by name. A new object is a new offer. */
const sample = shallowRef<Record<string, string>>();

export function useSample() {
  return { sample, offer };
}

function offer(words: Record<string, string>): void {
  sample.value = { ...words };
}
