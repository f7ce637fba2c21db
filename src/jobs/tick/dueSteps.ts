import { dispatchAppeal } from '../../commands/intake/dispatchAppeal.ts';
import { handToCentre } from '../../commands/intake/handToCentre.ts';
import { endExpired } from '../../commands/people/appointSubstitute.ts';
import { owe, redrawSlot } from '../../commands/shared/record.ts';
import { scheduler, type Work, workOf } from '../../commands/shared/work.ts';
import { endPause } from '../../commands/time/resumeClock.ts';
import { recalculateBatch } from '../../commands/time/ruleChange.ts';
import { addSeconds } from '../../domain/time/chinaTime.ts';
import type { Deps } from '../../ports/index.ts';
import type { DueStep } from '../../ports/rows.ts';
import { askForWords } from '../../presenters/words/asks.ts';
import { faultOf } from '../worker/worker.ts';

const batch = 200;

/** Each kind of due step is one command; the step and what it causes are stored together. */
const actions: Record<DueStep['kind'], (work: Work, ref: string) => Promise<unknown>> = {
  dispatch: (work, number) => dispatchAppeal(work, scheduler, { number }),
  'to-centre': (work, number) => handToCentre(work, scheduler, { number }),
  'ask-text': askText,
  redraw: redrawDispatchCard,
  'end-stand-in': endExpired,
  resume: (work, number) => endPause(work, scheduler, { number }),
  recalculate: recalculateBatch,
};

/** Steps that lead to the next one (a change of rules goes through all appeals) leave the tick its other work. */
const mostRounds = 60;

/**
 * Acts on every step that is due, oldest first, and on those that they lead to; returns how many. A step that fails is
 * left for the next tick and does not hold back the others.
 */
export async function runDueSteps(deps: Deps): Promise<number> {
  let acted = 0;
  for (let round = 0; round < mostRounds; round += 1) {
    const now = await runRound(deps);
    if (now === 0) return acted;
    acted += now;
  }
  return acted;
}

async function runRound(deps: Deps): Promise<number> {
  const now = deps.clock.now().toISOString();
  const due = await deps.transact((store) => store.dueSteps(now, batch));
  let acted = 0;
  for (const step of due) {
    const { id, kind, ref } = step;
    try {
      await deps.transact(async (store) => {
        // Taken first: of two processes only one goes on with it.
        if (!(await store.finishStep(id))) return;
        await actions[kind](workOf(deps, store, now), ref);
      });
      acted += 1;
    } catch (error) {
      deps.log.error({ step: id, kind, ...faultOf(error) }, 'a due step failed; it is tried again');
      // Else it stays due, and the watchdog sees that it is late.
      if (due.length === batch) await postpone(deps, step);
    }
  }
  return acted;
}

/** A clock ran out: the card in the group offers 【补录】 from now on. */
async function redrawDispatchCard(work: Work, number: string): Promise<void> {
  await work.store.alone(`appeal:${number}`);
  const appeal = await work.store.appeal(number);
  if (appeal) await redrawSlot(work, appeal, 'dispatch');
}

/** Files came and no words: ask once. The draft stays until the words come. */
async function askText(work: Work, id: string): Promise<void> {
  const draft = await work.store.draft(id);
  const person = draft && (await work.store.person(draft.person));
  if (!draft || draft.takenAt || !person?.openId) return;
  await owe(work, scheduler, {
    to: { person: person.openId },
    message: askForWords(draft.attachments.length),
    atOnce: true,
  });
}

/** So that steps which fail again and again do not stand before all others. */
async function postpone({ transact, clock }: Deps, step: DueStep): Promise<void> {
  const dueAt = addSeconds(clock.now().toISOString(), 300);
  await transact((store) => store.addStep({ ...step, dueAt }));
}
