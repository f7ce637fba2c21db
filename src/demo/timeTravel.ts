import type { Calendar } from '../domain/time/calendar.ts';
import type { Advanced, SetClock } from '../fakeLark/api.ts';
import type { SandboxClock } from './clock.ts';
import { AdvanceRefused, oneAfterAnother, passTime, type Traveller, targetOf } from './passTime.ts';

export interface TravelOptions {
  clock: SandboxClock;
  calendar: Calendar;
  /** The bot that runs now; after 【重新开始】 it is a new one. */
  bot(): Promise<Traveller>;
  /** Tells the time to the fake Feishu, which tells the page. */
  tell(time: SetClock): Promise<void>;
}

export interface Travel {
  /** For `POST /sandbox/api/advance`. Journeys requested at the same time run one after the other. */
  advance(ask: unknown): Promise<Advanced | { refused: string }>;
  /** Moves to where the sandbox goes on, see `SandboxClock.opening`. */
  arrive(): Promise<void>;
  /** Stops all requested journeys and does this work while none is running. */
  interrupt<T>(work: () => Promise<T>): Promise<T>;
  /** Stops all requested journeys. */
  stop(): void;
}

/**
 * Moves time in the sandbox: first the bot's clock, then the fake Feishu's, which repeats events that failed while the
 * clocks differed.
 */
export function timeTravel({ clock, calendar, bot, tell }: TravelOptions): Travel {
  const inTurn = oneAfterAnother();
  let moving = new AbortController();
  const now = () => clock.now().toISOString();
  const travel = async (target: string, stopped: AbortSignal) => {
    const set = (at: string) => {
      clock.set(at);
      return tell({ now: now(), movingTo: target });
    };
    try {
      await passTime(target, { traveller: await bot(), now, set, stopped });
    } finally {
      await tell({ now: now() });
    }
  };
  const stop = () => {
    moving.abort();
    moving = new AbortController();
  };
  return {
    stop,
    advance(ask) {
      const { signal } = moving;
      return inTurn(async () => {
        try {
          await travel(targetOf(ask, now(), calendar), signal);
          return { now: now() };
        } catch (error) {
          if (error instanceof AdvanceRefused) return { refused: error.message };
          throw error;
        }
      });
    },
    arrive() {
      const { signal } = moving;
      return inTurn(() => travel(clock.opening(), signal));
    },
    interrupt(work) {
      stop();
      return inTurn(work);
    },
  };
}
