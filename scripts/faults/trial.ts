import { tried, type Verdict } from './judge.ts';
import type { Scenario } from './scenarios.ts';

/** Opens the town of a scenario, tries it there and leaves nothing behind. */
export async function trial(scenario: Scenario): Promise<Verdict> {
  try {
    const town = await scenario.open();
    try {
      return await tried(scenario, town);
    } finally {
      await town.end();
    }
  } finally {
    await scenario.close?.();
  }
}
