import { dayTimeText } from '../../domain/time/chinaTime.ts';
import type { Instant } from '../../domain/time/instant.ts';

/** What `npm run inbox:retry` prints; never the content of an event. */
export const inboxWords = {
  usage:
    '用法：npm run inbox:retry -- 行号…（只重试这几条）或 npm run inbox:retry -- --all（全部重试）。不带参数只列出。',
  none: '没有停止办理的消息或点击。',
  again: (count: number) => `已恢复办理${count}条，系统运行时会立即处理。`,
  unknown: (ids: number[]) => `不在停止办理之列：${ids.join('、')}。`,
};

interface Stuck {
  id: number;
  state: 'failed' | 'aside';
  receivedAt: Instant;
  error: string;
}

const states: Record<Stuck['state'], string> = { failed: '多次未办成', aside: '使系统停顿，已搁置' };

export function stuckLine({ id, state, receivedAt, error }: Stuck): string {
  return `行号 ${id}，收于${dayTimeText(receivedAt)}，${states[state]}：${error}`;
}
