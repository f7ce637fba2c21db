import { measureAnswers } from './bench/answers.ts';
import { measureBacklog } from './bench/backlog.ts';
import { measureDrain } from './bench/drain.ts';
import { measureHistory } from './bench/history.ts';
import { measureReply } from './bench/reply.ts';
import { printTable, type Row } from './bench/report.ts';
import { measureTakeOver } from './bench/takeOver.ts';
import { measureWebhook } from './bench/webhook.ts';

/**
 * `npm run bench [-- --json] [-- --only webhook,answers,reply,backlog,drain,history,takeOver]`: the promises of speed, measured on this machine.
 * Figures, not a test: it ends with 0 whatever they are.
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

const asJson = process.argv.includes('--json');
const only = process.argv[process.argv.indexOf('--only') + 1]?.split(',');
const wanted = process.argv.includes('--only') && only ? only : Object.keys(measurements);

const rows: Row[] = [];
for (const name of wanted) {
  console.error(`measuring ${name} …`);
  try {
    rows.push(...((await measurements[name]?.()) ?? []));
  } catch (error) {
    // The other figures are worth having all the same.
    console.error(`${name} could not be measured: ${error instanceof Error ? error.message : error}`);
  }
}
if (asJson) console.log(JSON.stringify({ rows }));
else printTable(rows);
// A measurement that failed may have left a process behind that would keep this one waiting.
process.stdout.write('', () => process.exit(0));
