import { type Appeal, currentAssignment } from '../../domain/appeal/appeal.ts';
import { unitName } from '../../domain/rules.ts';
import { addDays, chinaDate } from '../../domain/time/chinaTime.ts';
import { privately } from '../../notices/recipients.ts';
import { type Rung, tierOf } from '../../notices/tiers.ts';
import { vacancyNote } from '../../presenters/notes/reminders.ts';
import { owe } from '../shared/record.ts';
import { scheduler, type Work } from '../shared/work.ts';

/**
 * Nobody stands at this tier of the unit: the district office is asked to fill it, once in a while, and nobody above is
 * told in his place (docs/develop/domain.md#vacant).
 */
export async function reportVacancy(work: Work, unit: string, rung: Rung): Promise<void> {
  const { store, at, rules } = work;
  const job = `vacancy ${unit} ${rung}`;
  const recent = await store.claimedFrom(job, addDays(chinaDate(at), 1 - rules.district.reminders.vacancyEveryDays));
  if (recent.length > 0 || !(await store.claimOnce({ job, slot: chinaDate(at), state: 'done', at }))) return;
  const message = vacancyNote(unitName(rules, unit), rung);
  for (const person of await store.people({ roles: ['district-office'] })) {
    for (const notice of privately(person, message, { as: 'office' })) await owe(work, scheduler, notice);
  }
}

/** The same for the unit that has the appeal, when nobody of this tier can be reached. */
export async function reportVacancyOf(work: Work, appeal: Appeal, rung: Rung): Promise<void> {
  const held = currentAssignment(appeal);
  if (!held) return;
  const people = await tierOf(work.store, work.rules, held, rung);
  if (!people.some(({ openId }) => openId)) await reportVacancy(work, held.unit, rung);
}
