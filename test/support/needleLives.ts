import fc from 'fast-check';
import { buttonsOf, fieldsOf } from './cardText.ts';
import type { District } from './cast.ts';
import type { Player, Reader } from './conversation.ts';
import { asides, type Scene } from './needleStories.ts';
import type { Planted } from './needles.ts';
import { plantedText } from './planted.ts';

/** Somebody's words, and what chooses among all that can be done. */
interface Turn {
  pick: number;
  words: Planted;
}

export interface Life {
  story: Scene[];
  /** One for each scene of the story. */
  scenes: Turn[];
  /** What else is done behind each scene. */
  between: Turn[][];
}

const turn: fc.Arbitrary<Turn> = fc.record({ pick: fc.nat(9_999), words: plantedText });

export function needleLife(story: Scene[]): fc.Arbitrary<Life> {
  const all = { minLength: story.length, maxLength: story.length };
  return fc.record({
    story: fc.constant(story),
    scenes: fc.array(turn, all),
    between: fc.array(fc.array(turn, { maxLength: 2, size: 'max' }), all),
  });
}

const one = <T>(of: readonly T[], pick: number): T => of[pick % of.length] as T;
const number = 'JJ20261120-001';

/** Lives it through the real bot; gives all the words that were said. A step that nobody may take changes nothing. */
export async function lives(at: District, { story, scenes, between }: Life): Promise<Planted[]> {
  for (const [index, scene] of story.entries()) {
    await plays(at, scene, scenes[index] as Turn);
    for (const more of between[index] ?? []) {
      if (more.pick % 3 === 0) await plays(at, one(asides, Math.floor(more.pick / 3)), more);
      else await pressesAny(at, more);
    }
  }
  return [...scenes, ...between.flat()].map(({ words }) => words);
}

async function plays(at: District, scene: Scene, { pick, words }: Turn): Promise<void> {
  if (typeof scene === 'string') {
    const moment = `${scene}:00+08:00`;
    return new Date(moment) > at.clock.now() ? at.until(moment) : undefined;
  }
  const [by, says, where] = scene;
  const who = by === 'handler' ? await handlerOf(at) : at[by];
  const group = where && at[where];
  const label = /^【(.+)】$/.exec(says)?.[1];
  if (label) return pressesOne(who, group ?? who, { label, words, pick });
  const first = says.startsWith('@');
  const text = says.slice(first ? 1 : 0).replaceAll('%', words.text);
  const quoting = group && pick % 2 === 0 ? group.messages.at(-1)?.messageId : undefined;
  const files = pick % 4 === 0 ? (['image', 'file'] as const) : [];
  const fileName = `${words.text.replaceAll('\n', ' ')}.docx`;
  await who.says(text, { mentioning: first ? [at.liaison] : [], in: group, quoting, files: [...files], fileName });
  if (first) await goesOut(at);
}

/** What looks like several matters is one here; what is held for its numbers is let go, so that it is handled. */
export async function goesOut(at: District): Promise<void> {
  await pressesOne(at.specialist, at.specialist, { label: '作为一件受理', pick: 0, words: { text: '', needles: [] } });
  const appeal = await at.deps.read((store) => store.appeal(number));
  if (!appeal?.confidential) return;
  await at.office.says('转普通件 001');
  await at.centre.says('改派 001 获得电力');
}

async function handlerOf(at: District): Promise<Player> {
  const appeal = await at.deps.read((store) => store.appeal(number));
  const held = appeal?.assignments.at(-1);
  if (held?.taskForce === 8) return at.creditLiaison;
  return held?.unit === 'housing-construction-bureau' ? at.housingOfficer : at.liaison;
}

function cardsOn(on: Reader) {
  return on.messages.flatMap(({ message, ...sent }) => (message.kind === 'card' ? [{ ...sent, card: message }] : []));
}

type Pressed = ReturnType<typeof cardsOn>[number];

/** The newest button of this name, with words in every field beside it. */
async function pressesOne(who: Player, on: Reader, { label, ...by }: Turn & { label: string }): Promise<void> {
  const found = cardsOn(on).findLast(({ card }) => buttonsOf(card).some((button) => button.label === label));
  if (found) await press(who, found, label, by);
}

/** Any button of one of the last cards in a group or a private chat, by anybody: forms that stand open first. */
async function pressesAny(at: District, turn: Turn): Promise<void> {
  const handler = await handlerOf(at);
  const who = one([handler, handler, at.centre, at.duty, at.specialist, at.office, at.head, at.leader], turn.pick);
  const on = one([who, at.electricityGroup, at.creditGroup, at.centreGroup], Math.floor(turn.pick / 8));
  const found = one(cardsOn(on).slice(-4), Math.floor(turn.pick / 32));
  if (!found) return;
  const buttons = buttonsOf(found.card).filter(({ label }) => !/撤回|取消/.test(label));
  const forms = buttons.filter(({ label }) => fieldsOf(found.card, label).length > 0);
  const button = one(forms.length > 0 ? forms : buttons, Math.floor(turn.pick / 128));
  if (button) await press(who, found, button.label, turn);
}

async function press(who: Player, { card, messageId, chatId }: Pressed, label: string, by: Turn): Promise<void> {
  const { say = '', rev } = buttonsOf(card).find((button) => button.label === label) ?? {};
  const fields = fieldsOf(card, label).map((field) => {
    if (field.kind === 'text') return [field.name, by.words.text];
    return [field.name, field.kind === 'date' ? '2026-12-10' : one(field.choices, by.pick)?.value];
  });
  const form = fields.length > 0 ? { form: Object.fromEntries(fields) } : {};
  await who.clicks({ message: messageId, chat: chatId, say, ...(rev === undefined ? {} : { rev }), ...form });
}
