import { setTimeout as sleep } from 'node:timers/promises';
import type { SandboxMessages } from '../../src/fakeLark/api.ts';
import { type Chance, chance } from '../simulate/chance.ts';
import { someBody } from './bodies.ts';
import { messageEvent, pressEvent } from './events.ts';
import { type Delivery, type Post, poster, sealed } from './post.ts';
import { somePress } from './presses.ts';
import { type Bot, count, waiting } from './processes.ts';
import { someWords } from './texts.ts';

const kinds = ['bodies', 'presses', 'texts'] as const;
type Kind = (typeof kinds)[number];

/** What the senders saw. */
export interface Sent {
  bodies: number;
  presses: number;
  texts: number;
  /** Answers by status; 0: none. */
  statuses: Map<string, number>;
}

export interface Wanted {
  bodies: number;
  presses: number;
  texts: number;
  /** Epoch ms at which nothing more is sent. */
  until: number;
}

/** So many a second at most, more than a district ever sees: what the senders take of the machine, the bot has not. */
const perSecond: Record<Kind, number> = { bodies: 400, presses: 60, texts: 150 };

/** More than this waits for the bot's worker: senders of what is stored wait, too. */
const mostWaiting = 400;

interface Card {
  message: string;
  chat: string;
}

/** Bodies, presses and texts at the same time, each from several senders; a repeat now and then, as Feishu repeats. */
export async function sendAll(
  bot: Bot,
  wanted: Wanted,
  { seed, platform }: { seed: number; platform: string },
): Promise<Sent> {
  const sent: Sent = { bodies: 0, presses: 0, texts: 0, statuses: new Map() };
  const post = poster(bot.port, 32);
  const begun = Date.now();
  const pause = pauses(bot, wanted.until);
  const cards = cardsOf(platform);
  // Each stream has a chance of its own: what it sends does not hang on how quick the others are.
  const stream = (kind: Kind, senders: number, next: (by: Chance) => Promise<Delivery>) => {
    const by = chance(seed * 10 + kinds.indexOf(kind));
    return Array.from({ length: senders }, async () => {
      while (sent[kind] < wanted[kind] && Date.now() < wanted.until && bot.died() === undefined) {
        const dueAt = begun + (sent[kind] * 1_000) / perSecond[kind];
        sent[kind] += 1;
        await sleep(Math.max(0, dueAt - Date.now()));
        const delivery = await next(by);
        count(sent.statuses, await status(post, delivery));
        if (by.hits(0.01)) count(sent.statuses, await status(post, delivery));
      }
    });
  };
  await Promise.all([
    ...stream('bodies', 16, async (by) => {
      if (sent.bodies % 50 === 0) await pause();
      return someBody(by);
    }),
    ...stream('presses', 2, async (by) => {
      const event = pressEvent(somePress(by, await cards()));
      return sealed(JSON.stringify(event));
    }),
    ...stream('texts', 4, async (by) => {
      await pause();
      return sealed(JSON.stringify(messageEvent(someWords(by))));
    }),
  ]);
  return sent;
}

async function status(post: Post, delivery: Delivery): Promise<string> {
  return String((await post(delivery)).status);
}

/** Asked once in a while: the worker takes what is stored at its own speed. */
function pauses(bot: Bot, until: number): () => Promise<void> {
  let asked = 0;
  let full: Promise<void> = Promise.resolve();
  const settle = async () => {
    while ((await waiting(bot.port)) > mostWaiting && Date.now() < until && bot.died() === undefined) await sleep(200);
  };
  return () => {
    if (Date.now() - asked > 500) {
      asked = Date.now();
      full = settle();
    }
    return full;
  };
}

/** Cards that the bot has sent to groups, as their readers have them; looked up every few seconds. */
function cardsOf(platform: string): () => Promise<Card[]> {
  let found: Card[] = [];
  let asked = 0;
  const look = async () => {
    const chats = ['oc_demo_tf03', 'oc_demo_tf08', 'oc_demo_centre'];
    const answers = await Promise.all(
      chats.map((chat) => fetch(`${platform}/sandbox/api/chats/${chat}/messages`).then((answer) => answer.json())),
    );
    found = answers.flatMap((answer, index) =>
      (answer as SandboxMessages).messages
        .slice(-30)
        .map(({ messageId }) => ({ message: messageId, chat: chats[index] ?? '' })),
    );
  };
  return async () => {
    if (Date.now() - asked > 3_000) {
      asked = Date.now();
      await look().catch(() => undefined);
    }
    return found;
  };
}
