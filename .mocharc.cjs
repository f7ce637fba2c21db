const { randomBytes } = require('node:crypto');
const { readdirSync } = require('node:fs');
const { join } = require('node:path');

/**
 * Specs that start, kill or race whole processes, drive a browser, or read each pattern over long texts: minutes for a
 * few promises. `npm run test:slow` runs these, `npm test` all others, `npm run test:all` and with it the gate both.
 */
const slow = [
  'test/web/browser.spec.ts',
  'test/linear.spec.ts',
  'test/crash/killed',
  'test/crash/shutdown.spec.ts',
  'test/conversations/atOnce.spec.ts',
  'test/conversations/needles.property.spec.ts',
  'test/platform/stalls.spec.ts',
  'test/scripts/',
  'test/fakeLark/process.spec.ts',
  'test/app/hangWatch.spec.ts',
];
const isSlow = (file) => slow.some((start) => file.startsWith(start));

const specs = readdirSync('test', { recursive: true })
  .map((file) => join('test', file).replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.spec.ts'))
  .sort();

/** Mocha adds files of the command line to these; who names some wants them alone. */
const named = process.argv.some((given) => given.endsWith('.spec.ts'));

/** What its processes make in a database that others use, too, has this in its name. */
process.env.TEST_RUN = randomBytes(4).toString('hex');

const common = {
  'node-option': ['import=tsx'],
  require: ['test/support/postgresPlace.ts'],
  /** For machines that do much else: what hangs is found, what is slow is not. */
  timeout: 60_000,
  'forbid-only': true,
  parallel: true,
};

module.exports = {
  ...common,
  spec: named ? [] : specs.filter((file) => !isSlow(file)),
  /** Four files at a time on two cores: they mostly wait for their databases. */
  jobs: 4,
};

/** The longest files first: one that begins last would be waited for alone. */
const slowSpecs = slow.flatMap((start) => specs.filter((file) => file.startsWith(start)));

/** For .mocharc.slow.cjs and .mocharc.all.cjs. */
Object.defineProperties(module.exports, {
  slow: { value: { ...common, spec: slowSpecs, jobs: 2 } },
  all: { value: { ...common, spec: [...slowSpecs, ...specs.filter((file) => !isSlow(file))], jobs: 2 } },
});
