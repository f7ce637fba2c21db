import type { SandboxMessages, SandboxPush, Say } from '../../src/fakeLark/api.ts';
import { startBot } from './bot.ts';
import { measuring } from './children.ts';
import { below, median, type Row, row } from './report.ts';

const MESSAGES = 15;
const WARM_UP = 3;
const specialist = 'ou_demo_specialist_1';

/**
 * docs/measurements/speed.md#reply: the sandbox as `npm start` runs it, on its working morning. From the moment a
 * specialist's message that @s a liaison is typed to the moment the card stands in the liaison's group.
 */
export function measureReply(): Promise<Row[]> {
  return measuring(async (folder, keep) => {
    const bot = await keep(startBot(folder, {}));
    const api = `http://127.0.0.1:${bot.port}/sandbox/api`;
    const closing = new AbortController();
    const pushes = await listen(`${api}/events`, closing.signal);
    const times: number[] = [];
    for (let turn = 0; turn < WARM_UP + MESSAGES; turn += 1) {
      const ms = await oneCard(api, pushes, turn);
      if (turn >= WARM_UP) times.push(ms);
      // Receipt and other cards go out, and a second passes in which one chat may get five messages.
      await new Promise((resolve) => setTimeout(resolve, 1_200));
    }
    closing.abort();
    return [row('message with @contact to card at Feishu: median', 'ms', median(times), below(150))];
  });
}

type Listener = (push: SandboxPush) => void;

async function oneCard(api: string, listeners: Set<Listener>, turn: number): Promise<number> {
  const taskForce = String((turn % 9) + 1).padStart(2, '0');
  const chat = `oc_demo_tf${taskForce}`;
  const before = await cardsIn(api, chat);
  let listener: Listener = () => {};
  const arrival = new Promise<number>((resolve, reject) => {
    setTimeout(() => reject(new Error('no card within 10 s')), 10_000).unref();
    listener = (push) => push.type === 'message' && push.chatId === chat && resolve(performance.now());
  });
  listeners.add(listener);
  const company = `${'甲乙丙丁戊己庚辛壬癸'[turn % 10]}${'子丑'[Math.floor(turn / 10)]}机械有限公司`;
  const text = `@{ou_demo_liaison_${taskForce}} 沈巷镇${company}反映，申请办理的事项已经提交两个月，至今没有批复，请协调`;
  const say: Say = { as: specialist, chat: 'bot', text };
  const start = performance.now();
  const headers = { 'content-type': 'application/json' };
  const said = await fetch(`${api}/say`, { method: 'POST', headers, body: JSON.stringify(say) });
  if (!said.ok) throw new Error(`the fake Feishu refused: ${await said.text()}`);
  const end = await arrival;
  listeners.delete(listener);
  if ((await cardsIn(api, chat)) !== before + 1) throw new Error('what arrived is not the one card of this message');
  return end - start;
}

async function cardsIn(api: string, chat: string): Promise<number> {
  const { messages } = (await (await fetch(`${api}/chats/${chat}/messages?after=0`)).json()) as SandboxMessages;
  return messages.filter(({ type, senderIsBot }) => type === 'interactive' && senderIsBot).length;
}

/** The fake Feishu's stream of events, read for as long as the signal allows. */
async function listen(url: string, signal: AbortSignal): Promise<Set<Listener>> {
  const listeners = new Set<Listener>();
  const { body } = await fetch(url, { signal });
  const read = async () => {
    let text = '';
    for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const events = (text + chunk).split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const data = /^data: ?(.*)$/m.exec(event)?.[1];
        if (data) for (const listener of listeners) listener(JSON.parse(data) as SandboxPush);
      }
    }
  };
  read().catch((error: Error) => {
    if (!signal.aborted) throw error;
  });
  return listeners;
}
