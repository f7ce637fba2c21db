import { expect } from 'chai';
import { readSettings, SettingsError } from '../../src/settings/settings.ts';

const credentials = {
  LARK_APP_ID: 'cli_a',
  LARK_APP_SECRET: 'a secret',
  LARK_ENCRYPT_KEY: 'a key',
  LARK_VERIFICATION_TOKEN: 'a token',
};

const model = {
  LLM_BASE_URL: 'https://model.example/v1/',
  LLM_API_KEY: 'sk-0123456789abcdef',
  LLM_MODEL: 'small-model',
};

function faults(env: Record<string, string>): string[] {
  try {
    readSettings(env);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
}

describe('settings from the environment', () => {
  it('without credentials are those of the sandbox, empty variables included', () => {
    for (const env of [{}, { LARK_APP_ID: '', LARK_APP_SECRET: ' ', PORT: '' }]) {
      expect(readSettings(env)).deep.equal({
        lark: undefined,
        host: '127.0.0.1',
        port: 3000,
        databaseUrl: 'sqlite:data/sandbox.sqlite',
        administrators: [],
        configDir: 'config',
        zone: undefined,
        logLevel: 'info',
        heartbeatUrl: undefined,
        learning: true,
        adviser: undefined,
      });
    }
  });

  it('with credentials are the real thing', () => {
    const settings = readSettings(credentials);
    expect(settings).include({ host: '0.0.0.0', databaseUrl: 'sqlite:data/appeals.sqlite' });
    expect(settings.lark).deep.equal({
      appId: 'cli_a',
      appSecret: 'a secret',
      encryptKey: 'a key',
      verificationToken: 'a token',
      baseUrl: 'https://open.feishu.cn',
      transport: 'webhook',
    });
  });

  it('are taken as given', () => {
    const settings = readSettings({
      ...credentials,
      PORT: '0',
      HOST: '::1',
      DATABASE_URL: 'postgres://desk@127.0.0.1:5432/appeals',
      LARK_BASE_URL: 'http://127.0.0.1:4000/base//',
      ADMIN_OPEN_IDS: 'ou_1, ou_2\uff0cou_1',
      CONFIG_DIR: '/etc/desk',
      TZ_NAME: 'Asia/Chongqing',
      LOG_LEVEL: 'debug',
      HEARTBEAT_URL: 'https://monitor.example/ping?key=1',
      LEARNING: 'off',
    });
    expect(settings).deep.include({
      port: 0,
      host: '::1',
      databaseUrl: 'postgres://desk@127.0.0.1:5432/appeals',
      administrators: ['ou_1', 'ou_2'],
      configDir: '/etc/desk',
      zone: 'Asia/Chongqing',
      logLevel: 'debug',
      heartbeatUrl: 'https://monitor.example/ping?key=1',
      learning: false,
    });
    expect(settings.lark?.baseUrl).equal('http://127.0.0.1:4000/base');
  });

  it('over the long connection need no key', () => {
    const { LARK_APP_ID, LARK_APP_SECRET } = credentials;
    expect(faults({ LARK_APP_ID, LARK_APP_SECRET, LARK_TRANSPORT: 'websocket' })).deep.equal([]);
    expect(faults({ LARK_APP_ID, LARK_APP_SECRET })).deep.equal([
      'LARK_ENCRYPT_KEY: is required in webhook mode',
      'LARK_VERIFICATION_TOKEN: is required in webhook mode',
    ]);
  });

  const bad: [name: string, value: string][] = [
    ['PORT', '65536'],
    ['PORT', '80a'],
    ['PORT', '-1'],
    ['HOST', 'http://here'],
    ['DATABASE_URL', 'mysql://desk@host/appeals'],
    ['DATABASE_URL', 'sqlite:'],
    ['DATABASE_URL', 'sqlite::memory:'],
    ['DATABASE_URL', 'postgres://host'],
    ['DATABASE_URL', 'sqlite:data/sandbox.sqlite'],
    ['LARK_BASE_URL', 'open.feishu.cn'],
    ['LARK_BASE_URL', 'ftp://open.feishu.cn'],
    ['LARK_BASE_URL', 'https://open.feishu.cn?x=1'],
    ['LARK_TRANSPORT', 'pigeon'],
    ['ADMIN_OPEN_IDS', '13900000000'],
    ['TZ_NAME', 'Asia/Wuhu'],
    ['TZ_NAME', 'Asia/Urumqi'],
    ['LOG_LEVEL', 'loud'],
    ['HEARTBEAT_URL', 'monitor.example'],
    ['HEARTBEAT_URL', 'file:///etc/passwd'],
    ['LLM_BASE_URL', 'model.example/v1'],
    ['LLM_BASE_URL', 'https://model.example/v1?key=1'],
    ['LLM_BASE_URL', 'https://user:word@model.example/v1'],
    ['LLM_BASE_URL', 'https://model.example/v1/chat/completions'],
    ['LLM_API_KEY', 'short'],
    ['LLM_API_KEY', 'sk-0123456789 abc'],
    ['LLM_API_KEY', 'sk-0123456789\u4e00'],
    ['LLM_MODEL', 'm'.repeat(201)],
  ];
  for (const [name, value] of bad) {
    it(`${name}=${value.slice(0, 60)} is refused`, () => {
      const found = faults({ ...credentials, ...model, [name]: value });
      expect(found).length(1);
      expect(found[0]).satisfy((line: string) => line.startsWith(`${name}: `));
    });
  }

  it('half-given are neither sandbox nor real', () => {
    expect(faults({ LARK_APP_ID: 'cli_a', LARK_TRANSPORT: 'websocket' })).deep.equal([
      'LARK_APP_SECRET: is missing although LARK_APP_ID is set',
    ]);
    expect(faults({ LARK_APP_SECRET: 'a secret', LARK_ENCRYPT_KEY: 'a key' })).length(2);
  });

  it('of a language model are all three or none', () => {
    const { LLM_BASE_URL, LLM_API_KEY, LLM_MODEL } = model;
    expect(readSettings(model).adviser).deep.equal({
      baseUrl: 'https://model.example/v1',
      apiKey: LLM_API_KEY,
      model: LLM_MODEL,
    });
    expect(readSettings({ LLM_BASE_URL: '', LLM_API_KEY: ' ' }).adviser).equal(undefined);
    expect(faults({ LLM_BASE_URL })).deep.equal([
      'LLM_API_KEY: is missing although LLM_BASE_URL is set (set all three LLM_… or none)',
      'LLM_MODEL: is missing although LLM_BASE_URL is set (set all three LLM_… or none)',
    ]);
    expect(faults({ LLM_API_KEY, LLM_MODEL })).deep.equal([
      'LLM_BASE_URL: is missing although LLM_API_KEY is set (set all three LLM_… or none)',
    ]);
    expect(faults({ LLM_API_KEY: 'sk-blank 1', LLM_MODEL }).join()).not.include('sk-');
  });

  it('tell all faults at once, and never a value', () => {
    const found = faults({
      ...credentials,
      LARK_ENCRYPT_KEY: '',
      PORT: 'secret',
      LOG_LEVEL: 'secret',
      DATABASE_URL: 'secret',
    });
    expect(found.map((line) => line.split(':')[0])).deep.equal([
      'PORT',
      'DATABASE_URL',
      'LOG_LEVEL',
      'LARK_ENCRYPT_KEY',
    ]);
    expect(found.join()).not.include('"secret"');
  });
});
