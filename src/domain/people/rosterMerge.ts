import type { Membership } from './contacts.ts';

import type { RowFault } from './rosterRow.ts';

export interface Entry extends RosterPerson {
  row: number;
}

/** Rows that share an open_id or a mobile are one person; a contradiction between them is reported on the last row. */
export function merge(entries: Entry[], blame: (row: number, fault: RowFault) => void): RosterPerson[] {
  return groups(entries).map((group) => {
    const rows = group.map(({ row: number }) => number);
    const last = rows.at(-1) as number;
    const differ = (values: (string | undefined)[]) => new Set(values.filter(Boolean)).size > 1;
    const others = rows.slice(0, -1);
    if (differ(group.map(({ name }) => name))) blame(last, { kind: 'names-differ', rows: others });
    if (differ(group.map(({ mobile }) => mobile))) blame(last, { kind: 'mobiles-differ', rows: others });
    if (differ(group.map(({ openId }) => openId))) blame(last, { kind: 'open-ids-differ', rows: others });
    return {
      ...compact({
        openId: group.find((each) => each.openId)?.openId,
        mobile: group.find((each) => each.mobile)?.mobile,
      }),
      name: (group[0] as Entry).name,
      memberships: distinct(group.flatMap(({ memberships }) => memberships)),
    };
  });
}

function groups(entries: Entry[]): Entry[][] {
  let found: Entry[][] = [];
  for (const entry of entries) {
    const same = found.filter((group) => group.some((other) => isSame(entry, other)));
    found = [...found.filter((group) => !same.includes(group)), [...same.flat(), entry]];
  }
  return found.map((group) => group.sort((a, b) => a.row - b.row)).sort((a, b) => firstRow(a) - firstRow(b));
}

function isSame(a: Entry, b: Entry): boolean {
  if (a.openId !== undefined && a.openId === b.openId) return true;
  return a.mobile !== undefined && a.mobile === b.mobile;
}

function firstRow(group: Entry[]): number {
  return (group[0] as Entry).row;
}

/** Memberships in their order, each once; rows that differ only in the title count as different. */
export function distinct(memberships: Membership[]): Membership[] {
  return [...new Map(memberships.map((each) => [keyOf(each), each])).values()];
}

function keyOf({ role, taskForce, unit, tier, title, standsInFor, until }: Membership): string {
  return JSON.stringify([role, taskForce, unit, tier, title, standsInFor, until]);
}

export function sameMemberships(a: Membership[], b: Membership[]): boolean {
  return JSON.stringify(a.map(keyOf)) === JSON.stringify(b.map(keyOf));
}

/** A copy without the keys that have no value. */
export function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
}

/** A person in the roster file, with everything the file says about him. */
export interface RosterPerson {
  openId?: string;
  mobile?: string;
  name: string;
  memberships: Membership[];
}
