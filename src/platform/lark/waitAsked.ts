import { LONGEST_WAIT_MS } from '../pace.ts';
/**
 * How long to wait before the next call, in ms, from `x-ogw-ratelimit-reset` (seconds) or `Retry-After` (seconds or a
 * date, compared with the answer's own `Date`). Undefined when neither has a sensible value. At most two minutes:
 * whatever a gateway writes there, the desk must not stay silent for a day.
 */
export function waitAsked(headers: Pick<Headers, 'get'>): number | undefined {
  const asked = [headers.get('x-ogw-ratelimit-reset'), headers.get('retry-after')]
    .map((value) => secondsOf(value, headers.get('date')))
    .find((seconds) => seconds !== undefined && seconds >= 0);
  return asked === undefined ? undefined : Math.min(Math.ceil(asked * 1_000), LONGEST_WAIT_MS);
}

function secondsOf(value: string | null, date: string | null): number | undefined {
  if (!value?.trim()) return undefined;
  const seconds = Number(value);
  if (!Number.isNaN(seconds)) return seconds;
  const wait = (Date.parse(value) - Date.parse(date ?? '')) / 1_000;
  return Number.isNaN(wait) ? undefined : wait;
}
