import type { Deps } from '../../src/ports/index.ts';
import type { Outbox } from '../../src/ports/queues.ts';
import type { Store } from '../../src/ports/store.ts';

/** Places on the way of an event where a bot can be made to stand still for good, in the order of that way. */
export const halts = [
  'arriving', // the event came in, nothing is stored
  'received', // the event is committed to the inbox, nobody has answered it
  'acting', // the unit of work has done everything but commit
  'committed', // the command is committed, nothing is sent
  'copying', // the first lists of the morning have done everything but commit
  'copied', // the first lists are committed, the next ones are not begun and nothing is sent
  'attempted', // the rows are marked as attempted, the network is untouched
  'unanswered', // the platform took a message, the answer got lost, the next attempt is not recorded
  'answered', // the platform answered, the row is not marked as sent
  'redrawn', // the platform took a redrawn card, the bot has not looked at the answer
  'sent', // the row is marked as sent
] as const;
export type Halt = (typeof halts)[number];

/** Those on the way of an event; the others lie on that of the timetable. */
export const eventHalts = halts.filter((halt) => halt !== 'copying' && halt !== 'copied');
export type EventHalt = (typeof eventHalts)[number];

type Run<Given extends unknown[], Result> = (...given: Given) => Promise<Result>;

/**
 * Ports that stop at `halt`: `reached` is told, and from then on no call of any port begins or returns, so that a bot
 * killed at any time later is a bot killed there.
 */
export function haltAt(halt: Halt, reached: () => void): (deps: Deps) => Deps {
  let halted = false;
  const never = new Promise<never>(() => undefined);
  const stop = (): Promise<never> => {
    if (!halted) reached();
    halted = true;
    return never;
  };
  const gated =
    <G extends unknown[], R>(run: Run<G, R>): Run<G, R> =>
    async (...given) => {
      if (halted) return never;
      const result = await run(...given);
      return halted ? never : result;
    };
  const before = <G extends unknown[], R>(place: Halt, run: Run<G, R>): Run<G, R> =>
    gated((...given) => (place === halt ? stop() : run(...given)));
  const after = <G extends unknown[], R>(place: Halt, run: Run<G, R>): Run<G, R> =>
    gated(async (...given) => {
      const result = await run(...given);
      return place === halt ? stop() : result;
    });

  return (deps) => {
    const { inbox, platform } = deps;
    return {
      ...deps,
      transact: halting(deps.transact, { gated, after, at: (place) => (halt === place ? stop() : undefined) }),
      inbox: { ...inbox, receive: after('received', before('arriving', inbox.receive)), claim: gated(inbox.claim) },
      outbox: haltingOutbox(deps.outbox, { gated, before, after }),
      platform: {
        ...platform,
        send: gated(platform.send),
        reply: gated(platform.reply),
        update: after('redrawn', platform.update),
      },
    };
  };
}

interface Gates {
  gated<G extends unknown[], R>(run: Run<G, R>): Run<G, R>;
  before<G extends unknown[], R>(place: Halt, run: Run<G, R>): Run<G, R>;
  after<G extends unknown[], R>(place: Halt, run: Run<G, R>): Run<G, R>;
}

function haltingOutbox(outbox: Outbox, { gated, before, after }: Gates): Outbox {
  return {
    ...outbox,
    claim: gated(outbox.claim),
    attempted: after('attempted', outbox.attempted),
    retry: before('unanswered', outbox.retry),
    settle: gated(outbox.settle),
    rewrite: gated(outbox.rewrite),
    sent: after('sent', before('answered', outbox.sent)),
  };
}

/**
 * Tells the unit of work that acts on an event from others: it finishes the event's row, as its last step. One that
 * makes a copy of the timetable claims the copy's slot, as its first.
 */
function halting(
  transact: Deps['transact'],
  { gated, after, at }: Pick<Gates, 'gated' | 'after'> & { at(place: Halt): Promise<never> | undefined },
): Deps['transact'] {
  return <T>(work: (store: Store) => Promise<T>) =>
    gated(async () => {
      let [acts, copies] = [false, false];
      const result = await transact(async (store) => {
        const finishInbox = after('acting', async (id: number) => {
          await store.finishInbox(id);
          acts = true;
        });
        const claimOnce: Store['claimOnce'] = async (slot) => {
          copies ||= slot.job === 'todays-list' && slot.slot.includes('/');
          return store.claimOnce(slot);
        };
        const done = await work({ ...store, finishInbox, claimOnce });
        if (copies) await at('copying');
        return done;
      });
      if (acts) await at('committed');
      if (copies) await at('copied');
      return result;
    })();
}
