import { measureAnswers } from './bench/answers.ts';
import { measureDrain } from './bench/drain.ts';
import { measureReply } from './bench/reply.ts';
import { printTable, type Row } from './bench/report.ts';
import { measureWebhook } from './bench/webhook.ts';

/**
 * `npm run bench [-- --json] [-- --only webhook,answers,reply,drain]`: the promises of speed, measured on this machine.
 * Figures, not a test: it ends with 0 whatever they are.
 */
const measurements: Record<string, () => Promise<Row[]>> = {
  webhook: measureWebhook,
  answers: measureAnswers,
  reply: measureReply,
  drain: measureDrain,
};

const asJson = process.argv.includes('--json');
const only = process.argv[process.argv.indexOf('--only') + 1]?.split(',');
const wanted = process.argv.includes('--only') && only ? only : Object.keys(measurements);

const rows: Row[] = [];
for (const name of wanted) {
  if (!asJson) console.error(`measuring ${name} …`);
  rows.push(...((await measurements[name]?.()) ?? []));
}
if (asJson) console.log(JSON.stringify(rows, null, 2));
else printTable(rows);
