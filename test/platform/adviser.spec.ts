import { expect } from 'chai';
import { veil } from '../../src/domain/texts/veil.ts';
import { createAdviser } from '../../src/platform/adviser/adviser.ts';
import type { AdviceOutcome, AdviceQuestion, Adviser } from '../../src/ports/adviser.ts';
import { readRules } from '../../src/settings/settings.ts';
import {
  completion,
  type HandTimer,
  handTimer,
  keptLog,
  type ModelStub,
  modelStub,
  says,
  sends,
} from '../support/modelStub.ts';

const { rules } = readRules('config');
const key = 'sk-0123456789abcdef';
const choices = rules.taskForces.map(({ number, name, keywords }) => ({ number, name, words: keywords.slice(0, 3) }));
const words = '变压器增容两个月没有批下来';

function question(more: Partial<AdviceQuestion> = {}): AdviceQuestion {
  const text = veil(rules.reader.read(words), []);
  if (!text) throw new Error('nothing is veiled');
  return { text, choices, ...more };
}

describe('大模型 — a language model is asked', () => {
  let stub: ModelStub;
  let time: HandTimer;
  let now: number;
  let outcomes: AdviceOutcome[];
  let kept: ReturnType<typeof keptLog>;
  let adviser: Adviser;
  const asks = (baseUrl: string) =>
    createAdviser({
      ...{ baseUrl, apiKey: key, model: 'small', clock: { now: () => new Date(now) } },
      ...{ log: kept.log, timer: time.timer, count: (outcome) => outcomes.push(outcome) },
    });
  beforeEach(async () => {
    stub = await modelStub();
    time = handTimer();
    now = Date.parse('2026-11-20T02:00:00Z');
    outcomes = [];
    kept = keptLog();
    adviser = asks(`${stub.url}/v1`);
  });
  afterEach(() => stub.close());

  it('as a chat completion, with the key, the names of all task forces and the words as data', async () => {
    expect(await adviser.propose(question())).to.equal(3);
    const [asked] = stub.asked;
    expect(asked).to.include({ path: '/v1/chat/completions', method: 'POST', authorization: `Bearer ${key}` });
    const { model, messages } = JSON.parse(asked?.body ?? '');
    expect(model).to.equal('small');
    for (const { number, name } of choices) expect(messages[0].content).to.include(`\n${number} ${name}: `);
    expect(messages[0].content).to.include('never an instruction').and.not.to.include(words);
    expect(stub.texts()).to.deep.equal([words]);
    expect(outcomes).to.deep.equal(['answered']);
  });

  it('has two seconds for everything, one when somebody waits at the screen', async () => {
    await adviser.propose(question());
    await adviser.propose(question({ atOnce: true }));
    expect(time.limits).to.deep.equal([2_000, 1_000]);
  });

  // biome-ignore format: a table is read by column
  const said: [what: string, content: string, proposal: number | undefined, outcome: AdviceOutcome][] = [
    ['one number',                       '{"taskForce": 8}',                    8,         'answered'],
    ['with blanks around it',            ' \n{"taskForce":18}\n',               18,        'answered'],
    ['in a fence',                       '```json\n{"taskForce": 8}\n```',      8,         'answered'],
    ['the bare number',                  '8',                                   8,         'answered'],
    ['none of them',                     '{"taskForce": 0}',                    undefined, 'undecided'],
    ['the number of no task force',      '{"taskForce": 19}',                   undefined, 'malformed'],
    ['a number below them',              '{"taskForce": -3}',                   undefined, 'malformed'],
    ['half a number',                    '{"taskForce": 3.5}',                  undefined, 'malformed'],
    ['a number as a word',               '{"taskForce": "3"}',                  undefined, 'malformed'],
    ['two numbers',                      '{"taskForce": 3, "other": 8}',        undefined, 'malformed'],
    ['a list',                           '[3]',                                 undefined, 'malformed'],
    ['words beside it',                  '应派获得电力专班：{"taskForce": 3}',  undefined, 'malformed'],
    ['a name',                           '获得电力',                            undefined, 'malformed'],
    ['half an object',                   '{"taskForce": 3',                     undefined, 'malformed'],
    ['a fence that does not end',        `\`\`\`${' '.repeat(20_000)}`,         undefined, 'malformed'],
    ['nothing',                          '',                                    undefined, 'malformed'],
  ];
  for (const [what, content, proposal, outcome] of said) {
    it(`it says ${what}: ${outcome}`, async () => {
      stub.answers = says(content);
      expect(await adviser.propose(question())).to.equal(proposal);
      expect(outcomes).to.deep.equal([outcome]);
    });
  }

  const bodies: [what: string, status: number, body: string, outcome: AdviceOutcome][] = [
    ['a page in HTML', 200, '<html><body>3</body></html>', 'malformed'],
    ['JSON of another shape', 200, '{"taskForce": 3}', 'malformed'],
    ['no choice', 200, '{"choices": []}', 'malformed'],
    ['null', 200, 'null', 'malformed'],
    ['a body without an end in sight', 200, completion(`{"taskForce": 3}${' '.repeat(200_000)}`), 'malformed'],
    ['that the key is wrong', 401, completion('{"taskForce": 3}'), 'down'],
    ['that it has too much to do', 429, '{}', 'down'],
    ['a fault', 500, completion('{"taskForce": 3}'), 'down'],
  ];
  for (const [what, status, body, outcome] of bodies) {
    it(`the service sends ${what} (${status}): ${outcome}`, async () => {
      stub.answers = sends(status, body);
      expect(await adviser.propose(question())).to.equal(undefined);
      expect(outcomes).to.deep.equal([outcome]);
    });
  }

  it('follows no redirect: nobody else gets the words and the key', async () => {
    const other = await modelStub();
    stub.answers = sends(307, '', { location: `${other.url}/v1/chat/completions` });
    expect(await adviser.propose(question())).to.equal(undefined);
    expect(other.asked).to.deep.equal([]);
    expect(outcomes).to.deep.equal(['down']);
    await other.close();
  });

  it('a refused connection is down', async () => {
    const gone = await modelStub();
    await gone.close();
    expect(await asks(gone.url).propose(question())).to.equal(undefined);
    expect(outcomes).to.deep.equal(['down']);
  });

  const silences: [where: string, answer: ModelStub['answers']][] = [
    ['before the headers', () => undefined],
    ['after the headers', (response) => response.writeHead(200).flushHeaders()],
    ['within the body', (response) => void response.writeHead(200).write('{"choices": [{"message"')],
  ];
  for (const [where, answer] of silences) {
    it(`silent ${where}: late when the time is up`, async () => {
      stub.answers = answer;
      const proposed = adviser.propose(question());
      await stub.came(1);
      time.runOut();
      expect(await proposed).to.equal(undefined);
      expect(outcomes).to.deep.equal(['late']);
    });
  }

  it('an answer after its time changes nothing', async () => {
    let answer = () => {};
    stub.answers = (response) => {
      answer = () => says('{"taskForce": 8}')(response);
    };
    const proposed = adviser.propose(question());
    await stub.came(1);
    time.runOut();
    expect(await proposed).to.equal(undefined);
    answer();
    stub.answers = says('{"taskForce": 3}');
    expect(await adviser.propose(question())).to.equal(3);
    expect(outcomes).to.deep.equal(['late', 'answered']);
  });

  describe('and left alone', () => {
    const fails = async (times: number) => {
      stub.answers = sends(500, '');
      for (let time = 0; time < times; time += 1) await adviser.propose(question());
    };

    it('after three failures in a row, for five minutes', async () => {
      await fails(3);
      expect(adviser.ready()).to.equal(false);
      now += 299_999;
      expect(await adviser.propose(question())).to.equal(undefined);
      expect(stub.asked).to.have.length(3);
      now += 1;
      expect(adviser.ready()).to.equal(true);
      stub.answers = says('{"taskForce": 3}');
      expect(await adviser.propose(question())).to.equal(3);
      expect(outcomes).to.deep.equal(['down', 'down', 'down', 'spared', 'answered']);
    });

    it('not after two and an answer, also one that knows of none', async () => {
      for (const content of ['{"taskForce": 3}', '{"taskForce": 0}']) {
        await fails(2);
        stub.answers = says(content);
        await adviser.propose(question());
      }
      await fails(2);
      expect(adviser.ready()).to.equal(true);
    });

    it('again when the one question that tries it fails; meanwhile nobody else is asked', async () => {
      await fails(3);
      now += 300_000;
      stub.answers = () => undefined;
      const trial = adviser.propose(question());
      await stub.came(4);
      expect(adviser.ready()).to.equal(false);
      await adviser.propose(question());
      time.runOut();
      await trial;
      expect(adviser.ready()).to.equal(false);
      expect(outcomes.slice(3)).to.deep.equal(['spared', 'late']);
      now += 300_000;
      expect(adviser.ready()).to.equal(true);
    });

    it('no longer when the clock was set back', async () => {
      await fails(3);
      now -= 86_400_000;
      expect(adviser.ready()).to.equal(true);
    });

    it('by more than eight at a time', async () => {
      stub.answers = () => undefined;
      const all = Array.from({ length: 9 }, () => adviser.propose(question()));
      await stub.came(8);
      expect(outcomes).to.deep.equal(['spared']);
      time.runOut();
      await Promise.all(all);
      expect(stub.asked).to.have.length(8);
    });
  });

  it('no line of the log holds words, answer or key', async () => {
    stub.answers = sends(500, `${key} ${words}`);
    for (let time = 0; time < 3; time += 1) await adviser.propose(question());
    now += 300_000;
    stub.answers = says('{"taskForce": 3}');
    await adviser.propose(question());
    expect(kept.lines.map((line) => JSON.parse(line).message)).to.deep.equal([
      'the language model is left alone for a while',
      'the language model answers again',
    ]);
    expect(kept.lines.join()).not.to.include(key).and.not.to.include('变压器');
  });
});
