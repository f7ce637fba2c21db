import { withinHours } from '../domain/time/calendar.ts';
import type { Metrics } from '../http/metrics.ts';
import { admitFailure, handleEvent } from '../jobs/inbox/handleEvent.ts';
import { inboxWorker } from '../jobs/inbox/inboxWorker.ts';
import { answerAgain, answerLate } from '../jobs/inbox/lateAnswer.ts';
import { onceEach } from '../jobs/inbox/onceEach.ts';
import { tellOfAside } from '../jobs/inbox/tellOfAside.ts';
import { outboxWorker } from '../jobs/outbox/outboxWorker.ts';
import { reportUndelivered } from '../jobs/outbox/undelivered.ts';
import { isOutage, untilLanded } from '../jobs/worker/outage.ts';
import { stopper } from '../jobs/worker/stopper.ts';
import { faultOf, realWait } from '../jobs/worker/worker.ts';
import type { IntakeOptions } from '../platform/lark/intake.ts';
import { createPace } from '../platform/pace.ts';
import type { Deps, Log } from '../ports/index.ts';

/** A call that hangs is given up after this time: as after a crash, its row shows that it may have been sent. */
const stopLimitMs = 3_000;

/**
 * Work that runs by itself: handling what arrived and sending what is owed. `stop` also waits for work that is passed
 * to it.
 */
export function startWorkers(deps: Deps, metrics: Metrics) {
  const { clock, log, inbox, platform } = deps;
  const stopping = stopper();
  const pace = createPace(clock);
  const outbox = outboxWorker({
    ...deps,
    pace,
    hours: (at) => withinHours(at, deps.rules.district.sendingHours, deps.calendar),
    onDead: ({ chat }) => markDead(deps, chat),
    onRefused: (row, failure) => reportUndelivered(deps, row, failure),
    count: (failure) => metrics.failure(failure),
  });
  const acts = onceEach((row, ...how) => handleEvent(deps, row, ...how).finally(outbox.poke));
  const listener = inboxWorker({
    inbox,
    log,
    // Without the bot's id no mention is recognised.
    ready: () => platform.botOpenId(),
    handle: async (row, leavePlace) => void (await acts.found(row, leavePlace)),
    onGivenUp: (row, id) => admitFailure(deps, row, id).finally(outbox.poke),
    onSetAside: (row, id) => tellOfAside(deps, row, id).finally(outbox.poke),
  });
  /** A press is handled by the request that brought it; if this fails, the worker handles it again. */
  const click: IntakeOptions['click'] = async (row) => {
    try {
      await platform.botOpenId();
      return await acts.asked(row);
    } catch (error) {
      const release = () => inbox.release(row.id, isOutage(error));
      untilLanded(release, stopping.signal).then(listener.poke, logged(log, 'a press could not be given back'));
      throw error;
    }
  };
  const intake: IntakeOptions = {
    clock,
    log,
    async receive(entry) {
      const received = await inbox.receive(entry);
      if (received.fresh && !entry.atOnce) listener.poke();
      return received;
    },
    click,
    async again(row) {
      const answer = acts.again(row);
      if (answer !== undefined) return answer === 'done' ? {} : answer;
      await platform.botOpenId();
      return answerAgain(deps, row);
    },
    late: (row, answer) => void answerLate(deps, row, answer).then(outbox.poke, logged(log, 'a late answer was lost')),
    count: (outcome) => metrics.webhook(outcome),
  };
  const stop = async (also: Promise<unknown>) => {
    stopping.abort();
    const limit = new AbortController();
    await Promise.race([Promise.all([listener.stop(), outbox.stop(), also]), realWait(stopLimitMs, limit.signal)]);
    limit.abort();
  };
  listener.poke();
  outbox.poke();
  return { intake, workers: { inbox: listener, outbox }, heldFor: pace.heldFor, stop };
}

/** Handles errors of work that nobody waits for: logs them. */
export function logged(log: Log, message: string) {
  return (error: Error) => log.error(faultOf(error), message);
}

async function markDead({ transact, log }: Deps, id: string): Promise<void> {
  log.warn({ chat: id }, 'the bot is not in this group any more; nothing is sent there');
  await transact((store) => store.leaveChat(id));
}
