import { execFile } from 'node:child_process';
import { expect } from 'chai';
import type { Database } from '../../src/db/database.ts';
import { eachDatabase } from '../support/databases.ts';
import { anInboxEntry } from '../support/rows.ts';

describe('npm run inbox:retry, while the bot runs', () => {
  eachDatabase((open, place) => {
    let database: Database;
    let ids: number[];
    beforeEach(async () => {
      database = await open();
      ids = [];
      for (const key of ['m:1', 'm:2']) {
        const { id } = await database.inbox.receive(anInboxEntry(key, { payload: '{"text":"张三 13900001234"}' }));
        await database.inbox.claim(1);
        if (key === 'm:1') await database.inbox.fail(id, 'TypeError (1a2b3c4d)');
        else await database.inbox.setAside(id, 'the process ended (5e6f7a8b)');
        ids.push(id);
      }
    });

    function run(...given: string[]): Promise<{ code: number; said: string }> {
      const inherited = Object.entries(process.env).filter(([name]) => !/^(LARK_|ADMIN_)/.test(name));
      const options = { env: { ...Object.fromEntries(inherited), DATABASE_URL: place().url } };
      const script = ['--import=tsx', 'scripts/inboxRetry.ts', ...given];
      return new Promise((resolve) => {
        execFile(process.execPath, script, options, (error, stdout, stderr) =>
          resolve({ code: Number(error?.code ?? 0), said: `${stdout}${stderr}` }),
        );
      });
    }
    const waiting = async () => (await database.inbox.claim(10)).map(({ key }) => key);

    it('lists what is not acted on any more, without what it says, and changes nothing', async () => {
      const { code, said } = await run();
      expect(code).to.equal(0);
      expect(said).to.match(/行号 \d+，收于9月29日\(周二\)12:00，多次未办成：TypeError \(1a2b3c4d\)/);
      expect(said)
        .to.match(/使系统停顿，已搁置：the process ended \(5e6f7a8b\)/)
        .and.to.include('--all');
      expect(said).not.to.include('张三');
      expect(await waiting()).to.deep.equal([]);
    });

    it('tries those again that are named, or all', async () => {
      const some = await run(String(ids[1]));
      expect(some.said).to.include('已恢复办理1条');
      expect(await waiting()).to.deep.equal(['m:2']);
      const all = await run('--all');
      expect([all.code, all.said]).to.deep.equal([0, all.said]);
      expect(await waiting()).to.deep.equal(['m:1']);
    });

    it('says when a row is not among them, or what is given cannot be read', async () => {
      const unknown = await run('4711');
      expect([unknown.code, unknown.said.includes('4711')]).to.deep.equal([1, true]);
      const unread = await run('--al');
      expect([unread.code, unread.said.includes('用法')]).to.deep.equal([1, true]);
      expect(await waiting()).to.deep.equal([]);
    });
  });
});
