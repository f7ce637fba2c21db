const { randomBytes } = require('node:crypto');
const { readdirSync } = require('node:fs');
const { join } = require('node:path');

/** The longest files first: one that begins last would be waited for alone. */
const slow = ['test/web/browser.spec.ts', 'test/linear.spec.ts', 'test/scripts/simulation.spec.ts', 'test/crash/'];
const rank = (file) => (slow.findIndex((one) => file.startsWith(one)) + slow.length + 1) % (slow.length + 1);

const specs = readdirSync('test', { recursive: true })
  .map((file) => join('test', file).replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.spec.ts'))
  .sort((one, other) => rank(one) - rank(other) || one.localeCompare(other));

/** Mocha adds files of the command line to these; who names some wants them alone. */
const named = process.argv.some((given) => given.endsWith('.spec.ts'));

/** What its processes make in a database that others use, too, has this in its name. */
process.env.TEST_RUN = randomBytes(4).toString('hex');

module.exports = {
  'node-option': ['import=tsx'],
  require: ['test/support/postgresPlace.ts'],
  spec: named ? [] : specs,
  /** For machines that do much else: what hangs is found, what is slow is not. */
  timeout: 60_000,
  'forbid-only': true,
  parallel: true,
  jobs: 2,
};
