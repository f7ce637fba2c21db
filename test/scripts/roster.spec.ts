import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import iconv from 'iconv-lite';
import writeXlsxFile from 'write-excel-file/node';
import { RosterFileError, readRosterFile } from '../../scripts/roster/rosterFile.ts';
import { importRoster } from '../../src/commands/people/importRoster.ts';
import { matchRoster } from '../../src/commands/people/matchRoster.ts';
import type { Database } from '../../src/db/database.ts';
import type { Membership } from '../../src/domain/people/contacts.ts';
import { type RosterReading, readRoster } from '../../src/domain/people/roster.ts';
import { type Platform, PlatformError } from '../../src/ports/platform.ts';
import { faultLines, unmatchedLines } from '../../src/presenters/words/rosterWords.ts';
import { readRules } from '../../src/settings/settings.ts';
import { eachDatabase } from '../support/databases.ts';

const { rules } = readRules('config');
const header = ['专班序号', '角色', '单位', '层级', '职务', '姓名', '手机', 'open_id'];
const liaison = ['3', '联络员', '区发改委', '', '科长', '发改委联络员', '13900000003', ''];
const officer = ['', '单位联系人', '税务局', '3', '', '税务局业务员', '13900000005', ''];

function reading(...rows: string[][]): RosterReading {
  return readRoster([header, ...rows], rules);
}

/** A sound row with some cells changed. */
function row(cells: Record<string, string>): string[] {
  return header.map((column, index) => cells[column] ?? officer[index] ?? '');
}

function memberships(...rows: string[][]): Membership[] | undefined {
  const { people, faults } = reading(...rows);
  expect(faults).deep.equal([]);
  return people[0]?.memberships;
}

describe('roster rows', () => {
  it('become people with their memberships', () => {
    expect(reading(liaison, officer)).deep.equal({
      people: [
        {
          mobile: '13900000003',
          name: '发改委联络员',
          memberships: [
            { role: 'liaison', taskForce: 3, unit: 'development-reform-commission', tier: 3, title: '科长' },
          ],
        },
        {
          mobile: '13900000005',
          name: '税务局业务员',
          memberships: [{ role: 'contact', unit: 'tax-bureau', tier: 3 }],
        },
      ],
      faults: [],
      missingColumns: [],
      ignoredColumns: [],
    });
  });

  const roles: [label: string, membership: Partial<Membership>][] = [
    ['组长', { role: 'task-force-leader', taskForce: 5 }],
    ['副组长', { role: 'deputy-leader', taskForce: 5, tier: 1 }],
    ['办公室主任', { role: 'office-head', taskForce: 5, tier: 1 }],
    ['联络员', { role: 'liaison', taskForce: 5, tier: 3 }],
    ['专班办公室', { role: 'office', taskForce: 5, tier: 3 }],
    ['专员', { role: 'specialist', tier: 3 }],
    ['服务中心', { role: 'service-centre', tier: 3 }],
    ['值班', { role: 'duty', tier: 3 }],
    ['营商办', { role: 'district-office', tier: 3 }],
    ['领导', { role: 'leader' }],
    ['领导联络员', { role: 'leader-liaison' }],
    ['督查室', { role: 'audit' }],
    ['单位联系人', { role: 'contact', tier: 3 }],
  ];
  for (const [label, membership] of roles) {
    it(`${label}: the tier follows from the role, the task force from the lead unit`, () => {
      expect(memberships(row({ 角色: label, 层级: '' }))).deep.equal([{ unit: 'tax-bureau', ...membership }]);
    });
  }

  const units: [written: string, id: string][] = [
    ['区税务局', 'tax-bureau'],
    ['鸠江区税务局', 'tax-bureau'],
    ['鸠江区市场监管局', 'market-regulation-bureau'],
    [' 开发区管委会 ', 'development-zone'],
    ['沈巷镇', 'town:沈巷镇'],
    ['鸠江区沈巷镇人民政府', 'town:沈巷镇'],
    ['清水街道办事处', 'town:清水街道'],
  ];
  for (const [written, id] of units) {
    it(`unit ${written} is ${id}`, () => {
      expect(memberships(row({ 单位: written }))?.[0]?.unit).equal(id);
    });
  }

  it('leaders need no unit', () => {
    expect(memberships(row({ 角色: '组长', 专班序号: '3', 单位: '', 层级: '' }))).deep.equal([
      { role: 'task-force-leader', taskForce: 3 },
    ]);
    expect(memberships(row({ 角色: '领导', 单位: '', 层级: '', 职务: '副区长' }))).deep.equal([
      { role: 'leader', title: '副区长' },
    ]);
  });

  it('one row may name several task forces, an empty cell all that the unit leads', () => {
    const numbers = (cells: Record<string, string>) =>
      memberships(row({ 角色: '联络员', 单位: '财政局', ...cells }))?.map(({ taskForce }) => taskForce);
    expect(numbers({ 专班序号: '8、9' })).deep.equal([8, 9]);
    expect(numbers({})).deep.equal([8, 9, 12, 14]);
  });

  for (const mobile of ['139 0000 0005', '139-0000-0005', '+86 13900000005', '8613900000005', '１３９ 00000005']) {
    it(`mobile ${mobile} is read`, () => {
      expect(reading(row({ 手机: mobile })).people[0]?.mobile).equal('13900000005');
    });
  }

  it('of the same person merge, by open_id or by mobile, repeated ones once', () => {
    const { people, faults } = reading(
      row({ open_id: 'ou_1' }),
      row({ 角色: '专员', 单位: '沈巷镇', 手机: '', open_id: 'ou_1' }),
      officer,
      liaison,
    );
    expect(faults).deep.equal([]);
    expect(people.map(({ name, memberships }) => [name, memberships.map(({ role }) => role)])).deep.equal([
      ['税务局业务员', ['contact', 'specialist']],
      ['发改委联络员', ['liaison']],
    ]);
  });

  it('people of one name stay apart', () => {
    expect(reading(officer, row({ 手机: '13900000006' })).people).length(2);
  });

  it('blanks inside a Chinese name do not make another person', () => {
    expect(reading(officer, row({ 姓名: '税务局 业务员' })).faults).deep.equal([]);
  });
});

describe('bad roster rows', () => {
  const bad: [why: string, cells: Record<string, string>, words: string][] = [
    ['no role', { 角色: '' }, '第2行：「角色」为空。'],
    ['an unknown role', { 角色: '局长' }, '第2行：角色「局长」有误，可填：'],
    ['no unit', { 单位: '' }, '第2行：「单位」为空。'],
    ['an unknown unit', { 单位: '区气象局' }, '第2行：单位「区气象局」不在单位名录(config/units.yaml)内'],
    ['a unit that stands for many', { 单位: '各镇街' }, '第2行：单位「各镇街」是统称'],
    ['an unknown task force', { 专班序号: '19' }, '第2行：专班序号「19」不存在。'],
    ['no task force', { 角色: '联络员', 单位: '区水务局' }, '第2行：「专班序号」为空，而角色「联络员」'],
    ['an unknown tier', { 层级: '4' }, '第2行：层级「4」有误'],
    ['no name', { 姓名: ' ' }, '第2行：「姓名」为空。'],
    ['a short mobile', { 手机: '1390000000' }, '第2行：手机号码有误'],
    ['a landline', { 手机: '0553-1234567' }, '第2行：手机号码有误'],
    ['a rounded mobile', { 手机: '1.39E+10' }, '第2行：手机号码已被表格软件改成科学计数法'],
    ['neither mobile nor open_id', { 手机: '' }, '第2行：「手机」和「open_id」至少填写一项。'],
    ['a wrong open_id', { open_id: 'on_1' }, '第2行：open_id「on_1」有误'],
  ];
  for (const [why, cells, words] of bad) {
    it(`${why} is told with its row`, () => {
      const lines = faultLines(reading(row(cells)));
      expect(lines[0]).satisfy((line: string) => line.startsWith(words), `${lines[0]} begins with ${words}`);
      expect(lines).length(2);
    });
  }

  it('contradictions name both rows', () => {
    const others = (a: Record<string, string>, b: Record<string, string>) => faultLines(reading(row(a), row(b)))[0];
    expect(others({}, { 姓名: '另一人' })).equal('第3行：手机或 open_id与第2行相同，但姓名不同。');
    expect(others({ open_id: 'ou_1' }, { open_id: 'ou_1', 手机: '13900000009' })).match(
      /^第3行：open_id与第2行相同，但手机不同/,
    );
    expect(others({ open_id: 'ou_1' }, { open_id: 'ou_2' })).match(/^第3行：手机与第2行相同，但open_id不同/);
  });

  it('all are told at once, in order, and numbers are not', () => {
    const lines = faultLines(reading(row({ 单位: '' }), officer, row({ 角色: '', 手机: '139' })));
    expect(lines.map((line) => line.split('：')[0])).deep.equal([
      '第2行',
      '第4行',
      '第4行',
      '共2行有误，未写入任何内容。请更正后重新导入。',
    ]);
    expect(lines.join()).not.include('139');
  });
});

describe('roster columns', () => {
  it('may come in any order, with BOM, blanks, other columns and a title above', () => {
    const { people, ignoredColumns, faults } = readRoster(
      [
        ['鸠江区营商环境工作名册'],
        ['\ufeff姓名 ', '备注', '手机号', 'Open_ID', '职 务', '层级', '单位', '角色', '专班序号'],
        ['税务局业务员', '无', '13900000005', '', '', '3', '税务局', '单位联系人', ''],
        ['', '', '', '', '', '', '', '', ''],
        ['税务局业务员', '', '139', '', '', '3', '税务局', '单位联系人', ''],
      ],
      rules,
    );
    expect(people).length(1);
    expect(ignoredColumns).deep.equal(['备注']);
    expect(faults).deep.equal([{ row: 5, fault: { kind: 'mobile' } }]);
  });

  it('that are missing are named', () => {
    const lines = (...names: string[]) => faultLines(readRoster([names, ['x']], rules));
    expect(lines('角色', '姓名', '手机', '专班序号', '职务')).deep.equal([
      '缺少列：单位、层级。请按名册模板补齐后重新导入。',
    ]);
    expect(lines(...header.slice(0, 6))[0]).match(/缺少列：手机。/);
    expect(readRoster([header.slice(0, 7), officer.slice(0, 7)], rules).people).length(1);
    expect(readRoster([], rules).missingColumns).include('角色');
  });
});

describe('roster files', () => {
  let directory: string;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'appeal-desk-roster-'));
  });
  after(() => rm(directory, { recursive: true, force: true }));

  const table = [header, officer, liaison.map((cell) => (cell === '科长' ? '科长,主持工作' : cell))];
  const text = table
    .map((cells) => cells.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(','))
    .join('\r\n');
  const encodings: [name: string, bytes: Buffer][] = [
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with BOM', Buffer.from(`\ufeff${text}`)],
    ['GBK', iconv.encode(text, 'gbk')],
  ];
  for (const [name, bytes] of encodings) {
    it(`CSV in ${name} is read`, async () => {
      const path = join(directory, 'roster.csv');
      await writeFile(path, bytes);
      expect(await readRosterFile(path)).deep.equal(table);
    });
  }

  it('CSV keeps the number of a row behind a blank one', async () => {
    const path = join(directory, 'blank.csv');
    await writeFile(path, `${header.join(',')}\n\n${row({ 手机: '139' }).join(',')}\n`);
    expect(readRoster(await readRosterFile(path), rules).faults[0]?.row).equal(3);
  });

  it('xlsx: numbers keep their digits, rows their numbers', async () => {
    const path = join(directory, 'roster.xlsx');
    const cells = ['', '单位联系人', '税务局', 3, '', '税务局业务员', 13900000005, ''];
    await writeXlsxFile([header, [], cells].map((line) => line.map((value) => ({ value })))).toFile(path);
    const rows = await readRosterFile(path);
    expect(rows[2]?.slice(0, 7)).deep.equal(officer.slice(0, 7));
    expect(readRoster(rows, rules).people).length(1);
  });

  const unreadable: [name: string, bytes: Buffer | undefined, reason: string][] = [
    ['nowhere.csv', undefined, 'absent'],
    ['empty.csv', Buffer.alloc(0), 'empty'],
    ['old.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'old-excel'],
    ['broken.xlsx', Buffer.from('PK\u0003\u0004 and no more'), 'damaged'],
    ['photo.csv', Buffer.from([0xff, 0xd8, 0, 0, 0x10]), 'damaged'],
  ];
  for (const [name, bytes, reason] of unreadable) {
    it(`${name} is refused as ${reason}`, async () => {
      const path = join(directory, name);
      if (bytes) await writeFile(path, bytes);
      const error = await readRosterFile(path).catch((caught: unknown) => caught);
      expect(error).instanceOf(RosterFileError);
      expect((error as RosterFileError).reason).equal(reason);
    });
  }
});

describe('roster import', () => {
  eachDatabase((open) => {
    let database: Database;
    let ids = 0;
    beforeEach(async () => {
      database = await open();
      ids = 0;
    });
    const imports = (...rows: string[][]) =>
      database.transact((store) => importRoster({ store, newId: () => `person-${++ids}` }, reading(...rows).people));
    const stored = () => database.transact((store) => store.allPeople());
    const matches = (known: [mobile: string, openId: string][]) => {
      const openIdsByMobile: Platform['openIdsByMobile'] = async (mobiles) =>
        new Map(known.filter(([mobile]) => mobiles.includes(mobile)));
      return matchRoster({ transact: database.transact, platform: { openIdsByMobile } });
    };

    it('adds people, and changes nothing the second time', async () => {
      const first = await imports(liaison, officer);
      expect(first).include({ added: 2, changed: 0, unchanged: 0 });
      expect(first.unmatched.map(({ name }) => name)).deep.equal(['发改委联络员', '税务局业务员']);
      const before = await stored();
      expect(await imports(liaison, officer)).include({ added: 0, changed: 0, unchanged: 2 });
      expect(await stored()).deep.equal(before);
    });

    it('is the whole truth for those it names; the others keep theirs', async () => {
      await imports(liaison, officer);
      expect(await imports(row({ 角色: '专员', 单位: '沈巷镇' }))).include({ changed: 1 });
      const people = await stored();
      expect(people.map(({ memberships }) => memberships.map(({ role }) => role))).deep.equal([
        ['liaison'],
        ['specialist'],
      ]);
    });

    it('keeps the open_id that was matched, and finds a person by it after his number changed', async () => {
      await imports(officer);
      await matches([['13900000005', 'ou_5']]);
      await imports(officer);
      await imports(row({ 手机: '13900000099', open_id: 'ou_5' }));
      expect(await stored()).deep.include.members([
        {
          id: 'person-1',
          name: '税务局业务员',
          mobile: '13900000099',
          openId: 'ou_5',
          memberships: [{ role: 'contact', unit: 'tax-bureau', tier: 3 }],
        },
      ]);
    });

    it('a number handed on to another open_id belongs to the new person', async () => {
      await imports(row({ open_id: 'ou_5' }));
      expect(await imports(row({ open_id: 'ou_6', 姓名: '新来的人' }))).include({ added: 1 });
      expect((await stored()).map(({ openId, mobile }) => [openId, mobile])).deep.equal([
        ['ou_5', undefined],
        ['ou_6', '13900000005'],
      ]);
    });

    it('two rows that turn out to be one known person are both kept', async () => {
      await imports(row({ open_id: 'ou_5' }));
      await imports(row({ 手机: '', open_id: 'ou_5' }), row({ 角色: '专员', 单位: '沈巷镇' }));
      const people = await stored();
      expect(people.map(({ memberships }) => memberships.map(({ role }) => role))).deep.equal([
        ['contact', 'specialist'],
      ]);
    });

    it('leaves administrators in office', async () => {
      const admin = { id: 'admin', openId: 'ou_5', name: '管理员', memberships: [{ role: 'administrator' as const }] };
      await database.transact((store) => store.savePerson(admin));
      await imports(row({ open_id: 'ou_5' }));
      expect((await stored())[0]?.memberships.map(({ role }) => role)).deep.equal(['contact', 'administrator']);
    });

    it('matches open_ids by mobile and tells who is unknown, with a masked number', async () => {
      await imports(liaison, officer);
      const { matched, unmatched } = await matches([['13900000005', 'ou_5']]);
      expect(matched).equal(1);
      expect(unmatchedLines(unmatched)[1]).equal('  发改委联络员 139****0003');
      expect(await matches([])).include({ matched: 0 });
    });

    it('a match that proves two records one person joins them under the one who could act', async () => {
      await imports(row({ 手机: '', open_id: 'ou_5' }), row({ 角色: '专员', 单位: '沈巷镇' }));
      expect(await matches([['13900000005', 'ou_5']])).deep.include({ matched: 1, unmatched: [] });
      const [one, ghost] = await stored();
      expect(one).include({ id: 'person-1', openId: 'ou_5', mobile: '13900000005' });
      expect(one?.memberships.map(({ role }) => role)).deep.equal(['contact', 'specialist']);
      expect(ghost?.memberships).deep.equal([]);
    });

    it('a platform that does not answer changes nothing', async () => {
      await imports(officer);
      const before = await stored();
      const platform = { openIdsByMobile: () => Promise.reject(new PlatformError('retry', 'down')) };
      const error = await matchRoster({ transact: database.transact, platform }).catch((caught: unknown) => caught);
      expect(error).instanceOf(PlatformError);
      expect(await stored()).deep.equal(before);
    });
  });
});
