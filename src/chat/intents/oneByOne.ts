import type { Appeal } from '../../domain/appeal.ts';
import type { ClockRow } from '../../domain/clocks.ts';
import { openStatuses } from '../../domain/lifecycle.ts';
import { morningList, sections } from '../../domain/morningList.ts';
import { relations } from '../../domain/policy.ts';
import { isRunning } from '../../domain/turnClocks.ts';
import { draw } from '../../notices/drawing.ts';
import type { Message } from '../../presenters/card.ts';
import { nothingPresses, pressingMore } from '../../presenters/reminders.ts';
import { most, searchAppeals } from '../numbers.ts';
import { factsShown } from '../shown.ts';
import { type Reply, speakerOf, type Turn } from '../turn.ts';
import type { Intent } from './intent.ts';

const cardsAtOnce = 5;

/** 逐件办理: the cards of what presses the speaker today, the most urgent first, ready to be pressed in private. */
async function oneByOne(turn: Turn): Promise<Reply> {
  const { store, calendar, at } = turn.work;
  const person = speakerOf(turn);
  const found = await searchAppeals(store, person, { statuses: [...openStatuses], limit: most });
  const own = new Map<string, { appeal: Appeal; slot: 'dispatch' | 'centre' | 'receipt' }>();
  const clocks: ClockRow[] = [];
  for (const appeal of found) {
    const mine = (await store.clocks(appeal.number)).filter(
      (clock) => isRunning(clock) && ownerSlot(turn, appeal, clock),
    );
    for (const clock of mine) own.set(appeal.number, { appeal, slot: ownerSlot(turn, appeal, clock) ?? 'dispatch' });
    clocks.push(...mine);
  }
  const list = morningList(clocks, at, calendar);
  const pressing = sections.flatMap((section) => list[section]);
  if (pressing.length === 0) return { privately: nothingPresses() };
  const cards: Message[] = [];
  for (const { appeal: number } of pressing.slice(0, cardsAtOnce)) {
    const item = own.get(number);
    if (item) cards.push(draw(item.slot, await factsShown(turn, item.appeal)));
  }
  const more = pressing.length - cards.length;
  return { privately: more > 0 ? [...cards, pressingMore(more)] : cards };
}

/** Which card lets this person take the step the clock asks for; undefined when it is not his. */
function ownerSlot(turn: Turn, appeal: Appeal, { owner }: ClockRow): 'dispatch' | 'centre' | 'receipt' | undefined {
  const own = relations(speakerOf(turn), appeal);
  if (owner === 'handler' && own.has('handler')) return 'dispatch';
  if (owner === 'centre' && own.has('centre')) return 'centre';
  return owner === 'submitter' && own.has('submitter') ? 'receipt' : undefined;
}

export const pressing: Intent[] = [
  {
    name: 'oneByOne',
    example: '逐件办理',
    help: '逐件列出今日要办的诉求，可直接点按钮办理',
    who: ['handler', 'centre'],
    pattern: /^逐件办理$/,
    run: oneByOne,
  },
];
