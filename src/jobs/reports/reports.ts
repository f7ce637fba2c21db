import { halfMonthBefore, monthBefore, sinceLastMorning } from '../../domain/figures/happened.ts';
import type { Card } from '../../domain/message.ts';
import { may } from '../../domain/people/access.ts';
import { taskForcesOf } from '../../domain/people/contacts.ts';
import { relationsToDesk } from '../../domain/people/relations.ts';
import { cityContactCard, type MonthlyView, monthlyMeetingCard } from '../../presenters/reports/monthlyCards.ts';
import { halfMonthTitle, monthTitle } from '../../presenters/reports/titles.ts';
import { makeDigest } from '../../reporting/digest.ts';
import { reportOf } from '../../reporting/making.ts';
import { makePeriod } from '../../reporting/period.ts';
import { standingOfScope } from '../../reporting/situation.ts';
import type { Job } from '../timetable/occurrencesDue.ts';
import { isLeading } from './readers.ts';
import { reportJob } from './reportJob.ts';

/**
 * 晨报: one card over everything of theirs to leaders and heads, and the leaders' group (docs/develop/domain.md#reports).
 */
export const morningDigest = reportJob({
  span: sinceLastMorning,
  rates: false,
  make: (work, situation, { reader, reading }) =>
    makeDigest(work, situation, {
      ...reading,
      instructs: reader.person !== undefined && may(reader.person, 'instruct'),
      tellsOfYears: reader.person !== undefined && relationsToDesk(reader.person).includes('leader'),
      onlyIfAny: !isLeading(reader),
    }),
});

/** 半月调度材料: the half month before, with the overdue ones by name (docs/develop/rules.md#rule-22, #rule-30). */
export const halfMonthPack = reportJob({
  span: halfMonthBefore,
  rates: false,
  make: (work, situation, { reading }) =>
    makePeriod(work, situation, {
      ...reading,
      ...{ job: 'half-month-pack', title: halfMonthTitle(situation.span), draft: true, rates: false, named: 20 },
    }),
});

/** 月度小结: the month before with on-time rates (docs/develop/rules.md#rule-31, #rule-37). */
export const monthlySummary = reportJob({
  span: monthBefore,
  rates: true,
  make: (work, situation, { reading }) =>
    makePeriod(work, situation, {
      ...reading,
      ...{ job: 'monthly-summary', title: monthTitle(situation.span), draft: true, rates: true, named: 5 },
    }),
});

/**
 * To task-force offices: the visit to the city's office, before the meeting of the month
 * (docs/develop/rules.md#rule-33).
 */
export const cityContact = officeReminder(cityContactCard);

/** To task-force offices: the meeting of the month (docs/develop/rules.md#rule-32). */
export const monthlyMeeting = officeReminder(monthlyMeetingCard);

function officeReminder(draw: (view: MonthlyView) => Card): Job {
  return reportJob({
    // It tells how things stand, not what happened.
    span: (slot) => ({ from: slot, to: slot }),
    rates: false,
    async make(work, situation, { reader: { person }, reading: { audience, late }, entry }) {
      const taskForces = person ? taskForcesOf(person, 'office', 'liaison') : [];
      if (taskForces.length === 0) return undefined;
      const scope = { taskForces, units: [] };
      const standing = standingOfScope(situation, scope, work.calendar);
      const view = { at: situation.at, late, standing, rules: work.rules, report: work.newId(), taskForces };
      return { card: draw(view), report: reportOf({ ...view, whole: false }, { job: entry.job, audience }) };
    },
  });
}
