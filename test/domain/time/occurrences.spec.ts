import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { dayTimeText } from '../../../src/domain/time/chinaTime.ts';
import { timingOf } from '../../../src/domain/time/deadlines.ts';
import { nextOccurrence, occurrencesBetween } from '../../../src/domain/time/occurrences.ts';
import { at, calendar, rules } from '../../jobs/clockDesk.ts';

const timing = timingOf({ rules, calendar });

interface Line {
  cron: string;
  onDayOff: 'skip' | 'next';
  zone?: string;
}

function between(line: Line, after: string, until: string): string[] {
  return occurrencesBetween(line, { after: at(after), until: at(until) }, timing).map(dayTimeText);
}

describe('occurrences of the timetable', () => {
  const daily: Line = { cron: '30 8 * * *', onDayOff: 'skip' };
  const twiceAMonth: Line = { cron: '20 9 1,16 * *', onDayOff: 'next' };

  it('on days off are dropped', () => {
    expect(between(daily, '2026-11-20 08:29', '2026-11-23 08:30')).deep.equal([
      '11月20日(周五)08:30',
      '11月23日(周一)08:30',
    ]);
  });

  it('are those after the first instant, up to and with the last', () => {
    expect(between(daily, '2026-11-19 08:30', '2026-11-20 08:30')).deep.equal(['11月20日(周五)08:30']);
    expect(between(daily, '2026-11-20 08:30', '2026-11-20 08:30')).deep.equal([]);
    expect(between(daily, '2026-11-20 08:30', '2026-11-19 08:30')).deep.equal([]);
  });

  it('run on a Saturday that is worked', () => {
    expect(between(daily, '2026-10-09 09:00', '2026-10-12 08:00')).deep.equal(['10月10日(周六)08:30']);
  });

  it('move over a long holiday to the next working day at the same hour', () => {
    expect(between(twiceAMonth, '2026-09-30 18:00', '2026-10-31 00:00')).deep.equal([
      '10月8日(周四)09:20',
      '10月16日(周五)09:20',
    ]);
    expect(between(twiceAMonth, '2026-10-07 09:20', '2026-10-08 12:00'), 'looked for afterwards').length(1);
    expect(between(twiceAMonth, '2026-09-30 18:00', '2026-10-07 23:59'), 'not before').deep.equal([]);
  });

  it('that meet on one instant count once', () => {
    const meeting: Line = { cron: '20 9 1-5 10 *', onDayOff: 'next' };
    expect(between(meeting, '2026-09-30 00:00', '2026-10-31 00:00')).deep.equal(['10月8日(周四)09:20']);
  });

  it('come in order although moved ones overtake', () => {
    const evening: Line = { cron: '0 9,17 * * 6,1', onDayOff: 'next' };
    expect(between(evening, '2026-11-20 18:00', '2026-11-23 18:00')).deep.equal([
      '11月23日(周一)09:00',
      '11月23日(周一)17:00',
    ]);
  });

  it('of a database that stood still for a year reach back 40 days', () => {
    const found = occurrencesBetween(daily, { after: at('2025-11-20 09:00'), until: at('2026-11-20 09:00') }, timing);
    expect(found[0]).equal(at('2026-10-12 08:30'));
    expect(found).length(30);
  });

  it('are read in the zone of their line', () => {
    const abroad: Line = { cron: '30 20 * * *', onDayOff: 'next', zone: 'America/New_York' };
    expect(between(abroad, '2026-07-15 00:00', '2026-07-15 23:00')).deep.equal(['7月15日(周三)08:30']);
    expect(between(abroad, '2026-12-15 00:00', '2026-12-15 23:00')).deep.equal(['12月15日(周二)09:30']);
  });

  it('next: the first after an instant, past days off, or none at all', () => {
    const next = (line: Line, after: string) => {
      const found = nextOccurrence(line, at(after), timing);
      return found && dayTimeText(found);
    };
    expect(next(daily, '2026-11-20 08:29')).equal('11月20日(周五)08:30');
    expect(next(daily, '2026-11-20 08:30')).equal('11月23日(周一)08:30');
    expect(next(twiceAMonth, '2026-09-30 18:00')).equal('10月8日(周四)09:20');
    expect(next(twiceAMonth, '2026-10-03 18:00')).equal('10月8日(周四)09:20');
    expect(next({ cron: '0 9,17 * * 6,1', onDayOff: 'next' }, '2026-11-21 18:00')).equal('11月23日(周一)09:00');
    expect(next({ cron: '0 9 29 2 *', onDayOff: 'skip' }, '2026-03-02 00:00')).equal(undefined);
  });

  it('do not depend on the zone of the host', () => {
    const code = `
      import { occurrencesBetween } from './src/domain/time/occurrences.ts';
      import { readRules } from './src/settings/settings.ts';
      const { rules: { district }, calendar } = readRules('config');
      const span = { after: '2026-10-20T00:00:00.000Z', until: '2026-11-20T00:00:00.000Z' };
      const found = district.timetable.map((entry) => occurrencesBetween(entry, span, { district, calendar }));
      console.log(JSON.stringify([new Date(span.after).getTimezoneOffset(), ...found]));`;
    const run = (zone: string) => {
      const args = ['--import=tsx', '--input-type=module', '-e', code];
      const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, TZ: zone } });
      return JSON.parse(stdout);
    };
    const [newYork, ...there] = run('America/New_York');
    const [china, ...here] = run('Asia/Shanghai');
    expect([newYork, china]).deep.equal([240, -480]);
    expect(there).deep.equal(here);
    expect(here[0]).length(23);
  });
});
