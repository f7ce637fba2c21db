import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { httpApp } from '../../src/http/app.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { type Running, serve } from './server.ts';

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
}

describe('HTTP addresses of the sandbox', () => {
  let folder: string;
  let bot: Running;
  let fakeLark: Running;
  let restarts: number;
  let asks: unknown[];
  let asked: { method?: string; url?: string; host?: string; body: string }[];
  let stream: ServerResponse | undefined;
  let streamClosed: Promise<void>;

  const silent = { info() {}, warn() {}, error() {} };
  const noRows = { pending: 0, failed: 0, unsure: 0 };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'appeal-desk-'));
    await mkdir(join(folder, 'web', 'assets'), { recursive: true });
    await writeFile(join(folder, 'web', 'index.html'), '<!doctype html><title>沙盒</title>');
    await writeFile(join(folder, 'web', 'assets', 'main-1a2b.js'), 'export {};');
    await writeFile(join(folder, 'secret.txt'), 'not for you');
    asked = [];
    restarts = 0;
    asks = [];
    stream = undefined;
    let closed = () => {};
    streamClosed = new Promise((resolve) => {
      closed = resolve;
    });
    fakeLark = await serve(async (req, res) => {
      if (req.url === '/sandbox/api/events') {
        stream = res.writeHead(200, { 'Content-Type': 'text/event-stream' });
        res.flushHeaders();
        res.on('close', closed);
        return;
      }
      const chunks: Buffer[] = [];
      for await (const chunk of req) chunks.push(chunk as Buffer);
      asked.push({ method: req.method, url: req.url, host: req.headers.host, body: Buffer.concat(chunks).toString() });
      res.writeHead(409, { 'Content-Type': 'application/json' }).end('{"error":"没有这个群"}');
    });
    bot = await serve(
      httpApp({
        health: { log: silent, checks: {}, warnings: () => [] },
        metrics: createMetrics({
          clock: { now: () => new Date(0) },
          outbox: { left: async () => noRows },
          inbox: { left: async () => ({}) },
        }),
        log: silent,
        sandbox: {
          pageDir: join(folder, 'web'),
          fakeLarkUrl: fakeLark.url,
          restart: async () => {
            restarts += 1;
          },
          advance: async (ask) => {
            asks.push(ask);
            return ask ? { now: '2026-11-23T01:05:00.000Z' } : { refused: '请选择快进多久。' };
          },
        },
      }).callback(),
    );
  });
  afterEach(async () => {
    await Promise.all([bot.close(), fakeLark.close()]);
    await rm(folder, { recursive: true });
  });

  /** Unlike fetch, sends any Host and any path as they are. */
  function ask(
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body = '{"as":"ou_1"}',
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const { hostname: host, port } = new URL(bot.url);
      const call = request({ host, port, method, path, headers }, async (answer) => {
        const chunks: Buffer[] = [];
        for await (const chunk of answer) chunks.push(chunk as Buffer);
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(chunks).toString() });
      });
      call.on('error', reject).end(method === 'POST' ? body : undefined);
    });
  }

  it('leads from the root to the page', async () => {
    const { status, headers } = await ask('GET', '/');
    expect([status, headers.location]).to.deep.equal([302, '/sandbox']);
  });

  it('serves the page fresh and its files for good, under the strict policy and without https', async () => {
    for (const path of ['/sandbox', '/sandbox/']) {
      const page = await ask('GET', path);
      expect([page.status, page.headers['content-type'], page.headers['cache-control']]).to.deep.equal([
        200,
        'text/html; charset=utf-8',
        'no-cache',
      ]);
      expect(page.text).to.contain('沙盒');
      expect(page.headers['content-security-policy']).to.contain("default-src 'self'");
      expect(page.headers).not.to.have.property('strict-transport-security');
    }
    const script = await ask('GET', '/sandbox/assets/main-1a2b.js');
    expect([script.status, script.text]).to.deep.equal([200, 'export {};']);
    expect(script.headers['cache-control']).to.contain('immutable');
    expect(script.headers['content-type']).to.match(/javascript/);
  });

  for (const path of [
    '../secret.txt',
    '%2e%2e%2fsecret.txt',
    '..%5csecret.txt',
    'assets/../../secret.txt',
    'a%00b',
    'assets',
  ]) {
    it(`serves nothing at /sandbox/${path}`, async () => {
      const { status, text } = await ask('GET', `/sandbox/${path}`);
      expect(status).to.be.oneOf([400, 404]);
      expect(text).not.to.contain('not for you');
    });
  }

  it('hands the control API to the fake Feishu, body, query and answer unchanged', async () => {
    const { status, headers, text } = await ask('POST', '/sandbox/api/say?x=%20');
    expect([status, headers['content-type'], text]).to.deep.equal([409, 'application/json', '{"error":"没有这个群"}']);
    expect(asked).to.deep.equal([
      { method: 'POST', url: '/sandbox/api/say?x=%20', host: new URL(fakeLark.url).host, body: '{"as":"ou_1"}' },
    ]);
  });

  it('passes events on as they come and lets go when the page is closed', async () => {
    const closer = new AbortController();
    const page = await fetch(`${bot.url}/sandbox/api/events`, { signal: closer.signal });
    expect(page.headers.get('content-type')).to.equal('text/event-stream');
    stream?.write('data: {"type":"reset"}\n\n');
    const first = await page.body?.getReader().read();
    expect(Buffer.from(first?.value ?? []).toString()).to.equal('data: {"type":"reset"}\n\n');
    closer.abort();
    await streamClosed;
  });

  it('restarts by itself instead of asking the fake Feishu', async () => {
    const { status } = await ask('POST', '/sandbox/api/restart');
    expect([status, restarts, asked.length]).to.deep.equal([200, 1, 0]);
  });

  it('moves time by itself, answers with the new present or with the reason why not', async () => {
    const moved = await ask('POST', '/sandbox/api/advance', {}, '{"by":"morning"}');
    expect([moved.status, JSON.parse(moved.text)]).to.deep.equal([200, { now: '2026-11-23T01:05:00.000Z' }]);
    for (const body of ['', '{"by":', '"'.padEnd(30_000, 'x')]) {
      const { status, text } = await ask('POST', '/sandbox/api/advance', {}, body);
      expect([status, JSON.parse(text)]).to.deep.equal([400, { error: '请选择快进多久。' }]);
    }
    expect(asks).to.deep.equal([{ by: 'morning' }, undefined, undefined, undefined]);
    expect(asked).to.deep.equal([]);
  });

  it('says 502 while the fake Feishu is away', async () => {
    await fakeLark.close();
    const { status, text } = await ask('GET', '/sandbox/api/state');
    expect(status).to.equal(502);
    expect(JSON.parse(text)).to.have.property('error');
  });

  const foreign: [string, Record<string, string>][] = [
    ['a name rebound to this machine', { host: 'evil.example:3000' }],
    ['a name that only begins like ours', { host: 'localhost.evil.example' }],
    ['a page of another site', { origin: 'https://evil.example' }],
    ['a page without origin', { origin: 'null' }],
  ];
  for (const [whose, headers] of foreign) {
    it(`refuses ${whose}`, async () => {
      for (const [method, path] of [
        ['GET', '/sandbox'],
        ['GET', '/sandbox/api/state'],
        ['POST', '/sandbox/api/restart'],
        ['POST', '/sandbox/api/advance'],
      ]) {
        const { status } = await ask(method as string, path as string, headers);
        expect(status, path).to.equal(403);
      }
      expect([restarts, asks.length, asked.length]).to.deep.equal([0, 0, 0]);
    });
  }

  it('lets pages of this machine in', async () => {
    for (const origin of ['http://localhost:3000', 'http://127.0.0.1:3000']) {
      expect((await ask('POST', '/sandbox/api/restart', { host: 'localhost:3000', origin })).status).to.equal(200);
    }
  });
});
