import { expect } from 'chai';
import { readRules } from '../../src/settings/settings.ts';
import { sqlitePlace } from '../support/databases.ts';
import { type Desk, openDesk, specialist } from '../support/desk.ts';
import { until } from '../support/killing.ts';
import { keptLog, modelStub, says } from '../support/modelStub.ts';

const { rules: read } = readRules('config');
const unsure = '沈巷镇江畔机械有限公司反映，门口那件事拖到现在没有结果，请帮忙协调';

describe('大模型 — the whole bot with a language model', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk(await sqlitePlace());
  });
  afterEach(() => desk.end());

  it('asks it, shows the proposal, counts the answer, and logs neither words nor key', async () => {
    const stub = await modelStub(says('{"taskForce": 3}'));
    const { log, lines } = keptLog();
    const adviser = { baseUrl: stub.url, apiKey: 'sk-0123456789', model: 'small' };
    const rules = { ...read, reader: { ...read.reader, dispatchFrom: 2 } };
    const bot = await desk.start({ adviser, log, rules });
    desk.submits(unsure);
    await until(desk, () => desk.heardBy(specialist).length > 0);
    expect(JSON.stringify(desk.heardBy(specialist)))
      .to.include('大模型建议（仅供参考）：')
      .and.include('获得电力专班');
    const metrics = await (await fetch(`${bot.url}/metrics`)).text();
    expect(metrics).to.include('appeal_desk_advice_total{outcome="answered"} 1');
    expect(stub.asked).to.have.length(1);
    expect(lines.join()).to.not.include('sk-0123456789').and.not.include('门口那件事').and.not.include('Bearer');
    await stub.close();
  });

  it('asks nobody when it is off', async () => {
    const bot = await desk.start();
    expect(bot.deps.adviser).to.equal(undefined);
  });
});
