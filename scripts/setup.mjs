// Makes a fresh clone ready to run: installs packages, mends sqlite3's binding, learns from training/ and, with --web,
// builds the page.
// Runs before `npm start` and `npm test`, so it uses nothing but Node itself and is silent when there is nothing to do.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { trainingHash } from './trainingHash.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => join(root, ...parts);
const stampFile = at('node_modules', '.appeal-desk-setup');
const webStampFile = at('dist', 'web', '.sources');
const modelStampFile = at('dist', 'understanding', '.sources');

requireNode(20, 19);
if (!installed()) install();
if (!bindingLoads()) rebuildBinding();
if (!modelIsFresh()) learn();
if (process.argv.includes('--web') && !webIsFresh()) buildWeb();

function requireNode(major, minor) {
  const [haveMajor, haveMinor] = process.versions.node.split('.').map(Number);
  if (haveMajor > major || (haveMajor === major && haveMinor >= minor)) return;
  fail(`Node ${process.versions.node} is too old: ${major}.${minor} or newer is needed.`, [
    'Install a current Node.js (nodejs.org or your package source) and run the command again.',
  ]);
}

function installed() {
  if (!existsSync(at('node_modules'))) return false;
  const wanted = lockHash();
  if (read(stampFile) === wanted) return true;
  // Packages installed by hand are as good: npm keeps its own list of what it put there.
  if (!matchesLock()) return false;
  writeFileSync(stampFile, wanted);
  return true;
}

function lockHash() {
  return hash([at('package-lock.json'), at('package.json')].filter(existsSync).slice(0, 1));
}

function matchesLock() {
  const lock = packages(at('package-lock.json'));
  const present = packages(at('node_modules', '.package-lock.json'));
  if (!lock || !present) return false;
  return Object.entries(lock).every(([path, { version, optional }]) => {
    if (path === '' || (optional && !present[path])) return true;
    return present[path]?.version === version;
  });
}

function packages(path) {
  const text = read(path);
  return text === undefined ? undefined : JSON.parse(text).packages;
}

function install() {
  say('Installing packages, this takes a minute or two …');
  // The page needs its builder and the tests their runner, whatever NODE_ENV says.
  const options = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  let { status, output } = npm([existsSync(at('package-lock.json')) ? 'ci' : 'install', ...options]);
  // npm ci refuses a lock that a newer npm finds incomplete; the versions it does hold are still kept.
  if (status !== 0 && output.includes('EUSAGE')) ({ status, output } = npm(['install', '--no-save', ...options]));
  if (status !== 0) {
    fail(`npm could not install the packages:\n${firstLines(output, 30)}`, [
      'Network: check that npm reaches its registry (npm ping) and that the proxy is set (npm config get proxy).',
      'node-gyp or sqlite3: install python3, make and g++, so that sqlite3 can be compiled.',
    ]);
  }
  writeFileSync(stampFile, lockHash());
}

function bindingLoads() {
  try {
    createRequire(at('package.json'))('sqlite3');
    return true;
  } catch {
    return false;
  }
}

function rebuildBinding() {
  say('Building sqlite3 for this Node …');
  const { output } = npm(['rebuild', 'sqlite3', '--loglevel=error']);
  // A binding that failed once stays failed in this process, so another one looks.
  const check = spawnSync(process.execPath, ['-e', "require('sqlite3')"], { cwd: root, encoding: 'utf8' });
  if (check.status === 0) return;
  fail(`The native part of sqlite3 does not load:\n${output}\n${withoutHosts(check.stderr)}`, [
    'Install python3, make and g++ (Debian: apt-get install python3 make g++), then run npm rebuild sqlite3.',
  ]);
}

function modelIsFresh() {
  if (!existsSync(at('training'))) return true;
  return read(modelStampFile) === trainingHash(root) && existsSync(at('dist', 'understanding', 'model.bin'));
}

function learn() {
  say('Learning to understand appeals from training/, this takes about half a minute …');
  const { status, output } = run(['--import=tsx', 'scripts/train.ts']);
  if (status !== 0) fail(`The training did not work:\n${firstLines(output, 30)}`, ['npm run train runs it again.']);
}

function webIsFresh() {
  return read(webStampFile) === webHash() && existsSync(at('dist', 'web', 'index.html'));
}

function webHash() {
  const sources = readdirSync(at('src', 'web'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  // The page shares the control API's shapes and its constants.
  const shared = [at('src', 'sandbox', 'api.ts'), at('package-lock.json')].filter(existsSync);
  return hash([...sources, ...shared]);
}

function buildWeb() {
  if (!existsSync(at('src', 'web', 'vite.config.ts'))) return;
  say('Building the page …');
  const vite = at('node_modules', 'vite', 'bin', 'vite.js');
  const { status, output } = run([
    vite,
    'build',
    '-c',
    'src/web/vite.config.ts',
    '--logLevel',
    'warn',
    '--mode',
    'production',
  ]);
  if (status !== 0) {
    fail(`The page could not be built:\n${firstLines(output, 30)}`, [
      'npm ci --include=dev installs the builder; then run the command again.',
    ]);
  }
  writeFileSync(webStampFile, webHash());
}

/** The npm that started us, so that its version and settings are the same. */
function npm(args) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('js')) return run([script, ...args]);
  return run(args, process.platform === 'win32' ? 'npm.cmd' : 'npm');
}

function run(args, program = process.execPath) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    shell: program.endsWith('.cmd'),
  });
  return { status, output: withoutHosts(`${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`).trim() };
}

/** Addresses of a private package registry are nobody's business in a shared log. */
function withoutHosts(text) {
  return text
    .replace(/https?:\/\/[^\s/]+/g, '[registry]')
    .replace(/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT)\s+\S+/g, '$1');
}

function firstLines(text, count) {
  return text.split('\n').slice(0, count).join('\n');
}

function hash(files) {
  const sum = createHash('sha256');
  for (const file of files) sum.update(`${file.slice(root.length)}\n`).update(readFileSync(file));
  return sum.digest('hex');
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

function fail(reason, advice) {
  say(`\n${reason}\n\nWhat to do:\n${advice.map((line) => `  - ${line}`).join('\n')}`);
  process.exit(1);
}
