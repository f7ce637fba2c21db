import { taken } from '../faults/postgres.ts';
import { trial } from '../faults/trial.ts';
import { atMost, type Row, row } from './report.ts';

/**
 * docs/measurements/speed.md#several-processes: two processes on one PostgreSQL (TEST_POSTGRES_URL), killed in turn
 * under load.
 */
export async function measureTakeOver(): Promise<Row[]> {
  const scenario = taken({ kills: 3, seconds: 0, platform: [] }, 'killed');
  if (scenario.skip) return [];
  const { takeOverSeconds = Number.NaN, lost, doubled } = await trial(scenario);
  return [
    row('work of a killed process taken over, slowest of 3', 's', takeOverSeconds, atMost(10)),
    row('… events lost or doubled', '', lost + doubled, atMost(0)),
  ];
}
