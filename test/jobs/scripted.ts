import type { Message } from '../../src/domain/message.ts';
import type { Log } from '../../src/ports/index.ts';
import { type FailureClass, type Platform, PlatformError, type Sent } from '../../src/ports/platform.ts';
import type { Recipient } from '../../src/ports/queues.ts';

/** A clock the test owns. */
export class OwnClock {
  private present: number;

  constructor(start: string) {
    this.present = Date.parse(start);
  }

  now(): Date {
    return new Date(this.present);
  }

  forward(seconds: number): void {
    this.present += seconds * 1000;
  }
}

export interface Call {
  to: string;
  message: Message;
  uuid?: string;
  reply?: string;
  update?: string;
}

/** One outcome for each call, in order; after the last one every call succeeds. */
export type Outcome = FailureClass | Error | 'ok' | Promise<unknown>;

/** A platform that answers as the test says and remembers what it was asked. Like Feishu, it knows a uuid again. */
export class ScriptedPlatform implements Platform {
  readonly calls: Call[] = [];
  /** Most calls under way at a time, all in all and to one recipient. */
  readonly peak = { all: 0, one: 0 };
  private readonly script: Outcome[] = [];
  private readonly known = new Map<string, Sent>();
  private readonly open = new Map<string, number>();

  answers(...outcomes: Outcome[]): void {
    this.script.push(...outcomes);
  }

  send(to: Recipient, message: Message, uuid: string): Promise<Sent> {
    return this.create({ to: nameOf(to), message, uuid });
  }

  reply({ message: reply }: { message: string; inThread: boolean }, message: Message, uuid: string): Promise<Sent> {
    return this.create({ to: `reply ${reply}`, message, uuid, reply });
  }

  async update(update: string, message: Message): Promise<void> {
    await this.answer({ to: `update ${update}`, message, update });
  }

  read(): never {
    throw new Error('not asked for here');
  }
  senderOf(): never {
    throw new Error('not asked for here');
  }
  chat(): never {
    throw new Error('not asked for here');
  }
  openIdsByMobile(): never {
    throw new Error('not asked for here');
  }
  botOpenId(): never {
    throw new Error('not asked for here');
  }

  private async create(call: Call & { uuid: string }): Promise<Sent> {
    await this.answer(call);
    const sent = this.known.get(call.uuid) ?? { messageId: `om_${this.known.size + 1}`, chatId: `${call.to}` };
    this.known.set(call.uuid, sent);
    return sent;
  }

  private async answer(call: Call): Promise<void> {
    this.calls.push(call);
    const open = (this.open.get(call.to) ?? 0) + 1;
    this.open.set(call.to, open);
    const all = [...this.open.values()].reduce((sum, count) => sum + count, 0);
    this.peak.all = Math.max(this.peak.all, all);
    this.peak.one = Math.max(this.peak.one, open);
    try {
      const outcome = this.script.shift() ?? 'ok';
      await new Promise((resolve) => setImmediate(resolve));
      if (outcome instanceof Error) throw outcome;
      if (typeof outcome !== 'string') await outcome;
      else if (outcome !== 'ok') throw new PlatformError(outcome, `scripted ${outcome}`, { code: 1 });
    } finally {
      this.open.set(call.to, (this.open.get(call.to) ?? 1) - 1);
    }
  }
}

function nameOf(to: Recipient): string {
  return 'chat' in to ? to.chat : to.person;
}

/** A log that keeps what it is told. */
export function keptLog(): Log & { lines: { level: 'info' | 'warn' | 'error'; facts: object; message: string }[] } {
  const lines: { level: 'info' | 'warn' | 'error'; facts: object; message: string }[] = [];
  const keep = (level: 'info' | 'warn' | 'error') => (facts: object, message: string) => {
    lines.push({ level, facts, message });
  };
  return { lines, info: keep('info'), warn: keep('warn'), error: keep('error') };
}
