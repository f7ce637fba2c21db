import type { SandboxPerson } from './api.ts';
import { type DemoTaskForce, type DemoUnit, leadUnits } from './demoUnits.ts';
import type { InitialChat } from './world.ts';

/**
 * One line of the roster; `role` in the words of `roster:import` (docs/operate/going-live.md#roster), `unit` by name,
 * tier 1 head to 3 officer.
 */
interface DemoRosterRow {
  taskForce?: number;
  role: string;
  unit?: string;
  tier?: 1 | 2 | 3;
  title?: string;
}
export interface DemoPerson extends SandboxPerson {
  roster: DemoRosterRow[];
}
export interface DemoChat extends InitialChat {
  /** What an administrator says to the bot in this group to bind it; absent for the group that is not bound yet. */
  binding?: string;
}
type Draft = Omit<DemoPerson, 'mobile'>;

export const DEMO_ADMIN = 'ou_demo_admin';
/** The group that is not bound yet. */
export const NEW_GROUP = 'oc_demo_unbound';

/** The demo people and groups, the same on every call. People are named by role; mobiles are 1390000xxxx. */
export function demoDistrict(
  taskForces: readonly DemoTaskForce[],
  units: readonly DemoUnit[],
): { people: DemoPerson[]; chats: DemoChat[] } {
  const drafts = [
    ...desk,
    leader(taskForces),
    ...taskForces.map((taskForce) => liaison(taskForce, units)),
    ...leadUnits(taskForces, units).flatMap((lead) => contacts(lead)),
    ...superiors,
  ];
  const people = drafts.map((draft, index) => ({ ...draft, mobile: `1390000${String(index + 1).padStart(4, '0')}` }));
  return { people, chats: [...taskForces.map((taskForce) => taskForceChat(taskForce)), ...deskChats] };
}

const staff = (id: string, name: string, label: string, roster: DemoRosterRow[]): Draft => ({
  openId: `ou_demo_${id}`,
  name,
  label,
  roster,
});
const contact = (unit: string, tier: 1 | 2 | 3): DemoRosterRow => ({ role: '单位联系人', unit, tier });
const centre = (role: string): DemoRosterRow => ({ role, unit: '区为企服务中心' });
const office = { role: '营商办', unit: '区营商办' };

const desk: Draft[] = [
  staff('admin', '系统管理员', '系统 · 管理员', []),
  staff('centre_1', '服务中心工作人员甲', '区为企服务中心 · 工作人员', [centre('服务中心')]),
  staff('centre_2', '服务中心工作人员乙', '区为企服务中心 · 工作人员', [centre('服务中心')]),
  staff('duty', '服务中心值班员', '区为企服务中心 · 值班', [centre('服务中心'), centre('值班')]),
  staff('office_1', '区营商办工作人员甲', '区营商办 · 工作人员', [office]),
  staff('office_2', '区营商办工作人员乙', '区营商办 · 工作人员', [office]),
  staff('specialist_1', '沈巷镇专员', '沈巷镇 · 营商环境专员', [{ role: '专员', unit: '沈巷镇' }]),
  staff('specialist_2', '湾里街道专员', '湾里街道 · 营商环境专员', [{ role: '专员', unit: '湾里街道' }]),
  staff('leader_liaison', '区领导联络员', '区领导 · 联络员', [{ role: '领导联络员', unit: '区政府办' }]),
  staff('audit', '督查室工作人员', '督查室 · 工作人员', [{ role: '督查室', unit: '区政府办' }]),
  staff('stranger', '未登记人员', '不在名册', []),
];

/** Where the clocks of the centre and of the specialists climb to (docs/develop/domain.md#climb). */
const superiors: Draft[] = [
  staff('centre_head', '服务中心主要负责人', '区为企服务中心 · 主要负责人', [contact('区为企服务中心', 1)]),
  staff('town_1_2', '沈巷镇分管负责同志', '沈巷镇 · 分管负责同志', [contact('沈巷镇', 2)]),
  staff('town_2_2', '湾里街道分管负责同志', '湾里街道 · 分管负责同志', [contact('湾里街道', 2)]),
];

/** One person plays all leaders; the titles are those of the plan. */
function leader(taskForces: readonly DemoTaskForce[]): Draft {
  const heads = taskForces.map(({ number, leaderTitle }) => ({ taskForce: number, role: '组长', title: leaderTitle }));
  return staff('leader', '区领导', '区领导 · 各专班组长', [{ role: '领导' }, ...heads]);
}

function liaison({ number, name, leadUnit }: DemoTaskForce, units: readonly DemoUnit[]): Draft {
  const unit = units.find(({ id }) => id === leadUnit)?.name ?? leadUnit;
  const row = { taskForce: number, role: '联络员', unit };
  return staff(`liaison_${pad(number)}`, `${name}专班联络员`, `${name}专班 · 联络员`, [row]);
}

function contacts({ unit, led }: { unit: DemoUnit; led: DemoTaskForce[] }): Draft[] {
  const head = led.flatMap(({ number, deputyLeaderTitle, officeHeadTitle }) => [
    { taskForce: number, role: '副组长', unit: unit.name, title: deputyLeaderTitle },
    { taskForce: number, role: '办公室主任', unit: unit.name, title: officeHeadTitle },
  ]);
  const officer = led.map(({ number }) => ({ taskForce: number, role: '专班办公室', unit: unit.name }));
  return [
    staff(`${unit.id}_1`, `${unit.name}主要负责人`, `${unit.name} · 主要负责人`, [contact(unit.name, 1), ...head]),
    staff(`${unit.id}_2`, `${unit.name}分管负责同志`, `${unit.name} · 分管负责同志`, [contact(unit.name, 2)]),
    staff(`${unit.id}_3`, `${unit.name}业务人员`, `${unit.name} · 业务人员`, [contact(unit.name, 3), ...officer]),
  ];
}

/** The administrator is in every group, because somebody has to bind it. */
function taskForceChat({ number, name, leadUnit }: DemoTaskForce): DemoChat {
  const members = [`liaison_${pad(number)}`, `${leadUnit}_3`, `${leadUnit}_2`, 'admin'];
  return group(`tf${pad(number)}`, `${name}专班`, members, `绑定专班 ${name}`);
}

const deskChats: DemoChat[] = [
  group('centre', '区为企服务中心', ['centre_1', 'centre_2', 'duty', 'office_1', 'admin'], '绑定服务中心'),
  group(
    'specialists',
    '营商环境专员群',
    ['specialist_1', 'specialist_2', 'centre_1', 'centre_2', 'admin'],
    '绑定专员群',
  ),
  // The bot is added when everything runs, because only then can it greet the group.
  { ...group('unbound', '待绑定的新群', ['admin', 'office_1', 'centre_1']), botIsMember: false },
];

function group(id: string, name: string, members: string[], binding?: string): DemoChat {
  const openIds = members.map((member) => `ou_demo_${member}`);
  return { chatId: `oc_demo_${id}`, name, members: openIds, botIsMember: true, external: false, binding };
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
