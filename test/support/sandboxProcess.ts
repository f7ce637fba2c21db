import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Sandbox {
  /** The chat page. */
  url: string;
  end(): Promise<void>;
}

/** `npm start` without credentials, as a process of its own on a free port, with a database that is forgotten at the end. */
export async function startSandboxProcess(): Promise<Sandbox> {
  if (!existsSync('dist/web/index.html')) {
    throw new Error('The page is not built: run `node scripts/setup.mjs --web` (npm test does so by itself).');
  }
  const folder = mkdtempSync(join(tmpdir(), 'appeal-desk-sandbox-'));
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('LARK_'));
  const env = {
    ...Object.fromEntries(inherited),
    ...{ HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'info', DATABASE_URL: `sqlite:${join(folder, 'sandbox.sqlite')}` },
  };
  const child = spawn(process.execPath, ['--import=tsx', 'src/main.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = once(child, 'exit');
  const end = async () => {
    child.kill('SIGTERM');
    await exit;
    rmSync(folder, { recursive: true, force: true });
  };
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { port, msg } = JSON.parse(line);
    if (port === undefined || !String(msg).startsWith('ready')) continue;
    // Nobody reads on; a full pipe would stop the process.
    child.stdout.resume();
    return { url: `http://127.0.0.1:${port}/sandbox`, end };
  }
  await end();
  throw new Error(`The sandbox ended before it was ready.\n${said}`);
}
