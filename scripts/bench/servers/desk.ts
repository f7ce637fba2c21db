import { openDatabase } from '../../../src/db/database.ts';
import { httpApp } from '../../../src/http/app.ts';
import { createMetrics } from '../../../src/http/metrics.ts';
import { larkWebhook } from '../../../src/platform/lark/webhook.ts';
import { lark } from '../app.ts';
import { environment, listening } from './listening.ts';

/** Our receiver as the program mounts it, with the workers left out: what is measured is the way into the inbox. */
const log = { info: () => undefined, warn: console.error, error: console.error };
const clock = { now: () => new Date() };
const { inbox, outbox } = await openDatabase(`sqlite:${environment('DATABASE')}`, { log });
const metrics = createMetrics({ clock, outbox, inbox });
const webhook = larkWebhook({
  ...lark,
  clock,
  log,
  receive: (entry) => inbox.receive(entry),
  click: async () => ({}),
  count: (outcome) => metrics.webhook(outcome),
});
listening(httpApp({ webhook, metrics, log, health: { log, checks: {}, warnings: () => [] } }).callback());
