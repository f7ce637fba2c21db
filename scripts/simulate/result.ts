import { approveResult } from '../../src/commands/handling/approveResult.ts';
import { informCompany } from '../../src/commands/handling/informCompany.ts';
import { nudgeAppeal } from '../../src/commands/handling/nudgeAppeal.ts';
import { rejectResult } from '../../src/commands/handling/rejectResult.ts';
import { reportProgress } from '../../src/commands/handling/reportProgress.ts';
import { resolveAppeal } from '../../src/commands/handling/resolveAppeal.ts';
import { askExtension } from '../../src/commands/time/askExtension.ts';
import { askPause } from '../../src/commands/time/askPause.ts';
import { decideTime } from '../../src/commands/time/decideTime.ts';
import type { Person } from '../../src/domain/people/contacts.ts';
import { habits } from './habits.ts';
import { appealOf, deskTime, dueAt, handlerOf } from './life.ts';
import { hoursBefore, hoursFrom, type Town, workdaysFrom } from './town.ts';

/** Between the plan and its date: progress, a nudge, a request for more time, and the result itself. */
export async function towardsResult(town: Town, number: string): Promise<void> {
  const { agenda, chance } = town;
  const due = await dueAt(town, number, 'result');
  if (due === undefined) return;
  const halfway = () => hoursBefore(town, due, [10, 40]);
  if (chance.hits(habits.progress)) agenda.plan(halfway(), () => progress(town, number));
  if (chance.hits(habits.nudged)) agenda.plan(halfway(), () => nudge(town, number));
  if (chance.hits(habits.extension))
    return agenda.plan(hoursBefore(town, due, [15, 24]), () => askTime(town, number, 'extension'));
  if (chance.hits(habits.pause))
    return agenda.plan(hoursBefore(town, due, [15, 30]), () => askTime(town, number, 'pause'));
  finish(town, number, due);
}

function finish(town: Town, number: string, due: string): void {
  const { agenda, chance, office } = town;
  if (chance.hits(habits.never)) return;
  const from = due > office.now() ? due : office.now();
  const late = chance.hits(habits.late);
  const at = late ? hoursFrom(town, from, habits.lateResultHours) : hoursBefore(town, due, habits.resultHoursAhead);
  agenda.plan(at, () => resolve(town, number));
}

async function resolve(town: Town, number: string): Promise<void> {
  const { office, agenda } = town;
  const answer = { outcome: '已解决' as const, text: '已办理完毕', companyText: '已办理完毕', attachments: [] };
  const resolved = await office.act(await handlerOf(town, number), (work, acting) =>
    resolveAppeal(work, acting, { number, ...answer }),
  );
  if (resolved) agenda.plan(deskTime(town), () => review(town, number));
}

async function review(town: Town, number: string): Promise<void> {
  const { office, agenda, chance, cast } = town;
  const clerk = chance.pick(cast.centre);
  if (!chance.hits(habits.rejected)) {
    if (await office.act(clerk, (work, acting) => approveResult(work, acting, { number }))) informed(town, number);
    return;
  }
  const reason = '请补充答复材料';
  if (!(await office.act(clerk, (work, acting) => rejectResult(work, acting, { number, reason })))) return;
  const delay = chance.hits(habits.late) ? habits.lateCorrectionHours : habits.correctionHours;
  agenda.plan(hoursFrom(town, office.now(), delay), () => resolve(town, number));
}

async function progress(town: Town, number: string): Promise<void> {
  await town.office.act(await handlerOf(town, number), (work, acting) =>
    reportProgress(work, acting, { number, text: '正在办理', attachments: [] }),
  );
}

async function nudge(town: Town, number: string): Promise<void> {
  await town.office.act(await submitterOf(town, number), (work, acting) => nudgeAppeal(work, acting, { number }));
}

/** The submitting side tells the company, late at times and now and then never. */
export function informed(town: Town, number: string): void {
  const { agenda, chance, office } = town;
  if (chance.hits(habits.never)) return;
  const delay = chance.hits(habits.late) ? habits.lateInformHours : habits.informHours;
  agenda.plan(hoursFrom(town, office.now(), delay), async () => {
    await office.act(await submitterOf(town, number), (work, acting) => informCompany(work, acting, { number }));
  });
}

async function submitterOf(town: Town, number: string): Promise<Person> {
  const { submittedBy } = await appealOf(town, number);
  return town.cast.specialists.find(({ id }) => id === submittedBy) as Person;
}

async function askTime(town: Town, number: string, kind: 'extension' | 'pause'): Promise<void> {
  const { office, agenda } = town;
  const due = (await dueAt(town, number, 'result')) ?? office.now();
  const handler = await handlerOf(town, number);
  const reason = '等待第三方出具意见';
  const asked = await office.act(handler, (work, acting) =>
    kind === 'extension'
      ? askExtension(work, acting, { number, until: workdaysFrom(town, due, habits.extensionWorkingDays), reason })
      : askPause(work, acting, {
          number,
          until: workdaysFrom(town, office.now(), habits.pauseWorkingDays),
          cause: '待第三方',
          reason,
        }),
  );
  if (!asked) return finish(town, number, due);
  agenda.plan(deskTime(town), () => decide(town, number));
}

async function decide(town: Town, number: string): Promise<void> {
  const { office, chance, cast } = town;
  const agreed = !chance.hits(habits.asksRefused);
  const reason = agreed ? undefined : '请按期办理';
  await office.act(chance.pick(cast.centre), (work, acting) => decideTime(work, acting, { number, agreed, reason }));
  const due = await dueAt(town, number, 'result');
  if (due) finish(town, number, due);
}
