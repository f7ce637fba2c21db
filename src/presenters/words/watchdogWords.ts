import type { Text } from '../../domain/message.ts';
import { dayTimeText, inChina } from '../../domain/time/chinaTime.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { say } from '../notes/notes.ts';

/** What was not sent or done in time (docs/operate/guarantees.md#once); `oldest` is when the first of these was due. */
export type Trouble =
  | { kind: 'steps' | 'reminders' | 'messages'; count: number; oldest: Instant }
  /** A line of the timetable, by its name. */
  | { kind: 'job'; name: string; oldest: Instant }
  /** `oldest`: when the last round of the clock's work ended. */
  | { kind: 'tick'; oldest: Instant }
  /** Messages and presses that are not handled any more; `newest` is the row of the last one. */
  | { kind: 'events'; count: number; oldest: Instant; newest: number }
  /** The host's clock had run ahead to `ahead`; `oldest`: when this was noticed. */
  | { kind: 'clock'; oldest: Instant; ahead: Instant };

const whatNext = '请查看系统日志。恢复正常前不再重复提醒。';

/** To the administrators, privately, once. */
export function troubleNote(trouble: Trouble): Text {
  const next = trouble.kind === 'events' || trouble.kind === 'clock' ? '' : whatNext;
  return say(`系统运行提醒：${sentence(trouble)}${next}`);
}

function sentence(trouble: Trouble): string {
  const since = dayTimeText(trouble.oldest);
  switch (trouble.kind) {
    case 'steps':
      return `有${trouble.count}项到时自动办理的事项超过10分钟未办，最早一项应于${since}办理。`;
    case 'reminders':
      return `有${trouble.count}条办理提醒超过10分钟未发出，最早一条应于${since}发出。`;
    case 'messages':
      return `有${trouble.count}条消息超过10分钟未送达，最早一条应于${since}送出。`;
    case 'job':
      return `“${trouble.name}”应于${since}发出，至今未发完。`;
    case 'tick':
      return `定时任务已停顿3分钟以上，最近一次完成于${since}。`;
    case 'events':
      return `有${trouble.count}条消息或点击未能办理，已停止自动重试，最早一条收于${since}，发送人已收到告知。请在服务器上运行 npm run inbox:retry 查看原因，排除后按提示重试。`;
    case 'clock':
      return `服务器时间曾快至${inChina(trouble.ahead).toFormat('yyyy年M月d日HH:mm')}，${since}发现已拨回。已按正确时间恢复定时提醒和报告；其间受理的诉求，编号、时限可能有误，请核对，并检查服务器时间同步。`;
    default:
      return trouble satisfies never;
  }
}

const mostNamed = 5;

/** Missed occurrences of one line of the timetable: they are not sent any more. */
export function missedNote(name: string, missed: Instant[]): Text {
  const named = missed.slice(-mostNamed).map(dayTimeText).join('、');
  const which = missed.length > mostNamed ? `最近${mostNamed}次为${named}` : named;
  return say(`系统运行提醒：“${name}”有${missed.length}次未按时发出，已过有效时间，不再补发：${which}。`);
}
