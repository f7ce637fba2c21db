import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect } from 'chai';
import { engines } from '../support/databases.ts';
import { type Desk, headOf, openDesk, specialists } from '../support/desk.ts';
import { expectNothingOwed } from '../support/killing.ts';

/** The program as an operator starts it, on a free port; resolves when it says that it is ready. */
async function startMain({ lark, databaseUrl }: Desk): Promise<{ child: ChildProcess; url: string }> {
  const env = {
    PATH: process.env.PATH,
    PORT: '0',
    HOST: '127.0.0.1',
    DATABASE_URL: databaseUrl,
    LARK_APP_ID: lark.appId,
    LARK_APP_SECRET: lark.appSecret,
    LARK_ENCRYPT_KEY: lark.encryptKey,
    LARK_VERIFICATION_TOKEN: lark.verificationToken,
    LARK_BASE_URL: lark.baseUrl,
  };
  const child = spawn(process.execPath, ['--import=tsx', 'src/main.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface(child.stdout)) {
    const { msg, port } = JSON.parse(line);
    if (msg !== 'ready') continue;
    child.stdout.resume();
    return { child, url: `http://127.0.0.1:${port}/webhook/lark` };
  }
  throw new Error('the program ended before it was ready');
}

/** Asks again with every message that the platform takes. */
async function until(desk: Desk, holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) {
    await new Promise<void>((resolve) => {
      const leave = desk.standIn.subscribe(() => {
        leave();
        resolve();
      });
    });
  }
}

for (const [engine, makePlace] of Object.entries(engines)) {
  describe(`SIGTERM on ${engine}`, function () {
    this.timeout(30_000);
    let desk: Desk;
    let running: ChildProcess | undefined;
    afterEach(async () => {
      running?.kill('SIGKILL');
      await desk.end();
    });

    const submitEach = (text: string) => specialists.map(({ openId }) => desk.submits(text, openId));
    const receipts = () => specialists.map(({ openId }) => desk.heardBy(openId).map(headOf));
    const isUnderWay = async () =>
      (await desk.rows(`SELECT id FROM outbox WHERE state <> 'sent' AND attempts > 0`)).length > 0;

    it('ends within five seconds although the platform hangs, and the next start sends what is owed, once', async () => {
      desk = await openDesk(await makePlace(), { at: new Date(), running: true });
      const { child, url } = await startMain(desk);
      running = child;
      desk.standIn.setWebhookUrl(url);
      submitEach('宏泰机械有限公司反映，申请变压器增容两个月未批复');
      await until(desk, () => receipts().flat().length >= 10);
      desk.standIn.fail({ latencyMs: 6_000 });
      submitEach('恒昌食品有限公司反映，厂区频繁停电，供电公司未答复');
      await desk.standIn.idle();
      while (!(await isUnderWay()));
      const asked = performance.now();
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).to.deep.equal([0, null]);
      expect(performance.now() - asked).to.be.lessThan(5_000);

      desk.standIn.fail({});
      const next = await startMain(desk);
      running = next.child;
      await until(desk, () => receipts().flat().length >= 20);
      running.kill('SIGTERM');
      expect(await once(running, 'exit')).to.deep.equal([0, null]);
      for (const heads of receipts()) {
        expect(heads).to.have.length(2);
        for (const head of heads) expect(head).to.match(/^诉求已受理/);
      }
      expect(new Set(receipts().flat())).to.have.property('size', 20);
      await expectNothingOwed(desk);
    });
  });
}
