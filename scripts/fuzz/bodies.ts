import { encrypt } from '../../src/fakeLark/events/envelope.ts';
import type { Chance } from '../simulate/chance.ts';
import { groups, people } from './cast.ts';
import { chatEvent, messageEvent, pressEvent } from './events.ts';
import { mutated } from './odd.ts';
import { type Delivery, sealed, signed, unsigned } from './post.ts';
import { somePress } from './presses.ts';
import { someWords } from './texts.ts';

const chatEvents = [
  'im.chat.member.bot.added_v1',
  'im.chat.member.bot.deleted_v1',
  'im.chat.disbanded_v1',
  'im.chat.access_event.bot_p2p_chat_entered_v1',
  'im.message.recalled_v1',
  'im.message.reaction.created_v1',
];

function event(chance: Chance): object {
  const share = chance.between(0, 1);
  if (share < 0.6) return messageEvent(someWords(chance));
  if (share < 0.8) return pressEvent(somePress(chance, []));
  // A chat of its own: a group that is told to be gone is deaf from then on.
  return chatEvent(chance.pick(chatEvents), `${chance.pick(groups)}_${chance.whole(1, 50)}`, chance.pick(people));
}

/** Rightly signed, with types and shapes that nobody announced. */
function strange(chance: Chance): string {
  const text = JSON.stringify(mutated(event(chance), chance)) ?? 'null';
  const share = chance.between(0, 1);
  if (share < 0.9) return text;
  if (share < 0.94) return text.replace('{', '{"__proto__":{"event":1},');
  if (share < 0.97) return `${'['.repeat(chance.whole(1, 20_000))}${text}`;
  return text.slice(0, chance.whole(0, text.length));
}

/** What anybody on the net may send: nothing of it is stored. */
function forged(chance: Chance): Delivery {
  const text = JSON.stringify(event(chance));
  const good = sealed(text);
  const body = String(good.body);
  const made: (() => Delivery)[] = [
    () => ({ ...good, headers: { ...good.headers, 'x-lark-signature': 'f'.repeat(64) } }),
    () => ({ ...good, headers: { ...good.headers, 'x-lark-signature': '\u0080é' } }),
    () => ({ ...good, body: `${body} ` }),
    () => ({ ...good, body: body.slice(0, chance.whole(0, body.length)) }),
    () => signed(body, Date.now() - 9 * 3_600_000),
    () => signed(text),
    () => signed(JSON.stringify({ encrypt: chance.pick(['', 'AAAA', '!', [], 1, null, 'A'.repeat(5_000)]) })),
    () => signed(JSON.stringify({ encrypt: encrypt(text, 'another key') })),
    () => unsigned(text),
    () => unsigned(body),
    () => unsigned(Buffer.from(Array.from({ length: chance.whole(0, 300) }, () => chance.whole(0, 255)))),
    () => signed('['.repeat(chance.whole(1, 50_000))),
  ];
  return chance.hits(0.0005) ? unsigned('x'.repeat(2_000_000)) : chance.pick(made)();
}

/** One delivery of whatever kind; `again` may be sent a second time, as Feishu does. */
export function someBody(chance: Chance): Delivery {
  return chance.hits(0.8) ? forged(chance) : sealed(strange(chance));
}
