import { type Ref, ref, watch } from 'vue';

/** A value kept in this browser. Anything unreadable counts as absent; without storage it lives as long as the page. */
export function remembered<T>(key: string, initial: T): Ref<T> {
  const value = ref(read(key) ?? initial) as Ref<T>;
  watch(value, (next) => write(key, next), { deep: true, flush: 'sync' });
  return value;
}

function read<T>(key: string): T | undefined {
  try {
    const text = localStorage.getItem(`appeal-desk.${key}`);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(`appeal-desk.${key}`, JSON.stringify(value));
  } catch {
    // Private windows may refuse storage; the page works without.
  }
}
