import { setFlagsFromString } from 'node:v8';

/**
 * The engine lets its heap grow to several times what is alive before it looks through all of it, as a machine with much
 * memory allows. A bot that catches up with a morning's messages would hold 100 MB of nothing for the rest of the day.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=40');
}
