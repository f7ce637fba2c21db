import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { DEMO_ADMIN, demoDistrict } from '../../src/fakeLark/demoDistrict.ts';
import { leadUnits, readDistrictFiles } from '../../src/fakeLark/demoUnits.ts';

const ROLES =
  '组长 副组长 办公室主任 联络员 专班办公室 专员 服务中心 值班 营商办 领导 领导联络员 督查室 单位联系人'.split(' ');

describe('the demo district', () => {
  const { taskForces, units } = readDistrictFiles('config');
  const { people, chats } = demoDistrict(taskForces, units);
  const rows = people.flatMap(({ roster, openId }) => roster.map((row) => ({ ...row, openId })));

  it('is built from the real configuration', () => {
    expect(existsSync('config/task-forces.yaml')).to.equal(true);
    expect(taskForces).to.have.length(18);
  });

  it('has a group for each task force, with the words that bind it', () => {
    const bound = chats.filter(({ binding }) => binding?.startsWith('绑定专班 '));
    expect(bound.map(({ binding }) => binding)).to.deep.equal(taskForces.map(({ name }) => `绑定专班 ${name}`));
    expect(chats.find(({ name }) => name === '获得电力专班')?.members).to.include.members([
      'ou_demo_liaison_03',
      'ou_demo_development-reform-commission_2',
      'ou_demo_development-reform-commission_3',
      DEMO_ADMIN,
    ]);
    expect(chats.slice(18).map(({ name, binding }) => [name, binding])).to.deep.equal([
      ['区为企服务中心', '绑定服务中心'],
      ['营商环境专员群', '绑定专员群'],
      ['待绑定的新群', undefined],
    ]);
  });

  it('has ids and mobiles that are unique, and members that exist', () => {
    for (const values of [
      people.map(({ openId }) => openId),
      people.map(({ mobile }) => mobile),
      chats.map(({ chatId }) => chatId),
      people.map(({ name }) => name),
    ]) {
      expect(new Set(values).size).to.equal(values.length);
    }
    for (const { mobile, openId } of people) {
      expect(mobile).to.match(/^1390000\d{4}$/);
      expect(openId).to.match(/^ou_demo_[\w-]+$/);
    }
    const known = new Set(people.map(({ openId }) => openId));
    expect(chats.flatMap(({ members }) => members).filter((id) => !known.has(id))).to.deep.equal([]);
  });

  for (const { unit } of leadUnits(taskForces, units)) {
    it(`has three tiers for ${unit.name}`, () => {
      const contacts = rows.filter((row) => row.role === '单位联系人' && row.unit === unit.name);
      expect(contacts.map(({ tier }) => tier)).to.deep.equal([1, 2, 3]);
      expect(new Set(contacts.map(({ openId }) => openId)).size).to.equal(3);
    });
  }

  it('has somebody above the specialists and the centre', () => {
    const above = rows.filter(({ role, unit, tier }) => role === '单位联系人' && unit && tier !== 3);
    const posts = above.map(({ unit, tier }) => `${unit} ${tier}`);
    expect(posts).to.include.members(['区为企服务中心 1', '沈巷镇 2', '湾里街道 2']);
  });

  it('gives each task force a liaison of its own, a leader, a deputy and an office', () => {
    for (const { number } of taskForces) {
      const roles = rows.filter(({ taskForce }) => taskForce === number).map(({ role }) => role);
      expect(roles).to.have.members(['组长', '副组长', '办公室主任', '联络员', '专班办公室']);
    }
    expect(new Set(rows.filter(({ role }) => role === '联络员').map(({ openId }) => openId)).size).to.equal(18);
  });

  it('uses the roles of the roster, and every one of them', () => {
    expect([...new Set(rows.map(({ role }) => role))]).to.have.members(ROLES);
  });

  it('is the same every time, and refuses a lead unit that is not in the list', () => {
    expect(demoDistrict(taskForces, units)).to.deep.equal({ people, chats });
    expect(() => demoDistrict(taskForces, [])).to.throw('is not among the units');
  });
});
