import type { Ref } from 'vue';
import type { SandboxPush } from '../fakeLark/api.ts';
import { eventsUrl } from './api.ts';

interface Listener {
  connected: Ref<boolean>;
  onPush: (push: SandboxPush) => void;
  /** Everything may have changed: after (re)connecting, and while polling. */
  onRefresh: () => void;
}

const pollEvery = 2000;
const reopenAfter = 5000;
/** Even while events are pushed, the page asks now and then: the clock moves without an event. */
const refreshEvery = 20_000;

/** Live updates over Server-Sent Events; asks every two seconds while the stream is down. Runs as long as the page. */
export function startLive({ connected, onPush, onRefresh }: Listener): void {
  let lastRefresh = 0;
  const refresh = () => {
    lastRefresh = Date.now();
    onRefresh();
  };
  const open = () => {
    const source = new EventSource(eventsUrl);
    source.onopen = () => {
      connected.value = true;
      refresh();
    };
    source.onmessage = (event: MessageEvent<string>) => onPush(JSON.parse(event.data) as SandboxPush);
    source.onerror = () => {
      connected.value = false;
      // The browser mends a broken stream by itself, but gives up on a refused one.
      if (source.readyState === EventSource.CLOSED) setTimeout(open, reopenAfter);
    };
  };
  open();
  setInterval(() => {
    if (!connected.value || Date.now() - lastRefresh >= refreshEvery) refresh();
  }, pollEvery);
}
