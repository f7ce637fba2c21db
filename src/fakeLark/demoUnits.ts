import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The parts of config/task-forces.yaml that the demo needs; `leadUnit` is an id of units.yaml. */
export interface DemoTaskForce {
  number: number;
  id: string;
  name: string;
  leadUnit: string;
  leaderTitle?: string;
  deputyLeaderTitle?: string;
  officeHeadTitle?: string;
}
export interface DemoUnit {
  id: string;
  name: string;
}

/** Each unit that leads a task force, once, with the task forces it leads. Throws for an id that is not in `units`. */
export function leadUnits(
  taskForces: readonly DemoTaskForce[],
  units: readonly DemoUnit[],
): { unit: DemoUnit; led: DemoTaskForce[] }[] {
  return [...new Set(taskForces.map(({ leadUnit }) => leadUnit))].map((id) => {
    const unit = units.find((one) => one.id === id);
    if (!unit) throw new Error(`the lead unit ${id} is not among the units`);
    return { unit, led: taskForces.filter(({ leadUnit }) => leadUnit === id) };
  });
}

/** Reads both lists from the configuration folder. */
export function readDistrictFiles(configDir: string): { taskForces: DemoTaskForce[]; units: DemoUnit[] } {
  const read = (file: string): unknown => parse(readFileSync(join(configDir, file), 'utf8'));
  return { taskForces: read('task-forces.yaml') as DemoTaskForce[], units: read('units.yaml') as DemoUnit[] };
}
