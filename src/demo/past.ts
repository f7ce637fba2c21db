import type { App } from '../app/app.ts';
import { jobTable } from '../app/jobTable.ts';
import { readAppeal } from '../chat/reading/readAppeal.ts';
import { approveResult } from '../commands/handling/approveResult.ts';
import { informCompany } from '../commands/handling/informCompany.ts';
import { planAppeal } from '../commands/handling/planAppeal.ts';
import { reportProgress } from '../commands/handling/reportProgress.ts';
import { resolveAppeal } from '../commands/handling/resolveAppeal.ts';
import { signIn } from '../commands/handling/signIn.ts';
import { submitAppeal } from '../commands/intake/submitAppeal.ts';
import { type Acting, type Work, workOf } from '../commands/shared/work.ts';
import { addWorkdays, type Calendar, workdayBefore } from '../domain/time/calendar.ts';
import { chinaDate, instantOf } from '../domain/time/chinaTime.ts';
import type { ChinaDate, Instant } from '../domain/time/instant.ts';
import { ticker } from '../jobs/tick/tick.ts';
import type { Deps } from '../ports/index.ts';
import type { Store } from '../ports/store.ts';
import { passTime } from './passTime.ts';
import { pastAppeals } from './pastAppeals.ts';
import type { Deed, PastAppeal, When } from './pastScript.ts';

const centre = 'ou_demo_centre_1';
const liaisonOf = (taskForce: number) => `ou_demo_liaison_${String(taskForce).padStart(2, '0')}`;

/**
 * Plays the working days before this moment in the demo district, with the real commands, clocks, reminders and lists
 * at their own times. Nothing of this is sent. Only when there is no appeal yet; all or nothing.
 */
export async function livePast({ transact, deps }: Pick<App, 'transact' | 'deps'>): Promise<void> {
  await transact(async (store) => {
    if ((await store.appeals({ limit: 1 })).length === 0) await live(deps, withoutTrace(store));
  });
}

/** Sends nothing, and hides from the present timetable what ran in the past. */
function withoutTrace(store: Store): Store {
  const facts = new Map<string, string>();
  return {
    ...store,
    enqueue: async () => {},
    meta: async (key) => facts.get(key),
    metas: async (keys) => new Map([...facts].filter(([key]) => keys.includes(key))),
    setMeta: async (key, value) => void facts.set(key, value),
    async changeMeta(key, { from, to }) {
      if (facts.get(key) !== from) return false;
      facts.set(key, to);
      return true;
    },
  };
}

async function live(deps: Deps, store: Store): Promise<void> {
  const { calendar } = deps;
  const end = deps.clock.now().toISOString();
  const morning = chinaDate(end);
  const on = ({ daysAgo, time }: When) => instantOf(dayAt(morning, -daysAgo, calendar), time);
  const acts = pastAppeals.flatMap((appeal) => actsOf(appeal, store, morning, calendar));
  const inOrder = acts.map(({ when, act }) => ({ at: on(when), act })).sort((a, b) => a.at.localeCompare(b.at));
  const { work, until } = pastOf(deps, store, inOrder[0]?.at ?? end);
  for (const { at, act } of inOrder) {
    await until(at);
    await act(work());
  }
  await until(end);
}

/**
 * The bot in the past: its clock shows the time that the past has reached, and everything it does belongs to this unit
 * of work.
 */
function pastOf(deps: Deps, store: Store, begin: Instant) {
  let now = begin;
  const past: Deps = {
    ...deps,
    clock: { now: () => new Date(now) },
    transact: (fn) => fn(store),
    read: (fn) => fn(store),
  };
  // Only the lists: they tell the units. A past digest would leave nothing behind.
  const { round, nextDueAt } = ticker({
    deps: past,
    jobs: { 'todays-list': jobTable['todays-list'] },
    poke() {},
    missed() {},
  });
  const set = async (at: Instant) => {
    now = at;
  };
  return {
    work: (): Work => workOf(deps, store, now),
    until: (at: Instant) => passTime(at, { traveller: { tick: round, nextDueAt }, now: () => now, set }),
  };
}

interface Act {
  when: When;
  act(work: Work): Promise<unknown>;
}

/** The acts of one past appeal; its number is known only after it was submitted. */
function actsOf(appeal: PastAppeal, store: Store, morning: ChinaDate, calendar: Calendar): Act[] {
  const acting = async (openId: string): Promise<Acting> => ({
    person: await store.personByOpenId(openId),
    from: { source: 'chat' },
  });
  let number = '';
  const submitted: Act = {
    when: appeal,
    async act(work) {
      const { text, by, taskForce } = appeal;
      const liaison = await store.personByOpenId(liaisonOf(taskForce));
      const said = { text, ...readAppeal(text, work.rules), attachments: [], mentioned: liaison ? [liaison] : [] };
      ({ number } = await submitAppeal(work, await acting(by), said));
    },
  };
  const done = appeal.deeds.map((deed): Act => {
    const who = { approve: centre, inform: appeal.by }[deed.does as string] ?? liaisonOf(appeal.taskForce);
    const promised = 'promised' in deed ? dayAt(morning, deed.promised, calendar) : undefined;
    return { when: deed, act: async (work) => doDeed(work, await acting(who), { number, deed, promised }) };
  });
  return [submitted, ...done];
}

function doDeed(
  work: Work,
  acting: Acting,
  { number, deed, promised }: { number: string; deed: Deed; promised?: ChinaDate },
): Promise<unknown> {
  switch (deed.does) {
    case 'sign':
      return signIn(work, acting, { number });
    case 'plan':
      return planAppeal(work, acting, { number, text: deed.text, companyText: deed.companyText, promisedOn: promised });
    case 'progress':
      return reportProgress(work, acting, { number, text: deed.text, attachments: [] });
    case 'resolve': {
      const { outcome, text, companyText } = deed;
      return resolveAppeal(work, acting, { number, outcome, text, companyText, attachments: [] });
    }
    case 'approve':
      return approveResult(work, acting, { number });
    case 'inform':
      return informCompany(work, acting, { number });
    default:
      return deed satisfies never;
  }
}

/** The date `days` working days later, or earlier if negative. */
function dayAt(date: ChinaDate, days: number, calendar: Calendar): ChinaDate {
  let day = date;
  for (let left = days; left < 0; left += 1) day = workdayBefore(day, calendar);
  return addWorkdays(day, Math.max(0, days), calendar);
}
