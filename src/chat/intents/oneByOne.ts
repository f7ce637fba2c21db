import type { Appeal } from '../../domain/appeal/appeal.ts';
import { sections, todaysListOf } from '../../domain/clocks/todaysList.ts';
import type { Message } from '../../domain/message.ts';
import { relations } from '../../domain/people/relations.ts';
import { isStepOf } from '../../domain/people/visibility.ts';
import { draw } from '../../notices/drawing.ts';
import type { RunningClock } from '../../ports/rows.ts';
import { nothingPresses, pressingMore } from '../../presenters/notes/reminders.ts';
import { besideWriter } from '../beside.ts';
import { factsShown } from '../meant/shown.ts';
import { type ReadTurn, type Reply, speakerOf } from '../turn.ts';
import type { Intent } from './intent.ts';

const cardsAtOnce = 5;

/** 逐件办理: the cards of the speaker's urgent steps of today, the most urgent first, sent privately with their buttons. */
async function oneByOne(turn: ReadTurn): Promise<Reply> {
  const { store, calendar, at } = turn.work;
  const person = speakerOf(turn);
  const mine = (await store.running()).filter((clock) => isStepOf(person, clock));
  const list = todaysListOf(mine, at, calendar);
  const pressing = sections.flatMap((section) => list[section]);
  const cards: Message[] = [];
  let left = pressing.length;
  for (const { appeal: number, clocks } of pressing) {
    if (cards.length === cardsAtOnce) break;
    left -= 1;
    const [worst] = clocks;
    const appeal = await store.appeal(number);
    const slot = appeal && worst && ownerSlot(turn, appeal, worst);
    if (slot) cards.push(draw(slot, await factsShown(turn, appeal)));
  }
  if (cards.length === 0) return { privately: nothingPresses() };
  return { privately: left > 0 ? [...cards, pressingMore(left)] : cards };
}

/** The card with which this person can take the clock's step; undefined when the step is not his. */
function ownerSlot(
  turn: ReadTurn,
  appeal: Appeal,
  { owner }: RunningClock,
): 'dispatch' | 'centre' | 'receipt' | undefined {
  const own = relations(speakerOf(turn), appeal);
  if (owner === 'handler' && own.has('handler')) return 'dispatch';
  if (owner === 'centre' && own.has('centre')) return 'centre';
  return owner === 'submitter' && own.has('submitter') ? 'receipt' : undefined;
}

export const pressing: Intent[] = [
  {
    name: 'oneByOne',
    verb: 'oneByOne',
    pattern: /^逐件办理$/,
    run: besideWriter('oneByOne', oneByOne),
  },
];
