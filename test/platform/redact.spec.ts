import { expect } from 'chai';
import { createLog, redact, redactDeep } from '../../src/log.ts';

const SECRET = 'sEcReT0123456789abcdefghijklmnop';
const BEARER = 't-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234';

describe('redact', () => {
  it('masks mobiles in every usual spelling', () => {
    for (const mobile of [
      '13900001234',
      '139 0000 1234',
      '139-0000-1234',
      '+8613900001234',
      '86-13900001234',
      '电话13900001234。',
    ]) {
      expect(redact(mobile), mobile).to.match(/139\*{4}1234/);
    }
  });

  it('leaves numbers alone that are none', () => {
    for (const text of [
      'JJ20261120-003',
      '1795330800000',
      '1795330800000000',
      '12900001234',
      '2026-11-20T02:00:00.000Z',
      '913900001234',
    ]) {
      expect(redact(text)).to.equal(text);
    }
  });

  it('masks bearers, tokens, named secrets, passwords in addresses', () => {
    const text = `Authorization: Bearer ${BEARER} app_secret=${SECRET} LLM_API_KEY=sk-77 {"tenant_access_token":"${BEARER}"} postgres://desk:pw1@db/x c-295ee57216a5dc9de90fefd0`;
    const said = redact(text);
    for (const secret of [BEARER, SECRET, 'pw1', 'c-295ee5', 'sk-77']) expect(said).not.to.include(secret);
    expect(said).to.include('postgres://desk:***@db/x');
  });

  it('masks given secrets wherever they stand', () => {
    expect(redact(`x${SECRET}y`, [SECRET, ''])).to.equal('x***y');
  });

  it('goes into nested values, errors and names, and stops at cycles', () => {
    const cycle: Record<string, unknown> = { mobile: '13900001234', count: 3, ok: true, at: new Date(0) };
    cycle.self = cycle;
    const error = new Error('13900001234', { cause: { headers: { Authorization: BEARER } } });
    const said = JSON.stringify(
      redactDeep({
        list: [{ cycle }],
        error,
        '13900001234': 1,
        number: 13900001234,
        appSecret: { a: SECRET },
        apiKey: 'sk-77',
      }),
    );
    expect(said).not.to.match(/13900001234|t-g1044|sEcReT|sk-77/);
    expect(said).to.include('"count":3').and.include('"ok":true').and.include('1970-01-01');
  });
});

describe('log', () => {
  const logged = (level: string, use: (log: ReturnType<typeof createLog>) => void) => {
    const lines: string[] = [];
    use(createLog(level, [SECRET], { write: (text) => lines.push(text) }));
    return lines;
  };

  it('writes one JSON object a line with level, time, facts and message', () => {
    const [text = ''] = logged('info', (log) => log.info({ inbox: 7, ms: 12.5 }, 'done'));
    expect(text.endsWith('\n')).to.equal(true);
    const { time, ...rest } = JSON.parse(text);
    expect(rest).to.deep.equal({ level: 'info', inbox: 7, ms: 12.5, msg: 'done' });
    expect(time).to.match(/^\d{4}-\d\d-\d\dT/);
  });

  it('never writes secret, token or phone: in the message, in facts, deep inside, in errors', () => {
    const lines = logged('info', (log) => {
      log.warn(
        { deep: [{ text: `打给13900001234 ${SECRET}` }], token: BEARER, mobile: 13900001234 },
        `call 13900001234 ${SECRET}`,
      );
      log.error(
        { err: Object.assign(new Error(`Bearer ${BEARER}`), { config: { data: SECRET } }) },
        '%s 139 0000 1234',
      );
    });
    expect(lines).to.have.length(2);
    for (const text of lines) {
      JSON.parse(text);
      expect(text).not.to.match(/13900001234|139 0000 1234|t-g1044|sEcReT/);
    }
  });

  it('keeps to its level', () => {
    const lines = logged('warn', (log) => {
      log.info({}, 'a');
      log.warn({}, 'b');
    });
    expect(lines).to.have.length(1);
  });
});
