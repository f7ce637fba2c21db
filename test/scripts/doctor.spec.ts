import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { dataSource } from '../../ormconfig.ts';
import { examine } from '../../scripts/doctor/examine.ts';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { claimDatabase } from '../../src/db/owner.ts';
import type { Person } from '../../src/domain/people/contacts.ts';
import { eachDatabase, silent, sqlitePlace } from '../support/databases.ts';
import { type ModelStub, modelStub, says, sends } from '../support/modelStub.ts';
import { damage, otherProgram } from '../support/otherProgram.ts';
import { anInboxEntry, anOutboxEntry } from '../support/rows.ts';

const secret = 'the-secret-of-the-app';
const mobile = '13900001234';

/** What the platform answers to every question; `skewSeconds`: how far its clock is ahead. */
interface Answers {
  code?: number;
  skewSeconds?: number;
  /** Code of an answer about groups and contacts. */
  scopes?: number;
}

describe('npm run doctor', () => {
  let platform: Server;
  let answers: Answers;
  let asked: string[];
  beforeEach(async () => {
    answers = {};
    asked = [];
    platform = createServer((request, response) => {
      const { code = 0, skewSeconds = 0, scopes = 0 } = answers;
      const url = request.url ?? '';
      asked.push(url);
      response.setHeader('Date', new Date(Date.now() + skewSeconds * 1000).toUTCString());
      response.setHeader('Content-Type', 'application/json');
      const token = { tenant_access_token: 't-1', expire: 7200, bot: { open_id: 'ou_bot' } };
      const said = /contact|chats/.test(url) ? { code: scopes, msg: 'x', data: {} } : { code, msg: 'x', ...token };
      response.end(JSON.stringify(said));
    });
    await new Promise<void>((resolve) => platform.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => platform.close());

  async function doctor(env: Record<string, string>): Promise<{ well: boolean; said: string }> {
    const lines: string[] = [];
    const well = await examine(env, (line) => void lines.push(line));
    return { well, said: lines.join('\n') };
  }

  /** Its lines, and its exit code, in a process of its own. */
  function run(env: Record<string, string>): Promise<{ code: number; stdout: string; stderr: string }> {
    const inherited = Object.entries(process.env).filter(([name]) => !/^(LARK_|DATABASE_URL|ADMIN_)/.test(name));
    const options = { env: { ...Object.fromEntries(inherited), ...env } };
    return new Promise((resolve) => {
      execFile(process.execPath, ['--import=tsx', 'scripts/doctor.ts'], options, (error, stdout, stderr) => {
        resolve({ code: Number(error?.code ?? 0), stdout, stderr });
      });
    });
  }
  const address = () => `http://127.0.0.1:${(platform.address() as AddressInfo).port}`;
  const live = (databaseUrl: string, baseUrl = address()) =>
    doctor({
      DATABASE_URL: databaseUrl,
      LARK_APP_ID: 'cli_1',
      LARK_APP_SECRET: secret,
      LARK_TRANSPORT: 'websocket',
      LARK_BASE_URL: baseUrl,
      ADMIN_OPEN_IDS: 'ou_admin',
    });

  const office: Person = { id: 'p1', openId: 'ou_1', name: '甲', memberships: [{ role: 'district-office' }] };
  const centre: Person = { id: 'p2', openId: 'ou_2', name: '乙', memberships: [{ role: 'service-centre' }] };
  const liaison: Person = {
    id: 'p3',
    name: '丙',
    mobile,
    memberships: [{ role: 'liaison', taskForce: 3, unit: 'development-reform-commission' }],
  };
  async function fill(database: Database): Promise<void> {
    await claimDatabase(database.meta, { appId: 'cli_1', sandbox: false });
    await database.transact(async (store) => {
      for (const person of [office, centre, liaison]) await store.savePerson(person);
      for (const id of ['oc_living', 'oc_gone'])
        await store.saveChat({ id, name: id, external: false, alive: true, bindings: [] });
      await store.bind('oc_living', { kind: 'task-force', taskForce: 3 });
      await store.bind('oc_gone', { kind: 'centre' });
      await store.saveChat({ id: 'oc_gone', name: 'x', external: false, alive: false, bindings: [] });
      await store.addStep({ id: 's1', kind: 'dispatch', ref: 'JJ20200102-001', dueAt: '2020-01-02T01:00:00.000Z' });
      const at = '2020-01-02T01:00:00.000Z';
      const to = { chat: 'oc_living' };
      await store.enqueue(anOutboxEntry('m1', { to, createdAt: at, notBefore: at }));
    });
    await database.outbox.settle('m1', 'failed', 'x');
  }

  eachDatabase((open, place) => {
    it('says what is well, what to look at and what is bad, and how to mend it', async () => {
      await fill(await open());
      const { well, said } = await live(place().url);
      expect(well).to.equal(false);
      for (const line of [
        /^ok +settings: websocket mode$/m,
        /^ok +database: .* answers, no migrations pending$/m,
        /^ok +database: belongs to this app$/m,
        /^ok +roster: 3 people$/m,
        /^look +roster: 1 people without open_id cannot be reached – npm run roster:match$/m,
        /^look +roster: nobody of the district leaders \(领导\) can be reached – /m,
        /^look +roster: task forces without liaison \(联络员\): .* and 11 more – /m,
        /^look +roster: \d+ units without officer \(层级 3\): /m,
        /^look +roster: \d+ units without head \(层级 1\): /m,
        /^ok +groups: 1 bound$/m,
        /^look +groups: 17 task forces have none: .*@诉求管家 绑定专班/m,
        /^look +groups: the service centre has none – /m,
        /^look +groups: 1 bound ones are gone/m,
        /^look +messages: 1 failed, 0 unsure – /m,
        /^bad +due work: 1 steps are late, the oldest since 1月2日\(周四\)09:00 – /m,
        /^ok +clock: agrees with the platform$/m,
        /^ok +platform: token and bot id are there$/m,
        /^ok +scopes: groups may be read$/m,
        /^ok +scopes: contacts may be read$/m,
        /^ok +language model: off$/m,
      ]) {
        expect(said).to.match(line);
      }
      expect(said)
        .to.not.include(secret)
        .and.not.include(mobile)
        .and.not.match(/甲|乙|丙/);
      expect(asked.filter((url) => url.includes('/messages'))).to.deep.equal([]);
    });

    it('changes nothing: migrations that wait are told and not run', async () => {
      const database = await open();
      await database.close();
      const source = await dataSource(place().url).initialize();
      const names: { name: string }[] = await source.query('SELECT name FROM migrations ORDER BY id DESC');
      await source.query(`DELETE FROM migrations WHERE name = '${names[0]?.name}'`);
      const { said } = await live(place().url);
      expect(said).to.match(/^look +database: .* 1 migrations pending .* – make a backup/m);
      const left: unknown[] = await source.query('SELECT name FROM migrations');
      await source.destroy();
      expect(left).to.have.length(names.length - 1);
    });

    it('a database of the sandbox or of another app is bad', async () => {
      await claimDatabase((await open()).meta, { appId: 'cli_2', sandbox: false });
      const { well, said } = await live(place().url);
      expect(well).to.equal(false);
      expect(said)
        .to.match(/^bad +database: belongs to another app/m)
        .and.to.match(/^bad +roster: nobody – /m);
    });
  });

  const trouble: [title: string, answers: Answers, line: RegExp][] = [
    [
      'a wrong secret',
      { code: 10015 },
      /^bad +platform: no token or bot id: .* – copy LARK_APP_ID and LARK_APP_SECRET/m,
    ],
    ['no bot ability', { code: 230006 }, /^bad +platform: .* – switch on the bot ability/m],
    ['a host that is not on the list', { code: 99991401 }, /^bad +platform: .* – add this host to the IP allow-list/m],
    ['a clock that is slow', { skewSeconds: 300 }, /^bad +clock: this host is (29|30)\d s slow – /m],
    ['a clock that is fast', { skewSeconds: -90 }, /^bad +clock: this host is (8|9)\d s fast – /m],
  ];
  for (const [title, given, line] of trouble) {
    it(`${title} is told`, async () => {
      answers = given;
      const place = await sqlitePlace();
      const { well, said } = await live(place.url);
      await place.remove();
      expect(well).to.equal(false);
      expect(said)
        .to.match(line)
        .and.to.match(/^look +database: .* is not there yet – /m);
      expect(said).to.not.include(secret);
    });
  }

  it('a scope that is missing is named', async () => {
    answers = { scopes: 99991672 };
    const place = await sqlitePlace();
    const database = await openDatabase(place.url, { log: silent });
    await fill(database);
    await database.close();
    const { said } = await live(place.url);
    await place.remove();
    expect(said).to.match(/^bad +scopes: groups may not be read – grant im:chat:readonly/m);
    expect(said).to.match(/^bad +scopes: contacts may not be read – grant contact:user.id:readonly/m);
  });

  it('settings that cannot be used are told with all their faults, with exit code 1', async () => {
    const { code, stdout, stderr } = await run({ LARK_APP_ID: 'cli_1', LARK_APP_SECRET: secret, PORT: 'x' });
    expect(code).to.equal(1);
    expect(stdout)
      .to.match(/^bad +settings: PORT: /m)
      .and.to.match(/^bad +settings: LARK_ENCRYPT_KEY: is required/m);
    expect(`${stdout}${stderr}`).to.not.include(secret);
  });

  it('a platform nobody answers for is told, twice: no clock, no token', async () => {
    const nobody = address();
    platform.close();
    const place = await sqlitePlace();
    const { well, said } = await live(place.url, nobody);
    await place.remove();
    expect(well).to.equal(false);
    expect(said)
      .to.match(/^bad +clock: the platform does not answer: ECONNREFUSED/m)
      .and.to.match(/^bad +platform: /m);
  });

  it('in the sandbox it says so, and asks no platform', async () => {
    const place = await sqlitePlace();
    const { well, said } = await doctor({ DATABASE_URL: place.url });
    await place.remove();
    expect(well).to.equal(true);
    expect(said).to.match(/^look +settings: LARK_APP_ID is not set, this is the sandbox – /m);
    expect(said).to.match(/^ok +platform: the sandbox brings its own$/m);
    expect(asked).to.deep.equal([]);
  });

  const models: [title: string, answer: ModelStub['answers'], line: RegExp][] = [
    ['answers', says('{"taskForce": 3}'), /^ok +language model: answers in time$/m],
    ['refuses the key', sends(401, ''), /^look +language model: down – are LLM_BASE_URL, LLM_API_KEY/m],
    ['talks', says('获得电力'), /^look +language model: malformed – .*…\/v1/m],
  ];
  for (const [title, answer, line] of models) {
    it(`a language model that ${title} is told of; the desk is well all the same`, async () => {
      const place = await sqlitePlace();
      const stub = await modelStub(answer);
      const key = 'sk-0123456789';
      const model = { LLM_BASE_URL: stub.url, LLM_API_KEY: key, LLM_MODEL: 'small' };
      const { well, said } = await doctor({ DATABASE_URL: place.url, ...model });
      await stub.close();
      await place.remove();
      expect(well).to.equal(true);
      expect(said).to.match(line).and.to.not.include(key);
      expect(stub.texts()).to.have.length(1);
    });
  }

  it('tells of a SQLite file that another program has locked, and of a damaged one', async () => {
    const place = await sqlitePlace();
    await place.begin();
    const other = await otherProgram(place.url);
    await other.run('BEGIN IMMEDIATE');
    const locked = await live(place.url);
    expect(locked.well).to.equal(false);
    expect(locked.said).to.match(/bad {3}database: SQLite file \S+ cannot be written: SQLITE_BUSY/);
    await other.run('ROLLBACK');
    await other.close();

    const database = await openDatabase(place.url, { log: silent });
    for (let index = 0; index < 40; index += 1)
      await database.inbox.receive(anInboxEntry(`m:${index}`, { payload: 'x'.repeat(20_000) }));
    await database.close();
    await damage(place.url);
    const damaged = await live(place.url);
    expect(damaged.well).to.equal(false);
    expect(damaged.said).to.match(/bad {3}database: SQLite file/);
    await place.remove();
  });
});
