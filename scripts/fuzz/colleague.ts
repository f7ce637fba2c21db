import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { environment } from '../bench/servers/listening.ts';
import { colleague, colleaguesChat } from './cast.ts';
import { messageEvent, pressEvent } from './events.ts';
import { poster, sealed } from './post.ts';

/** A process of its own: somebody works as every day, and asks whether the bot is alive. */
export interface Report {
  /** How long his messages waited for their answer, and his presses, ms. */
  messageMs: number[];
  pressMs: number[];
  /** Answers that were no 200. */
  refused: number;
  /** Words of which each makes one appeal, and no other. */
  appeals: string[];
  /** How long `/healthz` took, ms. */
  healthMs: number[];
  /** How late this process itself came to its turn, ms at p99: what the machine had left for anybody. */
  machineMs: number;
}

const port = Number(environment('BOT_PORT'));
const post = poster(port, 2);
const report: Report = { messageMs: [], pressMs: [], refused: 0, appeals: [], healthMs: [], machineMs: 0 };
const resolution = 10;
const delay = monitorEventLoopDelay({ resolution });
delay.enable();
let working = true;

const chinese = (count: number) => [...String(count)].map((digit) => '零一二三四五六七八九'[Number(digit)]).join('');

/** In turn: an appeal of its own, a question, a press of what everybody may ask. */
function deed(turn: number): object {
  const chat = colleaguesChat;
  if (turn % 3 === 0) {
    const mark = `第${chinese(turn / 3)}号厂房`;
    report.appeals.push(mark);
    const text = `湾里街道江畔${chinese(turn / 3)}机械有限公司反映，${mark}停水三天，请获得用水用气专班协调`;
    return messageEvent({ by: colleague, chat, text });
  }
  if (turn % 3 === 1) return messageEvent({ by: colleague, chat, text: '我的待办' });
  return pressEvent({ by: colleague, chat, message: 'om_none', value: { say: '我是谁' } });
}

async function work(): Promise<void> {
  for (let turn = 0; working; turn += 1) {
    const { status, ms } = await post(sealed(JSON.stringify(deed(turn))));
    (turn % 3 === 2 ? report.pressMs : report.messageMs).push(ms);
    if (status !== 200) report.refused += 1;
    await sleep(50);
  }
}

async function watch(): Promise<void> {
  while (working) {
    const start = performance.now();
    await fetch(`http://127.0.0.1:${port}/healthz`).then(
      (answer) => answer.text(),
      () => '',
    );
    report.healthMs.push(performance.now() - start);
    await sleep(50);
  }
}

const done = Promise.all([work(), watch()]);
process.on('message', async () => {
  working = false;
  await done;
  report.machineMs = Math.max(0, delay.percentile(99) / 1e6 - resolution);
  process.send?.(report, () => process.exit(0));
});
process.on('disconnect', () => process.exit(0));
