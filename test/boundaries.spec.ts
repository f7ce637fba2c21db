import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';

/** The rooms of the house and which doors are locked (biome.json); each line is one import, tried by the real linter. */
const locked: [file: string, specifier: string][] = [
  ['src/domain/appeal.ts', '../presenters/words.ts'],
  ['src/domain/appeal.ts', '../ports.ts'],
  ['src/domain/routing/score.ts', '../../db/store.ts'],
  ['src/domain/appeal.ts', 'zod'],
  ['src/domain/appeal.ts', 'node:fs'],
  ['src/presenters/words.ts', '../ports.ts'],
  ['src/presenters/cards/one.ts', '../../commands/planAppeal.ts'],
  ['src/ports.ts', './commands/work.ts'],
  ['src/notices.ts', './commands/work.ts'],
  ['src/commands/planAppeal.ts', '../chat/bot.ts'],
  ['src/commands/planAppeal.ts', '../settings.ts'],
  ['src/chat/bot.ts', '../db/store.ts'],
  ['src/chat/bot.ts', '../platform/lark/client.ts'],
  ['src/db/store.ts', '../commands/work.ts'],
  ['src/db/store.ts', 'pg'],
  ['src/platform/lark/client.ts', '../../db/store.ts'],
  ['src/platform/lark/client.ts', '../../../ormconfig.ts'],
  ['src/jobs/processInbox.ts', '../db/store.ts'],
  ['src/jobs/processInbox.ts', '../platform/lark/client.ts'],
  ['src/jobs/processInbox.ts', '../app.ts'],
  ['src/http/app.ts', '../db/store.ts'],
  ['src/http/app.ts', '../sandbox/standIn.ts'],
  ['src/sandbox/standIn.ts', '../chat/bot.ts'],
  ['src/sandbox/standIn.ts', '../presenters/words.ts'],
  ['src/web/main.ts', '../presenters/words.ts'],
  ['src/web/main.ts', '../sandbox/state.ts'],
  ['src/settings/rules.ts', '../db/store.ts'],
  ['src/jobs/processInbox.ts', '../sandboxTime.ts'],
  ['src/commands/planAppeal.ts', '../sandboxPast/appeals.ts'],
  ['src/sandbox/standIn.ts', '../sandboxTravel.ts'],
];

const open: [file: string, specifier: string][] = [
  ['src/domain/routing/score.ts', '../rules.ts'],
  ['src/domain/chinaTime.ts', 'luxon'],
  ['src/presenters/words.ts', '../domain/appeal.ts'],
  ['src/commands/planAppeal.ts', '../notices.ts'],
  ['src/chat/bot.ts', '../commands/planAppeal.ts'],
  ['src/db/database.ts', '../../ormconfig.ts'],
  ['src/platform/lark/client.ts', '../../ports.ts'],
  ['src/jobs/processInbox.ts', '../chat/bot.ts'],
  ['src/http/other.ts', './app.ts'],
  ['src/sandbox/standIn.ts', '../domain/rules.ts'],
  ['src/sandbox/standIn.ts', '../settings.ts'],
  ['src/web/main.ts', '../sandbox/api.ts'],
  ['src/app.ts', './db/database.ts'],
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
