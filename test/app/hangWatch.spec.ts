import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';

/** Runs a program that imports the watch; it is ended with the test, whatever it does. */
async function run(program: string): Promise<{ code: number | null; signal: string | null; said: string[] }> {
  const text = `import { watchForHangs } from './src/app/hangWatch.ts';\n${program}`;
  const child = spawn(process.execPath, ['--import=tsx', '--input-type=module', '-e', text], { timeout: 30_000 });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += String(chunk);
  });
  const [code, signal] = await once(child, 'close');
  return { code, signal, said: said.trim().split('\n') };
}

describe('the watch for an event loop that stands still', () => {
  it('ends a process that is blocked for good, with a line in the log', async () => {
    const { signal, said } = await run(`
      watchForHangs({ every: 20, most: 10 }).then(() => {
        console.log('begun');
        for (;;);
      });
      setTimeout(() => undefined, 60_000);`);
    expect(signal).to.equal('SIGKILL');
    const [begun, line = ''] = said;
    expect(begun).to.equal('begun');
    expect(JSON.parse(line)).to.include({ level: 'error', seconds: 0.2 });
  });

  it('lets a process alone that goes round, and does not keep it', async () => {
    const { code, said } = await run(`
      watchForHangs({ every: 20, most: 25 });
      setTimeout(() => console.log('done'), 1_000);`);
    expect([code, said]).to.deep.equal([0, ['done']]);
  });
});
