import { planAppeal } from '../../src/commands/handling/planAppeal.ts';
import { signIn } from '../../src/commands/handling/signIn.ts';
import { submitAppeal } from '../../src/commands/intake/submitAppeal.ts';
import { askReturn } from '../../src/commands/returns/askReturn.ts';
import { refuseReturn } from '../../src/commands/returns/refuseReturn.ts';
import { transferAppeal } from '../../src/commands/returns/transferAppeal.ts';
import { type Appeal, currentAssignment } from '../../src/domain/appeal/appeal.ts';
import type { ClockKind } from '../../src/domain/clocks/clocks.ts';
import type { Person } from '../../src/domain/people/contacts.ts';
import { taskForce } from '../../src/domain/rules.ts';
import type { Instant } from '../../src/domain/time/instant.ts';
import { habits } from './habits.ts';
import { informed, towardsResult } from './result.ts';
import { hoursFrom, type Town, workdaysFrom } from './town.ts';

/** A specialist brings an appeal to a task force; everything after it follows from what people are used to. */
export async function submit(town: Town, specialist: Person, number: number): Promise<void> {
  const { office, cast } = town;
  const liaison = cast.liaisons.get(number);
  const text = '申请办理的事项两个月未见答复，影响生产，请协调。';
  const appeal = await office.act(specialist, (work, acting) =>
    submitAppeal(work, acting, {
      ...{ text, title: '申请事项未见答复', company: '甲机械有限公司', channel: 'visit', attachments: [] },
      mentioned: liaison ? [liaison] : [],
    }),
  );
  if (appeal) receive(town, appeal.number, appeal.dispatchAt ?? office.now());
}

/** It lies with a unit since this instant: signed in, handed on, sent back, or left. */
function receive(town: Town, number: string, since: Instant): void {
  const { agenda, chance } = town;
  if (chance.hits(habits.never)) return;
  const act = chance.hits(habits.asksReturn) ? giveBack : chance.hits(habits.passedOn) ? passOn : sign;
  const delay = chance.hits(habits.late) ? habits.lateSignHours : habits.signHours;
  agenda.plan(hoursFrom(town, since, delay), () => act(town, number));
}

async function sign(town: Town, number: string): Promise<void> {
  const handler = await handlerOf(town, number);
  if (await town.office.act(handler, (work, acting) => signIn(work, acting, { number })))
    await towardsPlan(town, number);
}

async function giveBack(town: Town, number: string): Promise<void> {
  const { office, agenda } = town;
  const asked = await office.act(await handlerOf(town, number), (work, acting) =>
    askReturn(work, acting, { number, reason: '不属本单位职责，建议由其他单位办理' }),
  );
  if (asked) agenda.plan(deskTime(town), () => decideReturn(town, number));
}

async function decideReturn(town: Town, number: string): Promise<void> {
  const { office, chance, cast } = town;
  const clerk = chance.pick(cast.centre);
  if (!chance.hits(habits.returnUpheld)) {
    const kept = await office.act(clerk, (work, acting) =>
      refuseReturn(work, acting, { number, reason: '属本单位职责' }),
    );
    return kept && towardsPlan(town, number);
  }
  const moved = await office.act(clerk, (work, acting) =>
    transferAppeal(work, acting, { number, taskForce: chance.pick([...cast.liaisons.keys()]) }),
  );
  if (moved) receive(town, number, office.now());
}

async function passOn(town: Town, number: string): Promise<void> {
  const { office, chance, cast } = town;
  const held = currentAssignment(await appealOf(town, number));
  const force = taskForce(office.deps.rules, held?.taskForce ?? 1);
  const clerk = cast.offices.get(force.number) as Person;
  const unit = chance.pick(force.memberUnits);
  await office.act(clerk, (work, acting) => transferAppeal(work, acting, { number, unit }));
  receive(town, number, office.now());
}

async function towardsPlan(town: Town, number: string): Promise<void> {
  const { agenda, chance, office } = town;
  if (chance.hits(habits.never)) return;
  const due = await dueAt(town, number, 'plan');
  const early = hoursFrom(town, office.now(), habits.planHours);
  const inTime = due === undefined || early < due ? early : hoursFrom(town, office.now(), [0.5, 3]);
  const late = due && due > office.now() ? due : office.now();
  const at = chance.hits(habits.late) ? hoursFrom(town, late, habits.latePlanHours) : inTime;
  agenda.plan(at, () => plan(town, number));
}

async function plan(town: Town, number: string): Promise<void> {
  const { office, chance } = town;
  const promisedOn = chance.hits(habits.promises)
    ? workdaysFrom(town, office.now(), habits.promiseWorkingDays)
    : undefined;
  const planned = await office.act(await handlerOf(town, number), (work, acting) =>
    planAppeal(work, acting, { number, text: '已安排现场核查', companyText: '已安排现场核查', promisedOn }),
  );
  if (!planned) return;
  informed(town, number);
  await towardsResult(town, number);
}

/** When the centre gets to it. */
export function deskTime(town: Town): Instant {
  const late = town.chance.hits(habits.lateDesk);
  return hoursFrom(town, town.office.now(), late ? habits.lateDeskHours : habits.deskHours);
}

export async function dueAt({ office }: Town, number: string, kind: ClockKind): Promise<Instant | undefined> {
  const clocks = await office.deps.read((store) => store.clocks(number));
  return clocks.find((clock) => clock.kind === kind && clock.stoppedAt === undefined)?.owedAt;
}

export async function appealOf({ office }: Town, number: string): Promise<Appeal> {
  return (await office.deps.read((store) => store.appeal(number))) as Appeal;
}

/** Who works on it now: the liaison for the lead unit, else the unit's officer. */
export async function handlerOf(town: Town, number: string): Promise<Person> {
  const { office, cast } = town;
  const held = currentAssignment(await appealOf(town, number));
  const force = taskForce(office.deps.rules, held?.taskForce ?? 1);
  const found = held?.unit === force.leadUnit ? cast.liaisons.get(force.number) : cast.officers.get(held?.unit ?? '');
  return found as Person;
}
