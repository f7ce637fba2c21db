import { Gauge, Histogram, type Registry } from 'prom-client';

/** How long transactions held SQLite's one writer, while everybody else waited for it. */
export interface WriterHold {
  /** Records one transaction, ms. */
  held(ms: number): void;
  register(registry: Registry): void;
}

/** Seconds; nobody should notice up to 50 ms. */
const buckets = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1];

/** Created before the database is opened; registries are added later. */
export function writerHold(): WriterHold {
  const registers: Registry[] = [];
  const seconds = new Histogram({
    name: 'appeal_desk_writer_hold_seconds',
    help: 'How long a transaction kept the one writer of SQLite.',
    buckets,
    registers,
  });
  const longest = new Gauge({
    name: 'appeal_desk_writer_hold_longest_seconds',
    help: 'The longest of them since the start.',
    registers,
  });
  let most = 0;
  return {
    held(ms) {
      seconds.observe(ms / 1000);
      if (ms <= most) return;
      most = ms;
      longest.set(ms / 1000);
    },
    register(registry) {
      registry.registerMetric(seconds);
      registry.registerMetric(longest);
    },
  };
}
