import { setMaxListeners } from 'node:events';

/**
 * Ends what waits, however much that is: in an outage every row in work listens. Node warns from the eleventh listener
 * on, because it takes them for forgotten ones; these go with their wait.
 */
export function stopper(): AbortController {
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  return stopping;
}
