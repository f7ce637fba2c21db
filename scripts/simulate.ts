import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readRules } from '../src/settings/settings.ts';
import { writeMeasured } from './measured.ts';
import { type Figures, figuresOf } from './simulate/figures.ts';
import { simulate } from './simulate/month.ts';
import { printMonth } from './simulate/print.ts';
import { broken } from './simulate/promises.ts';
import { tableOf } from './simulate/table.ts';

/**
 * `npm run simulate [-- --json] [--write] [--open 5,20,60] [--from 2026-11-02 --to 2026-12-01] [--groups 6] [--seed 1]`:
 * a month of a district with the real bot and people of plausible habits, and how many messages come of it
 * (docs/develop/domain.md#few-messages). Ends with 1 when a promise is broken.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    open: { type: 'string', default: '5,20,60' },
    from: { type: 'string', default: '2026-11-02' },
    to: { type: 'string', default: '2026-12-01' },
    groups: { type: 'string', default: '6' },
    seed: { type: 'string', default: '1' },
  },
});
const { from, to } = values;
const [groups, seed] = [Number(values.groups), Number(values.seed)];
const rules = readRules('config');
/** A month needs tens of thousands of commits, none of which has to outlive it. */
const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

const months: { open: number; figures: Figures; broken: string[] }[] = [];
for (const open of values.open.split(',').map(Number)) {
  const folder = mkdtempSync(join(memory, 'appeal-desk-month-'));
  const start = performance.now();
  try {
    const month = await simulate(`sqlite:${join(folder, 'month.sqlite')}`, rules, { from, to, open, groups, seed });
    const figures = figuresOf(month);
    const found = [...(await broken(month)), ...tooMany(open, figures)];
    await month.office.close();
    months.push({ open, figures, broken: found });
    if (!values.json) printMonth({ from, to, open, figures, broken: found });
    console.error(`${open} open in each group: ${Math.round((performance.now() - start) / 1000)} s`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
if (values.json) console.log(JSON.stringify({ from, to, groups, seed, months }));
if (values.write) {
  const asked = `\`npm run simulate -- --from ${from} --to ${to} --groups ${groups} --seed ${seed}\`:`;
  writeMeasured('messages.md', 'month', [asked, '', ...tableOf(months)]);
}
if (months.some(({ broken }) => broken.length > 0)) process.exitCode = 1;

/** "Expected at 20 open appeals: fewer than 3 group messages a day" (docs/develop/domain.md#few-messages). */
function tooMany(open: number, { group }: Figures): string[] {
  return open <= 20 && group.mean >= 3 ? [`${group.mean.toFixed(2)} messages a group and day at ${open} open`] : [];
}
