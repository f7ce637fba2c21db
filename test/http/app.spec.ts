import { request } from 'node:http';
import { expect } from 'chai';
import { type HttpOptions, httpApp } from '../../src/http/app.ts';
import type { Check } from '../../src/http/health.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { writerHold } from '../../src/http/writerHold.ts';
import { type Running, serve } from './server.ts';

describe('HTTP addresses of the bot', () => {
  let running: Running;
  let checks: Record<string, () => Check | Promise<Check>>;
  let warnings: string[];
  let logged: { facts: object; message: string }[];

  const present = '2026-03-02T01:00:00.000Z';
  const hold = writerHold();
  const metrics = () =>
    createMetrics({
      clock: { now: () => new Date(present) },
      outbox: {
        left: async () => ({
          pending: 2,
          failed: 1,
          unsure: 0,
          oldestPendingAt: '2026-03-02T00:59:30.000Z',
        }),
      },
      inbox: { left: async () => ({ pending: 3, failed: 0 }) },
      writerHold: hold,
    });

  async function start(more: Partial<HttpOptions> = {}): Promise<HttpOptions> {
    const log = { info() {}, warn() {}, error: (facts: object, message: string) => logged.push({ facts, message }) };
    const options: HttpOptions = {
      health: { log, checks, warnings: () => warnings, limitMs: 50 },
      metrics: metrics(),
      log,
      ...more,
    };
    running = await serve(httpApp(options).callback());
    return options;
  }
  const get = (path: string) => fetch(running.url + path, { redirect: 'manual' });

  beforeEach(() => {
    checks = { database: () => ({ ok: true }), inbox: async () => ({ ok: true }) };
    warnings = [];
    logged = [];
  });
  afterEach(() => running.close());

  it('is alive as soon as it listens', async () => {
    await start();
    const answer = await get('/healthz');
    expect(answer.status).to.equal(200);
    expect(await answer.json()).to.deep.equal({ ok: true });
  });

  it('is ready while every check passes, whatever the warnings', async () => {
    warnings = ['花名册为空'];
    await start();
    const answer = await get('/readyz');
    expect(answer.status).to.equal(200);
    expect(await answer.json()).to.deep.equal({
      ready: true,
      checks: { database: { ok: true }, inbox: { ok: true } },
      warnings: ['花名册为空'],
    });
  });

  it('is not ready when one check fails, throws or hangs, and says which', async () => {
    checks.token = () => ({ ok: false, reason: 'no app token' });
    checks.database = () => Promise.reject(new Error('password of postgres'));
    checks.outbox = () => new Promise(() => {});
    await start();
    const answer = await get('/readyz');
    expect(answer.status).to.equal(503);
    const text = await answer.text();
    expect(text).not.to.contain('password');
    expect(JSON.parse(text).checks).to.deep.equal({
      database: { ok: false, reason: 'the check itself failed, see the log' },
      inbox: { ok: true },
      token: { ok: false, reason: 'no app token' },
      outbox: { ok: false, reason: 'no answer' },
    });
  });

  it('counts deliveries and rows for Prometheus', async () => {
    const { metrics } = await start();
    metrics.webhook('accepted');
    metrics.webhook('accepted');
    metrics.failure('alert');
    metrics.advice('late');
    metrics.deleted('payloads', 200);
    for (const ms of [3, 40, 12]) hold.held(ms);
    const answer = await get('/metrics');
    expect(answer.headers.get('content-type')).to.match(/^text\/plain/);
    const lines = (await answer.text()).split('\n');
    expect(lines).to.include.members([
      'appeal_desk_webhook_total{outcome="accepted"} 2',
      'appeal_desk_platform_failures_total{failure="alert"} 1',
      'appeal_desk_advice_total{outcome="late"} 1',
      'appeal_desk_deleted_rows_total{kind="payloads"} 200',
      'appeal_desk_inbox_rows{state="pending"} 3',
      'appeal_desk_outbox_rows{state="pending"} 2',
      'appeal_desk_outbox_rows{state="failed"} 1',
      'appeal_desk_outbox_oldest_pending_seconds 30',
      'appeal_desk_writer_hold_seconds_bucket{le="0.02"} 2',
      'appeal_desk_writer_hold_seconds_bucket{le="0.05"} 3',
      'appeal_desk_writer_hold_longest_seconds 0.04',
    ]);
    expect(lines.some((line) => line.startsWith('process_resident_memory_bytes'))).to.equal(true);
  });

  it('hands the webhook its untouched request, before any header of pages is set', async () => {
    const seen: string[] = [];
    await start({
      webhook: async (ctx) => {
        for await (const chunk of ctx.req) seen.push(String(chunk));
        ctx.body = '{}';
      },
    });
    const answer = await fetch(`${running.url}/webhook/lark?from=feishu`, { method: 'POST', body: '{"a": 1}' });
    expect(answer.status).to.equal(200);
    expect(seen.join('')).to.equal('{"a": 1}');
    expect(answer.headers.has('content-security-policy')).to.equal(false);
  });

  it('allows pages nothing but their own files', async () => {
    await start();
    const { headers } = await get('/');
    expect(headers.get('content-security-policy')).to.match(/^default-src 'self';/);
    expect(headers.get('x-content-type-options')).to.equal('nosniff');
    expect(headers.get('x-frame-options')).to.equal('DENY');
    expect(headers.get('x-powered-by')).to.equal(null);
    expect(headers.get('strict-transport-security')).not.to.equal(null);
  });

  it('answers unknown paths with 404 as JSON, the sandbox included', async () => {
    await start();
    for (const path of ['/nothing', '/sandbox', '/sandbox/api/state', '/webhook/lark', '/%E0%A4%A']) {
      const answer = await get(path);
      expect(answer.status, path).to.be.oneOf([400, 404]);
      expect(answer.headers.get('content-type'), path).to.match(/^application\/json/);
    }
  });

  it('keeps the reason of a fault to its log', async () => {
    await start({ webhook: () => Promise.reject(new Error('secret in a message')) });
    const answer = await fetch(`${running.url}/webhook/lark`, { method: 'POST', body: '{}' });
    expect(answer.status).to.equal(500);
    expect(await answer.json()).to.deep.equal({ error: 'internal' });
    expect(logged.map(({ message }) => message)).to.deep.equal(['an HTTP request failed']);
  });

  it('serves no page of the sandbox under another method', async () => {
    await start();
    const status = await new Promise((resolve, reject) => {
      const asked = request(`${running.url}/readyz`, { method: 'DELETE' }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asked.on('error', reject).end();
    });
    expect(status).to.equal(404);
  });
});
