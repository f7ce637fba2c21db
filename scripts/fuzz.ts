import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measuring } from './bench/children.ts';
import { seed } from './fuzz/cast.ts';
import { drained, metric, startBot, startColleague, startPlatform } from './fuzz/processes.ts';
import { sendAll } from './fuzz/run.ts';
import { type Found, judge } from './fuzz/verdict.ts';

/**
 * `npm run test:fuzz [-- --seed 1] [--share 0.1] [--seconds 60]`: a real bot against the fake Feishu, over HTTP alone, gets
 * 100,000 webhook bodies (most of them forged, the others rightly signed and of any shape), 20,000 presses with any
 * value and form, and 50,000 texts of its own grammar with noise, while somebody works as every day. Ends with 1 when a
 * promise breaks. `share` of all that; nothing more is sent after `seconds`; `--without-speed` for the gate, whose
 * machine does other work meanwhile: how fast he is answered is printed and breaks no promise.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    share: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '540' },
    'without-speed': { type: 'boolean', default: false },
  },
});
const share = Number(values.share);
const seconds = Number(values.seconds);
const start = performance.now();
const stage = (done: string) => console.error(`${done} after ${Math.round((performance.now() - start) / 1_000)} s`);
console.log(`seed ${values.seed}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const { figures, broken } = await measuring(async (folder, keep): Promise<Found> => {
  const databaseUrl = `sqlite:${join(folder, 'fuzz.sqlite')}`;
  await seed(databaseUrl);
  const platform = await keep(startPlatform());
  const bot = await keep(startBot(databaseUrl, platform.url));
  const colleague = await keep(startColleague(bot.port));
  const memory = async () => (await metric(bot.port, 'process_resident_memory_bytes')) / 2 ** 20;
  const before = await memory();
  stage('started');
  const sent = await sendAll(
    bot,
    { bodies: 100_000 * share, presses: 20_000 * share, texts: 50_000 * share, until: Date.now() + seconds * 1_000 },
    { seed: Number(values.seed), platform: platform.url },
  );
  stage('sent');
  const report = await colleague.report();
  const isDrained = await drained(bot, 120);
  stage('drained');
  const accepted = await metric(bot.port, 'appeal_desk_webhook_total{outcome="accepted"}');
  const after = await memory();
  await bot.stop();
  return judge(!values['without-speed'], {
    ...{ sent, accepted, databaseUrl, colleague: report, logged: bot.logged, died: bot.died(), drained: isDrained },
    memoryMb: { before, after },
  });
});
for (const [name, value] of Object.entries(figures)) console.log(`${name}: ${value}`);
for (const promise of broken) console.error(`BROKEN ${promise}`);
console.log(broken.length === 0 ? 'every promise was kept' : `${broken.length} promises broke; seed ${values.seed}`);
// A run that failed half-way may have left a process behind that would keep this one waiting.
process.stdout.write('', () => process.exit(broken.length === 0 ? 0 : 1));
