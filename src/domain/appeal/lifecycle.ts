import { Refusal } from '../errors.ts';
import { lifecycle, openStatuses } from '../verbs.ts';
import type { Appeal, AppealStatus } from './appeal.ts';
import type { EventType } from './events.ts';

/** Whether the event may happen to an appeal in this state. */
export function canHappen(appeal: Pick<Appeal, 'status'>, type: EventType): boolean {
  const { from } = lifecycle[type] as { from: readonly AppealStatus[] };
  return from.includes(appeal.status);
}

/** Throws Refusal `wrong.state` when the event cannot happen now. */
export function mustBeAble(appeal: Appeal, type: EventType): void {
  if (!canHappen(appeal, type)) {
    throw new Refusal('wrong.state', { number: appeal.number, status: appeal.status, verb: type });
  }
}

export function isOpen(appeal: Pick<Appeal, 'status'>): boolean {
  return openStatuses.includes(appeal.status);
}
