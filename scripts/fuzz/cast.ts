import { openDatabase } from '../../src/db/database.ts';
import { seedDistrict } from '../../src/demo/seed.ts';
import { demoDistrict } from '../../src/fakeLark/demoDistrict.ts';
import { readDistrictFiles } from '../../src/fakeLark/demoUnits.ts';
import { readRules } from '../../src/settings/settings.ts';

const { taskForces, units } = readDistrictFiles('config');
const district = demoDistrict(taskForces, units);

/** Works while the others send nonsense; nobody else speaks for him. */
export const colleague = 'ou_demo_specialist_2';
export const colleaguesChat = 'oc_fuzz_colleague';

/** Everybody of the demo district but the colleague, and strangers. */
export const people = [...district.people.map(({ openId }) => openId), 'ou_nobody_1', 'ou_nobody_2'].filter(
  (openId) => openId !== colleague,
);
export const groups = district.chats.map(({ chatId }) => chatId);
export const names = [...district.people.map(({ name }) => name), ...taskForces.map(({ name }) => name)];

/** The demo roster and the groups' bindings in a new database. */
export async function seed(url: string): Promise<void> {
  const log = { info: () => undefined, warn: () => undefined, error: console.error };
  const { rules } = readRules('config');
  const { transact, close } = await openDatabase(url, { log });
  await seedDistrict({ transact, deps: { rules, newId: () => crypto.randomUUID() } }, 'config');
  await close();
}
