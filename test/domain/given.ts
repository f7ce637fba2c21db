import fc from 'fast-check';
import type { Appeal, AppealStatus } from '../../src/domain/appeal/appeal.ts';
import type { Stamp } from '../../src/domain/appeal/decisions.ts';
import type { AppealEvent, Happening } from '../../src/domain/appeal/events.ts';
import { evolve, rebuild } from '../../src/domain/appeal/evolve.ts';
import type { Membership, Person } from '../../src/domain/people/contacts.ts';
import type { Calendar } from '../../src/domain/time/calendar.ts';
import { readRules } from '../../src/settings/settings.ts';

export const { rules, calendar } = readRules('config');
export const { district } = rules;
export const number = 'JJ20261120-003';
/** Friday, a working day, 10:12 in China. */
export const friday = china('2026-11-20 10:12');

/** "2026-11-20 10:12" in China → instant. */
export function china(time: string): string {
  return new Date(`${time.replace(' ', 'T')}:00+08:00`).toISOString();
}

export const submitted: Extract<Happening, { type: 'submitted' }> = {
  type: 'submitted',
  number,
  text: '江畔机械有限公司申请变压器增容两个月未批,联系人王强 13900001234',
  title: '申请变压器增容两个月未批',
  company: '江畔机械有限公司',
  town: 'town:沈巷镇',
  contact: { name: '王强', phone: '13900001234' },
  channel: 'other',
  routing: {
    kind: 'guess',
    choice: { taskForce: 3, unit: 'development-reform-commission', score: 6, words: ['变压器', '增容'] },
    candidates: [{ taskForce: 3, unit: 'development-reform-commission', score: 6, words: ['变压器', '增容'] }],
  },
  attachments: [],
  confidential: false,
};

export function stamp(at: string = friday, person = 'p-officer'): Stamp {
  return { by: { person, role: 'contact', unit: 'development-reform-commission' }, at, from: { source: 'card' } };
}

export function anEvent(happening: Happening, at: string = friday, person?: string): AppealEvent {
  return { number, ...happening, ...stamp(at, person) } as AppealEvent;
}

const target = { assignment: 'a1', taskForce: 3, unit: 'development-reform-commission' };

const dispatched: Happening = { type: 'dispatched', ...target };
const signed: Happening = { type: 'signed', implied: false };
const planned: Happening = {
  type: 'planned',
  text: '已现场勘查,外线待批',
  companyText: '正在办理',
  promisedOn: '2026-11-30',
};
const resolved: Happening = {
  type: 'resolved',
  outcome: '已解决',
  text: '已完成增容',
  companyText: '已送电,请查看',
  attachments: [],
};

/** The shortest life that ends in each state. `closed` is reached by later events than these and set by hand. */
const lives: Record<Exclude<AppealStatus, 'closed'>, Happening[]> = {
  received: [],
  confidential: [],
  dispatched: [dispatched],
  returned: [dispatched, { type: 'return_asked', reason: '不属本单位职责' }],
  signed: [dispatched, signed],
  planned: [dispatched, signed, planned],
  resolved: [dispatched, signed, planned, resolved],
  answered: [dispatched, signed, planned, resolved, { type: 'approved' }],
  withdrawn: [{ type: 'withdrawn' }],
};

export function timelineIn(status: AppealStatus): AppealEvent[] {
  const confidential = status === 'confidential';
  const begun = { ...submitted, confidential, ...(confidential ? { readers: ['p-reader', 'p-reader2'] } : {}) };
  const life = lives[status === 'closed' ? 'answered' : status];
  return [anEvent(begun, friday, 'p-submitter'), ...life.map((happening) => anEvent(happening))];
}

export function anAppealIn(status: AppealStatus, change: Partial<Appeal> = {}): Appeal {
  return { ...rebuild(timelineIn(status)), status, ...change };
}

export function moved(appeal: Appeal, happening: Happening, at?: string): Appeal {
  return evolve(appeal, anEvent(happening, at));
}

export function aPerson(id: string, ...memberships: Membership[]): Person {
  return { id, openId: `ou_${id}`, name: `${id}的姓名`, memberships };
}

/** Some calendar: a pattern of working days and days off that repeats, people work at least once in it. */
export const anyCalendar: fc.Arbitrary<Calendar> = fc
  .array(fc.boolean(), { minLength: 1, maxLength: 20 })
  .filter((pattern) => pattern.includes(true))
  .map((pattern) => ({
    isWorkday: (date) => pattern[(Date.parse(date) / 86_400_000) % pattern.length] === true,
    isKnownYear: () => true,
  }));
