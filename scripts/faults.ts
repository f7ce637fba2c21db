import type { Faults } from '../src/fakeLark/api.ts';
import type { Verdict } from './faults/judge.ts';
import { taken, unreachable } from './faults/postgres.ts';
import { type Amount, fullDisk, killed, locked, oneRefused, type Scenario, wrongPlatform } from './faults/scenarios.ts';
import { trial } from './faults/trial.ts';

/**
 * npm run test:faults [-- --minute] [-- --only TEXT]: the built-in promises under kill -9, full disks, lost databases and
 * a platform that fails. Real processes, real time, under ten minutes; `--minute` is the slice for the gate. Exit code 1
 * when a promise breaks. PostgreSQL is tried when TEST_POSTGRES_URL is set, a full disk when a small one can be mounted.
 */
const platformFaults: Faults[] = [
  { latencyMs: 1_500 },
  { serverErrors: 12 },
  { resetAfterCreate: 6 },
  { tooMany: 6, resetSeconds: 2 },
  { tooMany: 1, resetSeconds: 86_400 },
  { truncated: 6 },
  { html: 6 },
  { revokeToken: true },
  { halfBody: 2 },
  { silent: 2 },
  { revokeToken: true, tokenErrors: 3 },
  { revokeToken: true, tokenSilent: 1 },
  { revokeToken: true, tokenHalfBody: 1 },
  { code: 230020, codeMsg: 'too often', codeCount: 4 },
];

const everything: Amount = { kills: 8, seconds: 20, platform: platformFaults };
const slice: Amount = { kills: 2, seconds: 5, platform: platformFaults.slice(1, 4) };

const minute = process.argv.includes('--minute');
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;

function scenarios(): Scenario[] {
  const amount = minute ? slice : everything;
  const short = [killed(amount), locked(amount), wrongPlatform(amount)];
  if (minute) return short;
  const shared = [taken(amount, 'killed'), taken(amount, 'frozen'), unreachable(amount)];
  return [...short, ...shared, fullDisk(amount), oneRefused(amount)];
}

function print({ name, broken, memoryMb: [before, after], ...counts }: Verdict): void {
  const { events, faults, lost, doubled, stalls, recoverSeconds, takeOverSeconds } = counts;
  const taken = takeOverSeconds === undefined ? '' : `, taken over after ${takeOverSeconds.toFixed(1)} s at most`;
  console.log(
    `${name}: ${events} events, ${faults} faults, ${lost} lost, ${doubled} doubled, ${stalls} stalls > 1 s, ` +
      `done ${recoverSeconds.toFixed(1)} s after the last fault${taken}, ${before.toFixed(0)} → ${after.toFixed(0)} MB`,
  );
  for (const promise of broken) console.log(`  BROKEN: ${promise}`);
}

let broken = false;
for (const scenario of scenarios().filter(({ name }) => only === undefined || name.includes(only))) {
  if (scenario.skip) {
    console.log(`${scenario.name}: skipped, ${scenario.skip}`);
    continue;
  }
  try {
    const verdict = await trial(scenario);
    print(verdict);
    broken ||= verdict.broken.length > 0;
  } catch (error) {
    // The other scenarios are worth having all the same.
    console.log(`${scenario.name}:\n  BROKEN: ${error instanceof Error ? error.message : error}`);
    broken = true;
  }
}
process.stdout.write('', () => process.exit(broken ? 1 : 0));
