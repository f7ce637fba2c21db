import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Clock } from '../ports/index.ts';
import type { Inbox, Outbox } from '../ports/queues.ts';
import type { WriterHold } from './writerHold.ts';

export interface MetricSources {
  clock: Clock;
  outbox: Pick<Outbox, 'left'>;
  inbox: Pick<Inbox, 'left'>;
  /** Absent when the database has no single writer to watch. */
  writerHold?: WriterHold;
  /** Absent when no work runs by the clock. */
  clockWork?: ClockWork;
}

export interface ClockWork {
  /** Rows that are more than ten minutes late, by kind. */
  lateRows(): Promise<Record<string, { count: number }>>;
  /** Seconds since the last round of the clock's work ended. */
  tickAge(): number;
}

export interface Metrics {
  /** Counts one webhook delivery by its outcome. */
  webhook(outcome: string): void;
  /** Counts one failed call to the platform, by class. */
  failure(failure: string): void;
  /** Counts missed occurrences of the timetable. */
  missed(count: number): void;
  /** Counts finished rows of a kind that were deleted or emptied. */
  deleted(kind: string, count: number): void;
  /** Counts one appeal about which a language model was to be asked, by what became of it. */
  advice(outcome: string): void;
  /** Prometheus text. */
  render(): Promise<{ type: string; text: string }>;
}

/** A registry of its own: two bots in one process (tests) must not share counters. */
export function createMetrics(sources: MetricSources): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const registers = [register];
  const webhook = new Counter({
    name: 'appeal_desk_webhook_total',
    help: 'Webhook deliveries by outcome.',
    labelNames: ['outcome'],
    registers,
  });
  const failures = new Counter({
    name: 'appeal_desk_platform_failures_total',
    help: 'Failed calls to the platform by class.',
    labelNames: ['failure'],
    registers,
  });
  const missed = new Counter({
    name: 'appeal_desk_missed_slots_total',
    help: 'Occurrences of the timetable that were not sent in time.',
    registers,
  });
  const deleted = new Counter({
    name: 'appeal_desk_deleted_rows_total',
    help: 'Rows that were deleted, or emptied, because their days were over.',
    labelNames: ['kind'],
    registers,
  });
  const advice = new Counter({
    name: 'appeal_desk_advice_total',
    help: 'Questions to the language model by outcome.',
    labelNames: ['outcome'],
    registers,
  });
  sources.writerHold?.register(register);
  const refreshQueues = queueGauges(sources, registers);
  const refreshLate = sources.clockWork && lateGauges(sources.clockWork, registers);
  return {
    webhook: (outcome) => webhook.inc({ outcome }),
    failure: (failure) => failures.inc({ failure }),
    missed: (count) => missed.inc(count),
    deleted: (kind, count) => deleted.inc({ kind }, count),
    advice: (outcome) => advice.inc({ outcome }),
    async render() {
      await Promise.all([refreshQueues(), refreshLate?.()]);
      return { type: register.contentType, text: await register.metrics() };
    },
  };
}

/** Read from the tables on each request: nothing must be kept in step, and the numbers are right after a restart. */
function queueGauges({ clock, outbox, inbox }: MetricSources, registers: Registry[]): () => Promise<void> {
  const labelNames = ['state'] as const;
  const inboxRows = new Gauge({
    name: 'appeal_desk_inbox_rows',
    help: 'Received events that are not done with, by state.',
    labelNames,
    registers,
  });
  const outboxRows = new Gauge({
    name: 'appeal_desk_outbox_rows',
    help: 'Messages owed, failed and unsure.',
    labelNames,
    registers,
  });
  const oldest = new Gauge({
    name: 'appeal_desk_outbox_oldest_pending_seconds',
    help: 'Age of the oldest message still owed, 0 when none is.',
    registers,
  });
  return async () => {
    const [open, { oldestPendingAt, ...owed }] = await Promise.all([inbox.left(), outbox.left()]);
    inboxRows.reset(); // a state that has no rows any more must not keep its old number
    for (const [state, count] of Object.entries(open)) inboxRows.set({ state }, count);
    for (const [state, count] of Object.entries(owed)) outboxRows.set({ state }, count);
    oldest.set(oldestPendingAt ? Math.max(0, (clock.now().getTime() - Date.parse(oldestPendingAt)) / 1000) : 0);
  };
}

function lateGauges({ lateRows, tickAge }: ClockWork, registers: Registry[]): () => Promise<void> {
  const late = new Gauge({
    name: 'appeal_desk_late_rows',
    help: 'Steps, reminders and messages still pending ten minutes after they were due.',
    labelNames: ['kind'],
    registers,
  });
  const age = new Gauge({
    name: 'appeal_desk_last_tick_seconds',
    help: "Seconds since the last round of the clock's work ended.",
    registers,
  });
  return async () => {
    for (const [kind, { count }] of Object.entries(await lateRows())) late.set({ kind }, count);
    age.set(tickAge());
  };
}
