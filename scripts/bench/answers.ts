import { larkEnvironment } from './app.ts';
import { startBot } from './bot.ts';
import { measuring, startLoad, startServer } from './children.ts';
import { below, percentile, type Row, row } from './report.ts';

const PER_SECOND = 500;
const SECONDS = 10;
/** The first second of a process is spent on compiling itself. */
const WARM_UP_SECONDS = 2;

/**
 * docs/measurements/speed.md#answers: how long Feishu waits for its answer while the whole bot is at work. Every event
 * is a message that leads to a stored 线索, notices and answers; the worker falls behind, the answers must not.
 */
export function measureAnswers(): Promise<Row[]> {
  return measuring(async (folder, keep) => {
    const platform = await keep(startServer('platform', {}));
    const bot = await keep(
      startBot(folder, { ...larkEnvironment, LARK_BASE_URL: `http://127.0.0.1:${platform.port}` }),
    );
    const load = await keep(startLoad());
    await load.prepare(PER_SECOND * (WARM_UP_SECONDS + SECONDS));
    const { answerMs, refused } = await load.steady({
      port: bot.port,
      connections: 64,
      perSecond: PER_SECOND,
      warmUpMs: WARM_UP_SECONDS * 1000,
      ms: SECONDS * 1000,
    });
    if (refused > 0) throw new Error(`the bot refused ${refused} events`);
    return [
      row('answer at 500 events/s, processing on: median', 'ms', percentile(answerMs, 0.5)),
      row('answer at 500 events/s, processing on: p99', 'ms', percentile(answerMs, 0.99), below(100)),
    ];
  });
}
