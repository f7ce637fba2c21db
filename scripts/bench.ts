import { measureAnswers } from './bench/answers.ts';
import { measureBacklog } from './bench/backlog.ts';
import { measureDrain } from './bench/drain.ts';
import { measureHistory } from './bench/history.ts';
import { measureReply } from './bench/reply.ts';
import { pageOf, printTable, type Row } from './bench/report.ts';
import { measureTakeOver } from './bench/takeOver.ts';
import { measureWebhook } from './bench/webhook.ts';
import { writeMeasured } from './measured.ts';

/**
 * `npm run bench [-- --json] [--write] [--only webhook,answers,reply,backlog,drain,history,takeOver]`: the promises of
 * speed, measured on this machine; `--write` puts them into docs/measurements/speed.md. Figures, not a test: it ends
 * with 0 whatever they are.
 */
const measurements: Record<string, () => Promise<Row[]>> = {
  webhook: measureWebhook,
  answers: measureAnswers,
  reply: measureReply,
  backlog: measureBacklog,
  drain: measureDrain,
  history: measureHistory,
  takeOver: measureTakeOver,
};

const asked = process.argv;
const asJson = asked.includes('--json');
const only = asked[asked.indexOf('--only') + 1]?.split(',');
const wanted = asked.includes('--only') && only ? only : Object.keys(measurements);

const rows: Row[] = [];
for (const name of wanted) {
  console.error(`measuring ${name} …`);
  try {
    const measured = (await measurements[name]?.()) ?? [];
    rows.push(...measured);
    if (asked.includes('--write') && measured.length > 0) writeMeasured('speed.md', name, pageOf(measured));
  } catch (error) {
    // The other figures are worth having all the same.
    console.error(`${name} could not be measured: ${error instanceof Error ? error.message : error}`);
  }
}
if (asJson) console.log(JSON.stringify({ rows }));
else printTable(rows);
// A measurement that failed may have left a process behind that would keep this one waiting.
process.stdout.write('', () => process.exit(0));
