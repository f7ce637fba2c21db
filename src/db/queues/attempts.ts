import type { Attempt } from '../../ports/queues.ts';
import type { Session } from '../engines/session.ts';
import type { OutboxTableRow } from '../entities/queues.ts';
import { recipientOf } from '../stores/outboxStore.ts';

/** More than the backoff allows in a minute. */
const mostKept = 8;
/** The longest window of the platform's limits (docs/develop/feishu.md#limits). */
const windowMs = 60_000;
/** Clocks of two machines differ by less; an instant further ahead was written by a wrong clock. */
const aheadMs = 60_000;

const separator = ' ';
const instantLength = '2026-09-29T04:00:00.000Z'.length;

/**
 * SQL: puts one more instant (a parameter) before those of the row's last attempts; newest first, so text order is the
 * order in time.
 */
export function withAttempt(at: string): string {
  const length = mostKept * (instantLength + separator.length) - separator.length;
  return `substr(CAST(${at} AS text) || COALESCE('${separator}' || attempted, ''), 1, ${length})`;
}

type Tried = Pick<OutboxTableRow, 'lane' | 'state' | 'sentAt'> & { attempted: string };

/** All attempts of the minute before `now`, by any process. */
export async function attemptsUntil({ rows }: Session, now: string): Promise<Attempt[]> {
  const at = Date.parse(now);
  const [since, until] = [at - windowMs, at + aheadMs].map((ms) => new Date(ms).toISOString());
  const tried = await rows<Tried>(
    `SELECT lane, state, attempted, sent_at AS "sentAt" FROM outbox WHERE attempted >= $1 AND attempted < $2`,
    [since as string, until as string],
  );
  return tried.flatMap(attemptsOf).filter((attempt) => attempt.at >= (since as string));
}

/** Each attempt except the last had ended when the next began: it was answered, or its answer was given up. */
function attemptsOf({ lane, state, attempted, sentAt }: Tried): Attempt[] {
  const instants = attempted.split(separator);
  const last = state === 'sent' ? (sentAt ?? undefined) : undefined;
  return instants.map((at, index) => {
    const endedAt = index === 0 ? last : instants[index - 1];
    return { to: recipientOf(lane), at, ...(endedAt !== undefined && { endedAt }) };
  });
}
