import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';

/** An npm that writes down what it was asked and installs a sqlite3 that loads, or fails as told. */
const npm = `
const fs = require('node:fs');
const args = process.argv.slice(2).join(' ');
fs.appendFileSync('asked', args + '\\n');
const failure = process.env.FAIL && JSON.parse(process.env.FAIL)[args.split(' ')[0]];
if (failure) { console.error(failure); process.exit(1); }
fs.mkdirSync('node_modules/sqlite3', { recursive: true });
fs.writeFileSync('node_modules/sqlite3/index.js', '');
`;

describe('setup of a fresh clone', () => {
  let clone: string;
  beforeEach(() => {
    clone = mkdtempSync(join(tmpdir(), 'appeal-desk-clone-'));
    mkdirSync(join(clone, 'scripts'));
    for (const file of ['setup.mjs', 'trainingHash.mjs']) cpSync(`scripts/${file}`, join(clone, `scripts/${file}`));
    writeFileSync(join(clone, 'package.json'), '{}');
    writeFileSync(join(clone, 'package-lock.json'), '{"packages":{"node_modules/sqlite3":{"version":"6.0.1"}}}');
    writeFileSync(join(clone, 'npm.js'), npm);
  });
  afterEach(() => rmSync(clone, { recursive: true, force: true }));

  function setup(failures: Record<string, string> = {}) {
    const env = { ...process.env, npm_execpath: join(clone, 'npm.js'), FAIL: JSON.stringify(failures) };
    const { status, stderr } = spawnSync(process.execPath, ['scripts/setup.mjs'], {
      cwd: clone,
      env,
      encoding: 'utf8',
    });
    return { status, said: stderr };
  }
  function asked(): string[] {
    const path = join(clone, 'asked');
    return existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : [];
  }

  it('installs what the lock says once, and again when the lock changed', () => {
    expect(setup()).deep.equal({ status: 0, said: 'Installing packages, this takes a minute or two …\n' });
    expect(asked()[0]).match(/^ci --include=dev /);
    expect(setup()).deep.equal({ status: 0, said: '' });
    expect(asked()).length(1);

    writeFileSync(join(clone, 'package-lock.json'), '{"packages":{"node_modules/sqlite3":{"version":"6.0.2"}}}');
    setup();
    expect(asked()).length(2);
  });

  it('takes packages that were installed by hand as they are', () => {
    mkdirSync(join(clone, 'node_modules/sqlite3'), { recursive: true });
    writeFileSync(join(clone, 'node_modules/sqlite3/index.js'), '');
    cpSync(join(clone, 'package-lock.json'), join(clone, 'node_modules/.package-lock.json'));
    expect(setup()).deep.equal({ status: 0, said: '' });
    expect(asked()).deep.equal([]);
  });

  it('rebuilds a sqlite3 that does not load', () => {
    setup();
    writeFileSync(join(clone, 'node_modules/sqlite3/index.js'), 'throw new Error("compiled for another Node")');
    expect(setup().status).equal(0);
    expect(asked()[1]).match(/^rebuild sqlite3/);
  });

  it('installs without the lock when npm finds it incomplete', () => {
    expect(setup({ ci: 'npm error code EUSAGE' }).status).equal(0);
    expect(asked().map((line) => line.split(' ').slice(0, 2).join(' '))).deep.equal([
      'ci --include=dev',
      'install --no-save',
    ]);
  });

  it('says what to do when it fails, and never which registry', () => {
    const { status, said } = setup({
      ci: 'npm error request to https://registry.example/x failed, getaddrinfo ENOTFOUND registry.example',
    });
    expect(status).equal(1);
    expect(said).include('npm ping').and.include('python3').and.not.include('registry.example');
  });
});
