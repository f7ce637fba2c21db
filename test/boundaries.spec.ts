import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';

/** The rooms of the house and which doors are locked (biome.json); each line is one import, tried by the real linter. */
const locked: [file: string, specifier: string][] = [
  ['src/domain/appeal/appeal.ts', '../presenters/words.ts'],
  ['src/domain/appeal/appeal.ts', '../ports.ts'],
  ['src/domain/routing/score.ts', '../../db/store.ts'],
  ['src/domain/appeal/appeal.ts', 'zod'],
  ['src/domain/appeal/appeal.ts', 'node:fs'],
  ['src/presenters/words/words.ts', '../ports.ts'],
  ['src/presenters/cards/one.ts', '../../commands/planAppeal.ts'],
  ['src/ports.ts', './commands/work.ts'],
  ['src/notices/notices.ts', './commands/work.ts'],
  ['src/commands/handling/planAppeal.ts', '../chat/bot.ts'],
  ['src/commands/handling/planAppeal.ts', '../settings.ts'],
  ['src/chat/bot.ts', '../db/store.ts'],
  ['src/chat/bot.ts', '../platform/lark/client.ts'],
  ['src/db/stores/store.ts', '../commands/work.ts'],
  ['src/db/stores/store.ts', 'pg'],
  ['src/platform/lark/client.ts', '../../db/store.ts'],
  ['src/platform/lark/client.ts', '../../../ormconfig.ts'],
  ['src/jobs/inbox/inboxWorker.ts', '../db/store.ts'],
  ['src/jobs/inbox/inboxWorker.ts', '../platform/lark/client.ts'],
  ['src/jobs/inbox/inboxWorker.ts', '../app.ts'],
  ['src/http/app.ts', '../db/store.ts'],
  ['src/http/app.ts', '../sandbox/standIn.ts'],
  ['src/fakeLark/fakeLark.ts', '../chat/bot.ts'],
  ['src/fakeLark/fakeLark.ts', '../presenters/words.ts'],
  ['src/web/main.ts', '../presenters/words.ts'],
  ['src/web/main.ts', '../sandbox/state.ts'],
  ['src/settings/rules.ts', '../db/store.ts'],
  ['src/jobs/inbox/inboxWorker.ts', '../sandboxTime.ts'],
  ['src/commands/handling/planAppeal.ts', '../sandboxPast/appeals.ts'],
  ['src/fakeLark/fakeLark.ts', '../sandboxTravel.ts'],
];

const open: [file: string, specifier: string][] = [
  ['src/domain/routing/score.ts', '../rules.ts'],
  ['src/domain/time/chinaTime.ts', 'luxon'],
  ['src/presenters/words/words.ts', '../domain/appeal.ts'],
  ['src/commands/handling/planAppeal.ts', '../notices.ts'],
  ['src/chat/bot.ts', '../commands/planAppeal.ts'],
  ['src/db/database.ts', '../../ormconfig.ts'],
  ['src/platform/lark/client.ts', '../../ports.ts'],
  ['src/jobs/inbox/inboxWorker.ts', '../chat/bot.ts'],
  ['src/http/other.ts', './app.ts'],
  ['src/fakeLark/fakeLark.ts', '../domain/rules.ts'],
  ['src/fakeLark/fakeLark.ts', '../settings.ts'],
  ['src/web/main.ts', '../sandbox/api.ts'],
  ['src/app/app.ts', './db/database.ts'],
];

describe('boundaries between the rooms', () => {
  let refused: Set<string>;
  before(() => {
    const house = mkdtempSync(join(tmpdir(), 'appeal-desk-rooms-'));
    try {
      refused = lint(house, [...locked, ...open]);
    } finally {
      rmSync(house, { recursive: true, force: true });
    }
  });

  for (const [file, specifier] of locked) {
    it(`${file} may not import ${specifier}`, () => {
      expect(refused.has(`${file} ${specifier}`)).equal(true);
    });
  }
  for (const [file, specifier] of open) {
    it(`${file} may import ${specifier}`, () => {
      expect(refused.has(`${file} ${specifier}`)).equal(false);
    });
  }
});

interface Report {
  diagnostics: { category: string; location: { path: string; start: { line: number } } }[];
}

/** Lays out a house of these files, one import to a line, and returns the imports ("file specifier") that are refused. */
function lint(house: string, imports: [file: string, specifier: string][]): Set<string> {
  const files = new Map<string, string[]>();
  for (const [file, specifier] of imports) files.set(file, [...(files.get(file) ?? []), specifier]);
  for (const name of ['biome.json', '.gitignore']) cpSync(name, join(house, name));
  for (const [file, specifiers] of files) {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), specifiers.map((specifier) => `export * from '${specifier}';\n`).join(''));
  }
  const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
  const options = ['lint', '--only=style/noRestrictedImports', '--reporter=json', '--max-diagnostics=none', '.'];
  const { stdout } = spawnSync(process.execPath, [biome, ...options], { cwd: house, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(stdout) as Report;
  return new Set(diagnostics.map(({ location: { path, start } }) => `${path} ${files.get(path)?.[start.line - 1]}`));
}
