import type { Calendar } from '../domain/time/calendar.ts';
import type { Advanced, SetClock } from '../fakeLark/api.ts';
import type { SandboxClock } from './clock.ts';
import { AdvanceRefused, oneAfterAnother, passTime, type Traveller, targetOf } from './passTime.ts';

export interface TravelOptions {
  clock: SandboxClock;
  calendar: Calendar;
  /** The bot that runs now; another one after 【重新开始】. */
  bot(): Promise<Traveller>;
  /** Tells the fake Feishu what time it is; the page hears of it from there. */
  tell(time: SetClock): Promise<void>;
}

export interface Travel {
  /** For `POST /sandbox/api/advance`. Journeys asked for at the same time are made one after the other. */
  advance(ask: unknown): Promise<Advanced | { refused: string }>;
  /** To where the sandbox's life goes on, see `SandboxClock.opening`. */
  arrive(): Promise<void>;
  /** Ends the journeys that were asked for and does this work while none is made. */
  interrupt<T>(work: () => Promise<T>): Promise<T>;
  /** Ends the journeys that were asked for. */
  stop(): void;
}

/** Moving time in the sandbox: the bot's clock first, then the fake Feishu's, which repeats what met unequal clocks. */
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
