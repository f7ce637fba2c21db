import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { startApp } from '../../../src/app/app.ts';
import { openDatabase } from '../../../src/db/database.ts';
import type { Membership } from '../../../src/domain/people/contacts.ts';
import { townPrefix } from '../../../src/domain/rules.ts';
import { keepHeapSmall } from '../../../src/settings/heap.ts';
import { readRules } from '../../../src/settings/settings.ts';
import { lark, people } from '../app.ts';
import { environment } from './listening.ts';

/** The whole bot over an inbox that filled up while it was away: each message becomes an appeal, its card and its receipt. */
export interface Handled {
  seconds: number;
  /** Appeals with a number, a dispatch, a card for the group and a receipt. */
  appeals: number;
  cpuMs: number;
  residentMb: number;
  /** Longest time in which nothing else could run, since it is there for others. */
  stallMs: number;
}

const count = Number(environment('APPEALS'));
const databaseUrl = environment('DATABASE_URL');
const { rules, calendar } = readRules('config');
const log = { info: () => undefined, warn: () => undefined, error: console.error };
const liaisons = people.slice(0, rules.taskForces.length);
const specialists = people.slice(liaisons.length);

/** A working morning that goes on while it is measured. */
const begun = Date.now();
const clock = { now: () => new Date(Date.parse('2026-11-24T10:00:00+08:00') + Date.now() - begun) };

keepHeapSmall();
await fill();
const before = process.cpuUsage();
let residentMb = 0;
const start = performance.now();
const bot = await startApp({
  lark: { ...lark, baseUrl: environment('PLATFORM'), transport: 'webhook' },
  ...{ databaseUrl, administrators: [], rules, calendar, clock, log },
});
// Nobody can be kept waiting before: it listens only now.
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();
for (let open = count; open > 0; ) {
  await sleep(100);
  residentMb = Math.max(residentMb, process.memoryUsage.rss() / 2 ** 20);
  const { pending = 0, claimed = 0 } = await bot.deps.inbox.left();
  open = pending + claimed;
}
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(before);
const appeals = await bot.deps.read(async (store) => {
  const dispatched = await store.appeals({ statuses: ['dispatched'], limit: count + 1 });
  return dispatched.length;
});
const handled: Handled = {
  ...{ seconds, appeals, residentMb },
  cpuMs: (user + system) / 1000,
  stallMs: delay.max / 1e6,
};
process.send?.(handled, () => process.exit(0));

async function fill(): Promise<void> {
  const { transact, inbox, close } = await openDatabase(databaseUrl, { log });
  await transact(async (store) => {
    for (const [index, person] of people.entries()) {
      const force = rules.taskForces[index];
      const membership: Membership = force
        ? { role: 'liaison', taskForce: force.number, unit: force.leadUnit }
        : { role: 'specialist', unit: `${townPrefix}沈巷镇` };
      const { openId, name, mobile } = person;
      await store.savePerson({ id: openId, openId, name, mobile, memberships: [membership] });
    }
    for (const [index, { number }] of rules.taskForces.entries()) {
      const id = `oc_bench_${index}`;
      await store.saveChat({ id, name: `群${index}`, external: false, alive: true, bindings: [] });
      await store.bind(id, { kind: 'task-force', taskForce: number });
    }
  });
  for (let index = 0; index < count; index += 1) {
    const { key, payload, lane } = message(index);
    await inbox.receive({ key, payload, lane, receivedAt: clock.now().toISOString() });
  }
  await close();
}

function message(index: number) {
  const openId = specialists[index % specialists.length]?.openId ?? '';
  const force = rules.taskForces[index % rules.taskForces.length]?.name;
  const company = [...'甲乙丙丁戊己庚辛壬癸'][index % 10];
  const text = `沈巷镇${company}${index}机械有限公司反映，请${force}专班协调：该申请提交两个月没有批复，影响投产，联系人张经理 1390000${String(index).padStart(4, '0')}`;
  const id = `om_backlog_${index}`;
  const chat = `oc_private_${openId}`;
  const payload = JSON.stringify({
    schema: '2.0',
    header: { event_id: id, event_type: 'im.message.receive_v1', create_time: String(clock.now().getTime()) },
    event: {
      sender: { sender_id: { open_id: openId }, sender_type: 'user' },
      message: {
        ...{ message_id: id, chat_id: chat, chat_type: 'p2p', message_type: 'text' },
        create_time: String(clock.now().getTime() + index * 200_000),
        content: JSON.stringify({ text }),
      },
    },
  });
  return { key: `m:${id}`, payload, lane: chat };
}
