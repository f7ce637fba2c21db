import type { Database } from '../../src/db/database.ts';
import type { Binding } from '../../src/domain/chats.ts';
import type { Membership } from '../../src/domain/people/contacts.ts';
import { townPrefix } from '../../src/domain/rules.ts';
import { Group, Player, personOf, World } from './conversation.ts';
import type { Open } from './databases.ts';

const electricity = 3;
const credit = 8;
const reform = 'development-reform-commission';
const finance = 'finance-bureau';
const housing = 'housing-construction-bureau';

/** Friday, a working morning. */
export const fridayMorning = '2026-11-20T10:00:00+08:00';

export interface District extends World {
  specialist: Player;
  otherSpecialist: Player;
  liaison: Player;
  officer: Player;
  deputy: Player;
  /** 一把手 of the lead unit of 获得电力. */
  head: Player;
  creditLiaison: Player;
  /** Serves two task forces. */
  doubleLiaison: Player;
  housingOfficer: Player;
  forceOffice: Player;
  centre: Player;
  duty: Player;
  office: Player;
  office2: Player;
  leader: Player;
  /** Records for the leader. */
  leaderLiaison: Player;
  /** 组长 of 获得电力. */
  commander: Player;
  admin: Player;
  stranger: Player;
  electricityGroup: Group;
  creditGroup: Group;
  centreGroup: Group;
  specialistsGroup: Group;
  strangeGroup: Group;
}

// biome-ignore format: a cast is read by column
const cast: Record<string, [string, string, ...Membership[]]> = {
  specialist:      ['ou_specialist',  '沈巷镇专员',         { role: 'specialist', unit: `${townPrefix}沈巷镇` }],
  otherSpecialist: ['ou_specialist2', '湾里街道专员',       { role: 'specialist', unit: `${townPrefix}湾里街道` }],
  liaison:         ['ou_liaison',     '获得电力专班联络员', { role: 'liaison', taskForce: electricity, unit: reform }],
  officer:         ['ou_officer',     '区发改委业务人员',   { role: 'contact', unit: reform, tier: 3 }],
  deputy:          ['ou_deputy',      '区发改委分管负责同志', { role: 'contact', unit: reform, tier: 2 }],
  head:            ['ou_head',        '区发改委主要负责人', { role: 'contact', unit: reform, tier: 1, title: '主任' }],
  creditLiaison:   ['ou_credit',      '获得信贷专班联络员', { role: 'liaison', taskForce: credit, unit: finance }],
  doubleLiaison:   ['ou_double',      '区财政局联络员',     { role: 'liaison', taskForce: 12, unit: finance }, { role: 'liaison', taskForce: 14, unit: finance }],
  housingOfficer:  ['ou_housing',     '区住建局业务人员',   { role: 'contact', unit: housing, tier: 3 }],
  forceOffice:     ['ou_force_office', '获得电力专班办公室', { role: 'office', taskForce: electricity, unit: reform }],
  centre:          ['ou_centre',      '服务中心工作人员',   { role: 'service-centre', unit: 'enterprise-service-centre' }],
  duty:            ['ou_duty',        '服务中心值班人员',   { role: 'duty', unit: 'enterprise-service-centre' }],
  office:          ['ou_office',      '区营商办工作人员甲', { role: 'district-office', unit: 'business-environment-office' }],
  office2:         ['ou_office2',     '区营商办工作人员乙', { role: 'district-office', unit: 'business-environment-office' }],
  leader:          ['ou_leader',      '区领导',             { role: 'leader' }],
  leaderLiaison:   ['ou_leader_liaison', '区领导联络员',    { role: 'leader-liaison' }],
  commander:       ['ou_commander',   '获得电力专班组长',   { role: 'task-force-leader', taskForce: electricity, title: '副区长' }],
};

// biome-ignore format: a cast is read by column
const groups: Record<string, [string, string, Binding?]> = {
  electricityGroup: ['oc_electricity', '获得电力专班',   { kind: 'task-force', taskForce: electricity }],
  creditGroup:      ['oc_credit',      '获得信贷专班',   { kind: 'task-force', taskForce: credit }],
  centreGroup:      ['oc_centre',      '区为企服务中心', { kind: 'centre' }],
  specialistsGroup: ['oc_specialists', '专员群',         { kind: 'specialists' }],
  strangeGroup:     ['oc_strange',     '新群'],
};

/** A small district at the given moment: its people, its groups, and a bot that knows them. */
export async function district(at: string, open: Open): Promise<District> {
  const world = new World(at, await open({ seed }));
  const players: Record<string, Player> = {};
  for (const [key, [openId, name]] of Object.entries(cast)) players[key] = new Player(world, name, openId);
  players.admin = new Player(world, '系统管理员', 'ou_admin');
  players.stranger = new Player(world, '名单外人员', 'ou_stranger');
  const chats = Object.entries(groups).map(([key, [chat, name]]) => [key, new Group(world, name, chat)] as const);
  return Object.assign(world, players, Object.fromEntries(chats)) as unknown as District;
}

async function seed(database: Database): Promise<void> {
  await database.transact(async (store) => {
    for (const [openId, name, ...memberships] of Object.values(cast))
      await store.savePerson(personOf(openId, name, memberships));
    for (const [id, name, binding] of Object.values(groups)) {
      await store.saveChat({ id, name, external: false, alive: true, bindings: [] });
      if (binding) await store.bind(id, binding);
    }
  });
}
