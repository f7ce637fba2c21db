import { workOf } from '../../commands/shared/work.ts';
import { figureNames, type Measured } from '../../domain/learning/comparison.ts';
import { chinaDate, timeText } from '../../domain/time/chinaTime.ts';
import type { ChinaDate, Instant } from '../../domain/time/instant.ts';
import type { Deps } from '../../ports/index.ts';
import type { Trainer } from '../../ports/trainer.ts';
import { failedNote, worseNote } from '../../presenters/words/learningWords.ts';
import { tellAdministrators } from '../outbox/tellAdministrators.ts';
import { faultOf } from '../worker/worker.ts';
import { learnAside, newLesson, type Outcome } from './learnAside.ts';

const job = 'learning';

export interface Learning {
  /** Begins the night's learning when its hour has come; never waits for it. */
  look(): Promise<void>;
  /** Resolves when nothing is learned any more. */
  idle(): Promise<void>;
  /** Gives up what is being learned; the night after tries again. */
  stop(): void;
}

/**
 * Once a night, between `learnAt` and the beginning of working hours, when people corrected something since the last time
 * (docs/develop/understanding.md#learning). Of several processes on one machine one learns; the others find the model.
 */
export function nightlyLearning(deps: Deps, trainer: Trainer): Learning {
  let running: Promise<void> | undefined;
  let looked: ChinaDate | undefined;
  let stopped = false;
  return {
    async look() {
      const night = nightOf(deps);
      if (stopped || running || night === undefined || night === looked) return;
      const upTo = await newLesson(deps, trainer);
      const mine = upTo !== undefined && (await claim(deps, `${night}/${trainer.place}`));
      looked = night;
      if (!mine || stopped) return; // it may have ended while the claim was made
      running = learn(deps, trainer, { upTo, stopped: () => stopped }).finally(() => {
        running = undefined;
      });
    },
    idle: async () => running,
    stop() {
      stopped = true;
      trainer.stop();
    },
  };
}

function nightOf({ clock, rules }: Deps): ChinaDate | undefined {
  const now = clock.now();
  const { learnAt, workingHours } = rules.district;
  const [{ from } = { from: '' }] = workingHours;
  const time = timeText(now);
  return time >= learnAt && time < from ? chinaDate(now) : undefined;
}

function claim({ transact, clock }: Deps, slot: string): Promise<boolean> {
  const at = clock.now().toISOString();
  return transact((store) => store.claimOnce({ job, slot, state: 'done', at }));
}

interface Night {
  upTo: Instant;
  stopped(): boolean;
}

async function learn(deps: Deps, trainer: Trainer, { upTo, stopped }: Night): Promise<void> {
  try {
    const outcome = await learnAside(deps, trainer);
    if (outcome.kind === 'nothing new') return;
    const { kind, examples, before, after } = outcome;
    const shares = { before: sharesOf(before), after: sharesOf(after) };
    if (kind === 'taken') trainer.refresh();
    const what = kind === 'taken' ? 'what people corrected is learned' : 'the new model is worse and not taken';
    deps.log.info({ examples, ...shares }, what);
    if (outcome.kind === 'worse') await tell(deps, outcome);
  } catch (error) {
    if (stopped()) return;
    deps.log.error(faultOf(error), 'the night’s learning failed; the model in use stays');
    await tellOfFailure(deps, upTo).catch((fault: Error) => deps.log.error(faultOf(fault), 'nobody could be told'));
  }
}

function sharesOf(measured: Measured): Record<string, number> {
  return Object.fromEntries(figureNames.map((name) => [name, Math.round(measured[name].share * 1000) / 1000]));
}

function tell(deps: Deps, outcome: Extract<Outcome, { kind: 'worse' }>): Promise<void> {
  return deps.transact((store) => tellAdministrators(workOf(deps, store), deps.administrators, worseNote(outcome)));
}

/** Once for the same corrections: the next night tries again. */
async function tellOfFailure(deps: Deps, upTo: Instant): Promise<void> {
  await deps.transact(async (store) => {
    const work = workOf(deps, store);
    if (await store.claimOnce({ job, slot: `failed ${upTo}`, state: 'missed', at: work.at }))
      await tellAdministrators(work, deps.administrators, failedNote());
  });
}
