import { type Learning, nightlyLearning } from '../jobs/learning/nightlyLearning.ts';
import { remembering } from '../jobs/learning/remembering.ts';
import type { Deps } from '../ports/index.ts';
import type { Trainer } from '../ports/trainer.ts';

interface Options {
  /** Absent: what people correct counts at once, and no model is made of it. */
  trainer?: Trainer;
  /** False: what people correct is kept, but neither learned nor used (LEARNING=off). */
  learning?: boolean;
}

/** Ports that know what people corrected before, and what is to be done of it once a minute. */
export async function learningOf(own: Deps, { trainer, learning = true }: Options): Promise<{ deps: Deps } & Learning> {
  const remembered = learning ? remembering(own) : undefined;
  await remembered?.refresh();
  const { deps } = remembered ?? { deps: own };
  const night = learning && trainer ? nightlyLearning(deps, trainer) : undefined;
  return {
    deps,
    async look() {
      await remembered?.refresh();
      // Taken or rolled back by another process, such as npm run train.
      if (trainer?.refresh()) deps.log.info({}, 'another model lies there; it is used from the next message on');
      await night?.look();
    },
    idle: async () => night?.idle(),
    stop: () => night?.stop(),
  };
}
