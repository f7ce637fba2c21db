import { ended, type Server, start } from './children.ts';

export interface BotServer extends Server {
  pid: number;
  /** SIGKILL, SIGSTOP, SIGCONT; resolves at once. */
  signal(name: NodeJS.Signals): void;
  /** Resolves when it has ended, however. */
  ended: Promise<unknown>;
}

/** The program itself (`src/main.ts`) on a free port; resolves when it says that it is ready. */
export async function startBot(folder: string, env: Record<string, string>): Promise<BotServer> {
  const child = start('../../src/main.ts', {
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'info',
    DATABASE_URL: `sqlite:${folder}/bot.sqlite`,
    ...env,
  });
  const port = await new Promise<number>((resolve, reject) => {
    let said = '';
    child.once('exit', (code) => reject(new Error(`the bot ended with code ${code}`)));
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      if (said.length > 100_000) return; // still read, or the pipe would fill up and stop the bot
      said += chunk;
      const ready = /^\{.*"port":(\d+).*"msg":"ready.*\}$/m.exec(said);
      if (ready) resolve(Number(ready[1]));
    });
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const signal = (name: NodeJS.Signals) => void child.kill(name);
  return { port, pid: child.pid ?? 0, stop: () => ended(child), signal, ended: gone };
}
