import { type Appeal, currentAssignment } from '../../domain/appeal/appeal.ts';
import { canHappen } from '../../domain/appeal/lifecycle.ts';
import type { Paper } from '../../domain/appeal/papers.ts';
import type { ClockRow } from '../../domain/clocks/clocks.ts';
import { isRunning } from '../../domain/clocks/turnClocks.ts';
import { factsOf } from '../../notices/drawing.ts';
import { toCentre, toOffice } from '../../notices/recipients.ts';
import { headNoteDraftCard } from '../../presenters/cards/headNote.ts';
import { supervisionDraftCard } from '../../presenters/cards/supervision.ts';
import { forChat } from '../../presenters/group/groupMessage.ts';
import { againReason, overdueReason } from '../../presenters/words/upwardWords.ts';
import { standingOrder } from '../supervision/standingOrder.ts';
import { owe } from './record.ts';
import { type Acting, appealOf, scheduler, type Work } from './work.ts';

type Drafted = Pick<Paper, 'kind' | 'clock' | 'reason' | 'dueAt'>;

const released = { 'head-note': 'head_noted', supervision: 'supervised' } as const;

/**
 * A handling unit's clock calls for it, as long as it runs: the scheduler drafts it, with the lateness as its reason.
 * Returns the appeal it is about; undefined when nothing was drafted.
 */
export async function draftForClock(
  work: Work,
  clock: ClockRow,
  drafted: Pick<Paper, 'kind' | 'dueAt'>,
): Promise<Appeal | undefined> {
  if (clock.owner !== 'handler' || !isRunning(clock)) return undefined;
  await work.store.alone(`appeal:${clock.appeal}`);
  const appeal = await appealOf(work, clock.appeal);
  const order = drafted.kind === 'supervision' ? await standingOrder(work, appeal) : undefined;
  const reason = againReason(overdueReason({ appeal }, clock), order);
  const paper = await draftPaper(work, scheduler, { appeal, clock: clock.id, reason, ...drafted });
  return paper && appeal;
}

/**
 * Saves a draft and shows it to whoever may release it: a note to the duty desk, a 督办 to the district office. An
 * appeal has at most one open draft of a kind; undefined when there is one, or when there is nothing to press for.
 */
export async function draftPaper(
  work: Work,
  acting: Acting,
  { appeal, ...drafted }: Drafted & { appeal: Appeal },
): Promise<Paper | undefined> {
  const { store, rules, at } = work;
  const held = currentAssignment(appeal);
  const { kind } = drafted;
  if (!held || !canHappen(appeal, released[kind])) return undefined;
  const of = { id: work.newId(), appeal: appeal.number, unit: held.unit, draftedBy: acting.person?.id };
  const paper: Paper = { ...drafted, ...of, state: 'draft', createdAt: at };
  if (!(await store.addPaper(paper))) return undefined;
  const facts = await factsOf(store, rules, appeal);
  const notices =
    kind === 'head-note'
      ? await toCentre(store, forChat(facts, headNoteDraftCard), kind)
      : await toOffice(work, supervisionDraftCard(facts), kind);
  for (const notice of notices) await owe(work, acting, { ...notice, appeal: appeal.number });
  return paper;
}
