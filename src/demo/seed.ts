import type { App } from '../app/app.ts';
import { readBinding } from '../chat/intents/binding.ts';
import { importRoster } from '../commands/people/importRoster.ts';
import { readRoster } from '../domain/people/roster.ts';
import { demoDistrict } from '../fakeLark/demoDistrict.ts';
import { readDistrictFiles } from '../fakeLark/demoUnits.ts';

/** Stores the demo roster and the groups' bindings, once. Resolves to whether the database was empty. */
export async function seedDistrict(
  { transact, deps }: Pick<App, 'transact'> & { deps: Pick<App['deps'], 'rules' | 'newId'> },
  configDir: string,
): Promise<boolean> {
  const { taskForces, units } = readDistrictFiles(configDir);
  const { people, chats } = demoDistrict(taskForces, units);
  const header = ['专班序号', '角色', '单位', '层级', '职务', '姓名', '手机', 'open_id'];
  const lines = people.flatMap(({ roster, name, mobile, openId }) =>
    roster.map(({ taskForce = '', role, unit = '', tier = '', title = '' }) =>
      [taskForce, role, unit, tier, title, name, mobile, openId].map(String),
    ),
  );
  const { people: rows, faults } = readRoster([header, ...lines], deps.rules);
  if (faults.length > 0) throw new Error(`the demo roster has ${faults.length} faults, first in row ${faults[0]?.row}`);
  return transact(async (store) => {
    if ((await store.people({})).length > 0) return false;
    await importRoster({ store, newId: deps.newId }, rows);
    for (const { chatId: id, name, external = false, botIsMember = true, binding } of chats) {
      if (!botIsMember) continue;
      await store.saveChat({ id, name, external, alive: true, bindings: [] });
      if (binding) await store.bind(id, readBinding(binding.replace(/^绑定/, ''), deps.rules));
    }
    return true;
  });
}
