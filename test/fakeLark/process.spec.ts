import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';

const MAIN = 'src/fakeLark/main.ts';
const env = {
  ...process.env,
  LARK_APP_ID: 'cli_0123456789abcdef',
  LARK_APP_SECRET: 'secret',
  LARK_ENCRYPT_KEY: 'key',
  LARK_VERIFICATION_TOKEN: 'token',
  SANDBOX_CLOCK_OFFSET_MS: String(-10 * 365 * 86_400_000),
};

async function urlOf(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += chunk;
    if (text.includes('\n')) break;
  }
  return JSON.parse(text).url;
}

describe('the process of the fake Feishu', () => {
  it('says where it listens, shows the demo district and ends when its stdin is closed', async () => {
    const child = spawn(process.execPath, ['--import=tsx', MAIN], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    const url = await urlOf(child);
    const state = (await (await fetch(`${url}/sandbox/api/state`)).json()) as { chats: unknown[]; now: string };
    expect(state.chats).to.have.length(21);
    expect(Date.now() - new Date(state.now).getTime()).to.be.greaterThan(9 * 365 * 86_400_000);
    child.stdin?.end();
    expect(await once(child, 'exit')).to.deep.equal([0, null]);
  });

  it('ends with a parent that forked it', async () => {
    const child = fork(MAIN, { env, execArgv: ['--import=tsx'], stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    expect(await urlOf(child)).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
    child.disconnect();
    expect(await once(child, 'exit')).to.deep.equal([0, null]);
  });

  it('ends on SIGTERM, and refuses to start without credentials', async () => {
    const child = spawn(process.execPath, ['--import=tsx', MAIN], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    await urlOf(child);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).to.deep.equal([0, null]);
    const bare = spawn(process.execPath, ['--import=tsx', MAIN], {
      env: { ...env, LARK_APP_ID: '' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let complaint = '';
    bare.stderr?.on('data', (chunk) => {
      complaint += chunk;
    });
    expect(await once(bare, 'close')).to.deep.equal([1, null]);
    expect(complaint).to.equal('sandbox: LARK_APP_ID is not set\n');
  });
});
