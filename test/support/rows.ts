import type { Appeal } from '../../src/domain/appeal/appeal.ts';
import type { AppealEvent } from '../../src/domain/appeal/events.ts';
import type { InboxEntry, OutboxEntry } from '../../src/ports/queues.ts';

export const noon = '2026-09-29T04:00:00.000Z';

/** An instant so many seconds after noon. */
export function later(seconds: number): string {
  return new Date(Date.parse(noon) + seconds * 1000).toISOString();
}

export function anAppeal(facts: Partial<Appeal> = {}): Appeal {
  return {
    number: 'JJ20260929-001',
    status: 'received',
    confidential: false,
    version: 1,
    title: '申请增容',
    text: '变压器容量不够，已等两周',
    channel: 'platform',
    submittedBy: 'specialist',
    receivedAt: noon,
    routing: { kind: 'unsure', candidates: [] },
    round: 1,
    upheldReturns: 0,
    assignments: [],
    attachments: [],
    updatedAt: noon,
    ...facts,
  };
}

export function anEvent(facts: Partial<AppealEvent> = {}): AppealEvent {
  const { number = 'JJ20260929-001', at = noon } = facts;
  const by = { person: 'specialist', role: 'specialist' } as const;
  return {
    type: 'commented',
    text: '已收悉',
    number,
    at,
    by,
    from: { source: 'chat', chat: 'oc_1' },
    ...facts,
  } as AppealEvent;
}

export function anInboxEntry(key: string, facts: Partial<InboxEntry> = {}): InboxEntry {
  return { key, payload: `{"key":"${key}"}`, receivedAt: noon, ...facts };
}

export function anOutboxEntry(id: string, facts: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    id,
    op: 'send',
    to: { chat: 'oc_1' },
    message: { kind: 'text', spans: [id] },
    createdAt: noon,
    notBefore: noon,
    ...facts,
  } as OutboxEntry;
}
