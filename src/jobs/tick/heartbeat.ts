import { answerTo } from '../../outgoing.ts';
import type { Log } from '../../ports/index.ts';
import { faultOf } from '../worker/worker.ts';

const everyMs = 300_000;
const limitMs = 5_000;

export interface HeartbeatOptions {
  /** Address of a monitor that misses the calls; its query may be a secret, so it never reaches the log. */
  url: string;
  log: Log;
  /** Real milliseconds; default: of this process. */
  realNow?(): number;
  limitMs?: number;
}

/**
 * Calls the monitor every five minutes of real time, only while all is well: then its silence says that this bot does
 * not work. A call that fails is made again at the next tick.
 */
export function heartbeat(options: HeartbeatOptions): (well: () => Promise<boolean>) => Promise<void> {
  const { realNow = () => performance.now() } = options;
  let calledAt: number | undefined;
  return async (well) => {
    if (calledAt !== undefined && realNow() - calledAt < everyMs) return;
    if (!(await well())) return;
    const at = realNow();
    if (await call(options)) calledAt = at;
  };
}

async function call({ url, log, limitMs: most = limitMs }: HeartbeatOptions): Promise<boolean> {
  try {
    const { ok, status } = await answerTo(url, { redirect: 'follow' }, { limitMs: most });
    if (!ok) log.warn({ status }, 'the heartbeat was refused; see HEARTBEAT_URL');
    return ok;
  } catch (error) {
    log.warn({ error: faultOf(error).error }, 'the heartbeat did not arrive; see HEARTBEAT_URL');
    return false;
  }
}
