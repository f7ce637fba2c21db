import { expect } from 'chai';
import type { Work } from '../../src/commands/shared/work.ts';
import { noteDue } from '../../src/commands/supervision/draftHeadNote.ts';
import { Refusal } from '../../src/domain/errors.ts';
import { withSubstitutePosts } from '../../src/domain/people/substitutes.ts';
import { aPerson, calendar, china, rules } from '../domain/given.ts';

/** Terms that the district sets (config/district.yaml). */
describe('区里定的期限 — terms of the district', () => {
  const workAt = (at: string, sameDayUntil: string) => {
    const reminders = { ...rules.district.reminders, sameDayUntil };
    return { at: china(at), calendar, rules: { ...rules, district: { ...rules.district, reminders } } } as Work;
  };

  it('until which hour a note to a head asks for the same day', () => {
    const [today, next] = ['2026-11-24 17:30', '2026-11-25 17:30'].map(china);
    expect(noteDue(workAt('2026-11-24 11:59', '12:00'))).to.equal(today);
    expect(noteDue(workAt('2026-11-24 12:00', '12:00'))).to.equal(next);
    expect(noteDue(workAt('2026-11-24 11:00', '10:00'))).to.equal(next);
  });

  it('for how long somebody may hold a post of another', () => {
    const posts = [{ role: 'contact', unit: 'finance-bureau', tier: 3 }] as const;
    const until = (date: string, mostDays: number) => () =>
      withSubstitutePosts(aPerson('p1'), { posts: [...posts], until: date, at: china('2026-11-24 09:00'), mostDays });
    expect(until('2026-11-30', 6)().memberships).to.have.length(1);
    expect(until('2026-12-01', 6)).to.throw(Refusal).with.property('code', 'substitute.date');
  });
});
