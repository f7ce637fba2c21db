/**
 * People as the roster knows them (docs/develop/domain.md#roles). One person may hold several roles and serve several
 * task forces.
 */

export const roles = [
  'task-force-leader', // 组长
  'deputy-leader', // 副组长
  'office-head', // 办公室主任
  'liaison', // 联络员
  'office', // 专班办公室
  'specialist', // 专员
  'service-centre', // 服务中心
  'duty', // 值班
  'district-office', // 营商办
  'leader', // 领导
  'leader-liaison', // 领导联络员
  'audit', // 督查室
  'contact', // 单位联系人, with a tier
  'administrator', // 系统管理员, from ADMIN_OPEN_IDS
] as const;

export type Role = (typeof roles)[number];

/** 1 head 一把手, 2 deputy 分管负责同志, 3 officer 业务人员 (docs/develop/rules.md#rule-8). */
export type Tier = 1 | 2 | 3;

export interface Membership {
  role: Role;
  /** Number of the task force, 1–18; absent for roles that serve none. */
  taskForce?: number;
  /** Id of a unit of units.yaml, or of a town or street added by the roster. */
  unit?: string;
  tier?: Tier;
  /** 职务, such as 副区长. */
  title?: string;
  /** 代岗: the post is held for a time in place of this person (id), or of nobody (`vacant`). */
  standsInFor?: string;
  /** Last China date of the 代岗. */
  until?: string;
}

export interface Person {
  id: string;
  /** Platform user id; absent until matched (`roster:match`). */
  openId?: string;
  name: string;
  /** 11 digits; never shown in a group, never logged. */
  mobile?: string;
  memberships: Membership[];
  /**
   * Set for a person who speaks or is written to: who holds the posts that an appeal falls to when others leave (see
   * notices/holders.ts).
   */
  fellows?: Fellows;
}

/** Today's holders of two posts, by person id. */
export interface Fellows {
  /** People of 区营商办 who can be reached, in the order in which they become readers of confidential appeals. */
  office: string[];
  /** Specialists of the same towns as this person. */
  specialists: string[];
}

export function holds(person: Person, ...wanted: Role[]): boolean {
  return person.memberships.some(({ role }) => wanted.includes(role));
}

/** Removes repeats: a person who holds several of the posts is listed once, at his first place. */
export function distinctPeople(people: Person[]): Person[] {
  return [...new Map(people.map((person) => [person.id, person])).values()];
}

/** Numbers of the task forces this person serves in any of the given roles (all roles when none is given). */
export function taskForcesOf(person: Person, ...wanted: Role[]): number[] {
  const numbers = person.memberships
    .filter(({ role, taskForce }) => taskForce !== undefined && (wanted.length === 0 || wanted.includes(role)))
    .map(({ taskForce }) => taskForce as number);
  return [...new Set(numbers)];
}

export const vacant = 'vacant';

/** Leaves out people who have a substitute in the list: they are away, and what is theirs goes to the substitute. */
export function atWork(people: Person[]): Person[] {
  const away = new Set(
    people.flatMap(({ memberships }) => memberships.flatMap(({ standsInFor }) => standsInFor ?? [])),
  );
  return people.filter(({ id }) => !away.has(id));
}
