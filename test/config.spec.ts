import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readRules, SettingsError } from '../src/settings/settings.ts';

const { rules, calendar } = readRules('config');

describe('the configuration of the district', () => {
  it('holds 18 task forces and 119 measures, each task force with measures and words', () => {
    expect(rules.taskForces).length(18);
    expect(rules.measures).length(119);
    for (const { number, keywords } of rules.taskForces) {
      expect(rules.measures.filter(({ taskForce }) => taskForce === number)).not.empty;
      expect(keywords.length, `words of task force ${number}`).within(8, 20);
    }
  });

  it('asks court, procuratorate, tax, customs and municipal branches instead of ranking them', () => {
    for (const { kind, name, supervisable } of rules.units) {
      const asked = kind === 'court-or-procuratorate' || kind === 'vertical-agency';
      expect(supervisable, name).equal(!asked);
    }
    expect(rules.units.filter(({ supervisable }) => !supervisable).map(({ name }) => name)).include.members([
      '区人民法院',
      '区人民检察院',
      '区税务局',
      '芜湖海关',
    ]);
  });

  it('assigns nothing to an entry that stands for many', () => {
    expect(rules.units.filter(({ collective }) => collective).map(({ id }) => id)).deep.equal(['towns-and-streets']);
  });

  it('hears accusations of officials, and not ordinary words', () => {
    const hears = (text: string) => rules.lexicon.sensitive.some((term) => text.includes(term));
    for (const text of ['办事员索贿', '窗口吃拿卡要', '街道乱收费', '选择性执法', '经办人收红包', '他要回扣']) {
      expect(hears(text), text).equal(true);
    }
    const everyday = [
      '政策红包怎么领',
      '大股东关联交易侵占公司',
      '隔壁食品腐败变质',
      '同行商业贿赂抢客户',
      '对方拖欠货款',
      '罚款太重能不能首违不罚',
    ];
    for (const text of everyday) expect(hears(text), text).equal(false);
    expect(rules.lexicon.classified.some((term) => '员工泄露商业机密'.includes(term))).equal(false);
  });
});

describe('the working-day calendar', () => {
  const days: [date: string, workday: boolean, why: string][] = [
    ['2026-11-20', true, 'a Friday'],
    ['2026-11-21', false, 'a Saturday'],
    ['2026-10-07', false, 'National Day'],
    ['2026-10-10', true, 'a Saturday worked instead'],
    ['2026-02-14', true, 'a Saturday worked for the Spring Festival'],
    ['2025-10-06', false, 'Mid-autumn within National Day'],
    ['2027-10-01', true, 'a Friday of a year not published yet'],
    ['2027-10-02', false, 'a Saturday of a year not published yet'],
  ];
  for (const [date, workday, why] of days) {
    it(`${date} is ${why}`, () => {
      expect(calendar.isWorkday(date)).equal(workday);
    });
  }

  it('knows which years are published', () => {
    expect([2024, 2025, 2026, 2027].map(calendar.isKnownYear)).deep.equal([true, true, true, false]);
  });

  it('refuses what is no date', () => {
    for (const text of ['2026-02-30', '2026-1-1', 'tomorrow']) expect(() => calendar.isWorkday(text)).throw(RangeError);
  });
});

describe('days for which what is done with is kept', () => {
  const folder = mkdtempSync(join(tmpdir(), 'appeal-desk-config-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const given = (change: (district: string) => string) => {
    cpSync('config', folder, { recursive: true });
    const file = join(folder, 'district.yaml');
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    return () => readRules(folder).rules.district.retention;
  };

  it('are the same when a file of before does not name them', () => {
    const { retention } = rules.district;
    expect(given((text) => text.replace(/^retention:\n(?: .*\n)+/m, ''))()).deep.equal(retention);
    expect(given((text) => text.replace(/^ {2}drafts: .*\n/m, ''))()).deep.equal(retention);
  });

  it('cover the time in which the same words are known again', () => {
    const read = given((text) =>
      text.replace('repeatHours: 24', 'repeatHours: 720').replace('drafts: 30', 'drafts: 29'),
    );
    expect(read).throw(SettingsError, 'retention: drafts 29 must be at least 30: the same words are known again');
  });
});

describe('a configuration of before', () => {
  const folder = mkdtempSync(join(tmpdir(), 'appeal-desk-config-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const read = (change: (district: string) => string) => {
    cpSync('config', folder, { recursive: true });
    const file = join(folder, 'district.yaml');
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    return readRules(folder);
  };
  const hours = "sendingHours: { from: '08:30', to: '18:00' }";

  it('may call the sending hours quiet: they are read, and the new name is told', () => {
    const before = read((text) => text.replace(hours, "quiet: { from: '08:00', to: '18:30' }"));
    expect(before.rules.district.sendingHours).deep.equal({ from: '08:00', to: '18:30' });
    const told = ['district.yaml: quiet is called sendingHours now; the old name is read for one version'];
    expect(before.warnings).deep.equal(told);
    expect(read((text) => text).warnings).deep.equal([]);
  });

  it('may not say both', () => {
    const both = () => read((text) => text.replace(hours, `${hours}\nquiet: { from: '08:00', to: '18:30' }`));
    expect(both).throw(SettingsError, 'quiet');
  });

  it('has the terms that were fixed then', () => {
    const terms = /^ *(?:sameDayUntil|vacancyEveryDays|substituteDays): .*\n/gm;
    const { district } = read((text) => text.replace(terms, '')).rules;
    const { sameDayUntil, vacancyEveryDays } = district.reminders;
    expect([sameDayUntil, vacancyEveryDays, district.substituteDays]).deep.equal(['12:00', 7, 92]);
  });
});

describe('a configuration with faults', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'appeal-desk-config-'));
    cpSync('config', folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Replaces text of a file; the text must be there. */
  function change(file: string, from: string, to: string): void {
    const text = readFileSync(join(folder, file), 'utf8');
    expect(text, file).include(from);
    writeFileSync(join(folder, file), text.replace(from, to));
  }
  function faults(): string[] {
    try {
      readRules(folder);
      return [];
    } catch (error) {
      if (error instanceof SettingsError) return error.faults;
      throw error;
    }
  }

  const digest = "cron: '30 8 * * *'";
  const list = "cron: '0 9 * * *'";
  const line = (from: string, to: string, fault: string): [string, string, string] => [
    from,
    to,
    `district.yaml: ${fault}`,
  ];
  // biome-ignore format: a table is read by column
  const timetableCases = ([
    ['a cron of words',              line(digest, "cron: 'at eight in the morning'", 'timetable, 晨报: cron "at eight in the morning" cannot be read')],
    ['a cron of minute 61',          line(digest, "cron: '61 8 * * *'", 'timetable, 晨报: cron "61 8 * * *" cannot be read')],
    ['a cron of a random minute',    line(digest, "cron: 'H 9 * * *'", 'timetable, 晨报: cron "H 9 * * *": H is no fixed time')],
    ['a cron with seconds',          line(digest, "cron: '0 30 8 * * *'", 'timetable, 晨报: cron "0 30 8 * * *" must have five fields')],
    ['a cron of 30 February',        line(digest, "cron: '0 0 30 2 *'", 'timetable, 晨报: cron "0 0 30 2 *" never fires within 400 days')],
    ['a cron of 29 February',        line(digest, "cron: '0 9 29 2 *'", 'timetable, 晨报: cron "0 9 29 2 *" never fires within 400 days')],
    ['a cron every minute',          line(digest, "cron: '* 9 * * *'", 'timetable, 晨报: cron "* 9 * * *" fires more often than hourly')],
    ['an hour when nobody is told',        line(digest, "cron: '0 7 * * *'", 'timetable, 晨报: 07:00 in China is outside the sending hours 08:30–18:00')],
    ['the last minutes of the day',  line(digest, "cron: '57 17 * * *'", 'timetable, 晨报: 17:57 in China is outside the sending hours')],
    ['an hour of another zone',      line(digest, `${digest}, zone: America/New_York`, 'timetable, 晨报: 21:30 in China is outside the sending hours')],
    ['an hour after it is useful',   line("usefulUntil: '12:00'", "usefulUntil: '08:32'", 'timetable, 晨报: 08:30 in China must be at least five minutes before usefulUntil 08:32')],
    ['a line of a zone nobody knows', line(digest, `${digest}, zone: Asia/Wuhu`, 'timetable.0.zone: must be a zone')],
    ['a name twice',                 line('name: 月度小结', 'name: 晨报', 'timetable: 晨报 stands twice')],
    ['a job nobody knows',           line('job: morning-digest', 'job: evening-digest', 'timetable.0.job: ')],
    ['no list in the morning',       line('job: todays-list', 'job: morning-digest', 'timetable: job todays-list must be there exactly once, it is 0 times')],
    ['a list on weekdays alone',     line(list, "cron: '0 9 * * 1-5'", 'timetable, 今日办理提醒: cron "0 9 * * 1-5" must name every day: weekends are worked, too, and days off are skipped')],
    ['two lists in the morning',     line('job: morning-digest', 'job: todays-list', 'timetable: job todays-list must be there exactly once, it is 2 times')],
    ['a list at another hour',       line(list, "cron: '0 10 * * *'", 'timetable, 今日办理提醒: 10:00 in China must be 09:00')],
    ['a last call in the morning',   line("lastCall: '15:30'", "lastCall: '08:45'", 'reminders: morning 09:00 must be before lastCall 08:45')],
    ['a last call at noon',          line("lastCall: '15:30'", "lastCall: '13:00'", 'reminders: lastCall 13:00 must lie within workingHours')],
    ['a morning before work',        line("morning: '09:00'", "morning: '07:00'", 'reminders: morning 07:00 must lie within workingHours')],
    ['a list that reaches nobody',   line('audience: [leaders, heads, leaders-group]', 'audience: [leaders, task-force-groups]', 'timetable, 晨报: job morning-digest does not go to task-force-groups')],
    ['a list for fewer than it has', line('audience: [task-force-groups, centre]', 'audience: [centre]', 'timetable, 今日办理提醒: job todays-list goes to task-force-groups, too')],
    ['a reminder for no office',     line('audience: [task-force-offices]', 'audience: [heads]', 'timetable, 市级专班对接提醒: job city-contact does not go to heads')],
    ['a job twice at one hour',      line('job: half-month-pack, cron: \'20 9 1,16 * *\'', 'job: monthly-summary, cron: \'40 9 16 * *\'', 'timetable: job monthly-summary at 09:40 in China stands twice')],
    ['a last call nobody hears',     line("sendingHours: { from: '08:30', to: '18:00' }", "sendingHours: { from: '08:30', to: '15:00' }", 'reminders: lastCall 15:30 is outside the sending hours')],
    ['a dispatch before the day',    line("  from: '08:30'\n  to: '17:30'", "  from: '07:30'\n  to: '17:30'", 'dispatch: from 07:30 is outside the sending hours')],
    ['a decision at night',          line("nextDay: '12:00'", "nextDay: '22:00'", 'clocks.determination: 22:00 must lie within workingHours')],
    ['an extension nobody can ask',  line('extensionWorkingDaysBefore: 1', 'extensionWorkingDaysBefore: 15', 'extensionWorkingDaysBefore: 15 must be less than')],
    ['a whole less than its part',   line('wholeTextLimit: 20000', 'wholeTextLimit: 400', 'wholeTextLimit: 400 must not be less than textLimit 5000')],
    ['a prefix of seven letters',    line('numberPrefix: JJ', 'numberPrefix: JJJJJJJ', 'numberPrefix: must be 1 to 6')],
    ['a 督办 before the note',        line('supervisionAfter: 3', 'supervisionAfter: 1', 'reminders: supervisionAfter 1 must be more than headNoteAfter 1')],
    ['events forgotten too soon',    line('keys: 90', 'keys: 20', 'retention: keys 20 must be at least 30: an event that is delivered again must be known')],
    ['keys that go before payloads', line('payloads: 14', 'payloads: 100', 'retention: keys 90 must be at least 100: a payload goes before its key: payloads 100')],
    ['cards that go while pressed',  line('messages: 60', 'messages: 14', 'retention: messages 14 must be at least 15: cards are pressed and redrawn for 14 days')],
    ['links that go before cards',   line('links: 365', 'links: 59', 'retention: links 59 must be at least 60: a message is found by its link')],
    ['reports whose buttons live',   line('reports: 90', 'reports: 29', 'retention: reports 29 must be at least 30: the buttons of a report')],
    ['slots that are looked back at', line('slots: 90', 'slots: 59', 'retention: slots 59 must be at least 60: the timetable looks back')],
    ['drafts that can be pressed',   line('drafts: 30', 'drafts: 14', 'retention: drafts 14 must be at least 15: cards are pressed')],
    ['tips that can be pressed',     line('tips: 60', 'tips: 14', 'retention: tips 14 must be at least 15: cards are pressed')],
    ['a term of no days',            line('payloads: 14', 'payloads: 0', 'retention.payloads: ')],
    ['learning by day',              line("learnAt: '02:30'", "learnAt: '08:30'", 'learnAt: 08:30 must be before the office hours begin at 08:30')],
    ['a kind nobody knows',          line('payloads: 14', 'payload: 14', 'retention: Unrecognized key: "payload"')],
  ] as const).map(([what, [from, to, fault]]): [string, string, string, string, string] => [what, 'district.yaml', from, to, fault]);

  const cases: [what: string, file: string, from: string, to: string, fault: string][] = [
    ['a misspelt key', 'district.yaml', 'textLimit:', 'textLimitt:', 'district.yaml: Unrecognized key: "textLimitt"'],
    [
      'a clock of no days',
      'district.yaml',
      'plan: { days: 5',
      'plan: { days: five',
      'district.yaml: clocks.plan.days: ',
    ],
    ['hours out of order', 'district.yaml', "from: '14:00'", "from: '11:00'", 'district.yaml: workingHours: '],
    [
      'sending hours that end first',
      'district.yaml',
      "to: '18:00'",
      "to: '08:00'",
      'district.yaml: sendingHours: 08:30 must be before 08:00',
    ],
    [
      'a decision before its cutoff',
      'district.yaml',
      "cutoff: '15:00'",
      "cutoff: '18:00'",
      'district.yaml: clocks.determination: ',
    ],
    [
      'an unknown zone',
      'district.yaml',
      'zone: Asia/Shanghai',
      'zone: Asia/Wuhu',
      'district.yaml: zone: must be a zone',
    ],
    [
      'a zone with other hours than those days are counted in',
      'district.yaml',
      'zone: Asia/Shanghai',
      'zone: Asia/Urumqi',
      'district.yaml: zone: must keep the hours of China',
    ],
    ['an alias of two units', 'units.yaml', 'aliases: [发改委]', 'aliases: [住建局]', 'units.yaml: 住建局 names both'],
    [
      'a unit with a blank in it',
      'units.yaml',
      'name: 区住建局',
      'name: 区 住建局',
      'units.yaml: entry 2, name: must not hold',
    ],
    [
      'a task force called as a unit is',
      'task-forces.yaml',
      'name: 获得电力',
      'name: 区发改委',
      'task-forces.yaml: name: 区发改委 is the name of a unit, too',
    ],
    [
      'small talk with a sign',
      'lexicon.yaml',
      '  - 好的\n',
      '  - 好的！\n',
      'lexicon.yaml: smallTalk: 好的！ must be without',
    ],
    ['a unit without a kind', 'units.yaml', 'kind: district-bureau', 'kind: bureau', 'units.yaml: entry 1, kind: '],
    [
      'a unit used and not there',
      'units.yaml',
      'id: customs',
      'id: harbour',
      'measures.yaml: measure 104: unknown unit customs',
    ],
    [
      'a lead unit that is not first',
      'task-forces.yaml',
      'leadUnit: tax-bureau',
      'leadUnit: finance-bureau',
      'task-forces.yaml: task force 5: leadUnit',
    ],
    [
      'a number twice',
      'task-forces.yaml',
      '- number: 2\n',
      '- number: 1\n',
      'task-forces.yaml: number: 1 stands twice',
    ],
    [
      'a hole in the numbers',
      'measures.yaml',
      '- number: 119\n',
      '- number: 120\n',
      'measures.yaml: number 119 is missing',
    ],
    [
      'a measure of no task force',
      'measures.yaml',
      'taskForce: 18',
      'taskForce: 19',
      'measures.yaml: measure 112: no task force 19',
    ],
    [
      'a group that is not there',
      'unit-groups.yaml',
      'id: carrier-units',
      'id: carriers',
      'measures.yaml: measure 87: unknown unit group carrier-units',
    ],
    ['a term that hides everything', 'lexicon.yaml', '  - 索贿', '  - 索', 'lexicon.yaml: 索 is too short'],
    ['text that is no YAML', 'lexicon.yaml', 'plain:', 'plain: "', 'lexicon.yaml: '],
    ['a year nobody knows', 'calendar.yaml', '2026]', '2026, 2031]', 'calendar.yaml: knownYears: 2031 is in no table'],
    [
      'a day that does not exist',
      'calendar.yaml',
      'holidays: []',
      'holidays: [2026-02-30]',
      'calendar.yaml: overrides: "2026-02-30" is no date',
    ],
    [
      'a day twice',
      'calendar.yaml',
      'holidays: []',
      'holidays: [2026-12-01, 2026-12-01]',
      'calendar.yaml: overrides: 2026-12-01 stands twice',
    ],
    [
      'a holiday without end',
      'calendar.yaml',
      '  holidays: []',
      `  holidays: [${Array.from({ length: 40 }, (_, day) => new Date(Date.UTC(2030, 0, 1 + day)).toISOString().slice(0, 10)).join(', ')}]`,
      'calendar.yaml: more than 31 days off from 2030-01-01 on',
    ],
    ['a known year twice', 'calendar.yaml', '2026]', '2026, 2026]', 'calendar.yaml: knownYears: 2026 stands twice'],
    [
      'a local day off written as people write it',
      'calendar.yaml',
      'holidays: []',
      'holidays: [2026-2-3]',
      'calendar.yaml: overrides: "2026-2-3" is no date',
    ],
    [
      'a time instead of a day',
      'calendar.yaml',
      'holidays: []\n  workdays: []',
      'holidays: []\n  workdays: [2026-12-05T00:00]',
      'calendar.yaml: overrides: "2026-12-05T00:00" is no date',
    ],
    [
      'a table with a wrong date',
      'calendar.yaml',
      'years: {}',
      'years: { 2028: { holidays: [2028-01-01, 2027-02-29, 2028-02-30], workdays: [] } }',
      'calendar.yaml: years.2028: "2028-02-30" is no date',
    ],
    [
      'a table whose holiday is also worked',
      'calendar.yaml',
      'years: {}',
      'years: { 2027: { holidays: [2027-01-01, 2027-10-09], workdays: [2027-10-09] } }',
      'calendar.yaml: years.2027: 2027-10-09 stands in holidays and in workdays',
    ],
    [
      'a table that works on a weekday',
      'calendar.yaml',
      'years: {}',
      'years: { 2027: { holidays: [2027-01-01], workdays: [2027-10-08] } }',
      'calendar.yaml: years.2027: 2027-10-08 is worked anyway',
    ],
    [
      'a table of nothing',
      'calendar.yaml',
      'years: {}',
      'years: { 2027: { holidays: [], workdays: [] } }',
      'calendar.yaml: years.2027: holidays is empty',
    ],
    [
      'a table of no year',
      'calendar.yaml',
      'years: {}',
      'years: { next: { holidays: [2027-01-01], workdays: [] } }',
      'calendar.yaml: years: "next" is no year',
    ],
    [
      'a table without its worked days',
      'calendar.yaml',
      'years: {}',
      'years: { 2027: { holidays: [2027-01-01] } }',
      'calendar.yaml: years.2027.workdays: ',
    ],
    [
      'a day off of another year',
      'calendar.yaml',
      'years: {}',
      'years: { 2027: { holidays: [2026-01-01], workdays: [] } }',
      'calendar.yaml: years.2027: 2026-01-01 is of another year',
    ],
    ...timetableCases,
  ];
  for (const [what, file, from, to, fault] of cases) {
    it(`${what} is named`, () => {
      change(file, from, to);
      expect(
        faults().filter((line) => line.startsWith(fault)),
        faults().join('\n'),
      ).length(1);
    });
  }

  it('a day both off and worked is named', () => {
    change('calendar.yaml', 'holidays: []\n  workdays: []', 'holidays: [2026-12-01]\n  workdays: [2026-12-01]');
    expect(faults()).deep.equal(['calendar.yaml: overrides: 2026-12-01 stands in holidays and in workdays']);
  });

  it('faults of all files are told at once', () => {
    change('district.yaml', 'textLimit: 5000', 'textLimit: 5');
    change('calendar.yaml', '2026]', '2099]');
    rmSync(join(folder, 'lexicon.yaml'));
    expect(faults().map((line) => line.split(':')[0])).deep.equal(['district.yaml', 'lexicon.yaml', 'calendar.yaml']);
  });

  it('a year copied from the notice is known, local days go first', () => {
    change('calendar.yaml', 'years: {}', 'years: { 2027: { holidays: [2027-10-01], workdays: [2027-10-09] } }');
    change('calendar.yaml', 'holidays: []\n  workdays: []', 'holidays: [2026-12-01]\n  workdays: [2026-10-07]');
    const own = readRules(folder).calendar;
    expect(own.isKnownYear(2027)).equal(true);
    const dates = ['2027-10-01', '2027-10-09', '2027-10-08', '2026-12-01', '2026-10-07'];
    expect(dates.map(own.isWorkday)).deep.equal([false, true, true, false, true]);
  });

  it('an installation without the newest library: its table alone counts for that year, also where the library has one', () => {
    change('calendar.yaml', 'years: {}', 'years: { 2026: { holidays: [2026-01-01], workdays: [2026-11-21] } }');
    const own = readRules(folder).calendar;
    expect(['2026-01-01', '2026-10-01', '2026-10-10', '2026-11-21'].map(own.isWorkday)).deep.equal([
      false,
      true,
      false,
      true,
    ]);
    expect(own.isWorkday('2025-10-01'), 'other years are the library’s').equal(false);
  });

  it('a year is known by its table without being listed, and unknown without either', () => {
    change('calendar.yaml', '2025, 2026]', '2025]');
    change('calendar.yaml', 'years: {}', 'years: { 2027: { holidays: [2027-01-01], workdays: [] } }');
    const own = readRules(folder).calendar;
    expect([2025, 2026, 2027, 2028].map(own.isKnownYear)).deep.equal([true, false, true, false]);
    expect(own.isWorkday('2026-10-01'), 'a year that is not trusted counts plain weekdays').equal(true);
  });

  it('TZ_NAME replaces the zone of the file', () => {
    expect(readRules(folder, 'Asia/Chongqing').rules.district.zone).equal('Asia/Chongqing');
  });
});
