import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect } from 'chai';
import { engines, type Place } from '../support/databases.ts';
import { type Desk, headOf, openDesk, specialists } from '../support/desk.ts';
import { expectNothingOwed, until } from '../support/killing.ts';

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

const submitEach = (desk: Desk, text: string) => specialists.map(({ openId }) => desk.submits(text, openId));
const receipts = (desk: Desk) => specialists.map(({ openId }) => desk.heardBy(openId).map(headOf));

async function isUnderWay(desk: Desk): Promise<boolean> {
  return (await desk.rows(`SELECT id FROM outbox WHERE state <> 'sent' AND attempts > 0`)).length > 0;
}

describe('SIGTERM', function () {
  this.timeout(120_000);
  const desks: Desk[] = [];
  const children: ChildProcess[] = [];
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    for (const desk of desks.splice(0)) await desk.end();
  });

  async function starts(desk: Desk): Promise<ChildProcess> {
    const { child, url } = await startMain(desk);
    children.push(child);
    desk.fakeLark.setWebhookUrl(url);
    return child;
  }

  async function ends(child: ChildProcess): Promise<void> {
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).to.deep.equal([0, null]);
  }

  async function endsWhileThePlatformHangs(makePlace: () => Promise<Place>): Promise<void> {
    const desk = await openDesk(await makePlace(), { at: new Date(), running: true });
    desks.push(desk);
    const first = await starts(desk);
    submitEach(desk, '宏泰机械有限公司反映，申请变压器增容两个月未批复');
    await until(desk, () => receipts(desk).flat().length >= 10);
    desk.fakeLark.fail({ latencyMs: 3_600_000 });
    submitEach(desk, '恒昌食品有限公司反映，厂区频繁停电，供电公司未答复');
    await desk.fakeLark.idle();
    while (!(await isUnderWay(desk)));
    await ends(first);

    desk.fakeLark.fail({});
    const next = await starts(desk);
    await until(desk, () => receipts(desk).flat().length >= 20);
    await ends(next);
    for (const heads of receipts(desk)) {
      expect(heads).to.have.length(2);
      for (const head of heads) expect(head).to.match(/^诉求已受理/);
    }
    expect(new Set(receipts(desk).flat())).to.have.property('size', 20);
    await expectNothingOwed(desk);
  }

  // The engines at the same time: most of it is waiting.
  const named = Object.keys(engines).join(' and on ');
  it(`on ${named}: ends although the platform answers none of its calls; the next start sends what is owed, once`, async () => {
    await Promise.all(Object.values(engines).map(endsWhileThePlatformHangs));
  });
});
