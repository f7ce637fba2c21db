import { redact } from '../../log.ts';
import { type FailureClass, PlatformError } from '../../ports/platform.ts';

/** What to do about a code (docs/develop/feishu.md#errors). */
const codes: Record<FailureClass, readonly number[]> = {
  retry: [99991400, 230020, 11232, 11233, 11247, 230049, 232019],
  token: [99991663, 99991661, 99991664, 99991665, 99991668, 99991671],
  alert: [10014, 10015, 99991672, 230027, 99991401, 99991662, 99991673, 230006, 99991403],
  'chat-gone': [230002, 232009],
  unreachable: [230013, 230029, 230053, 230035, 230018, 230050, 99992351, 99992360, 99992361],
  'target-gone': [230011, 230110, 231003, 230111, 230019, 230031],
  content: [230001, 230025, 230022, 230028, 230034, 230054, 230055, 230075, 230071, 230072, 230099, 99992402],
  mention: [],
  unknown: [],
};

const classOf = new Map(
  Object.entries(codes).flatMap(([failure, list]) => list.map((code) => [code, failure as FailureClass] as const)),
);

/** Codes for the limit of one group or person; every other limit is the app's (docs/develop/feishu.md#limits). */
const ownLimits = [230020, 11233];

/** Sub-code of 230099: somebody @-mentioned does not exist for this app. */
const badMention = /ErrCode:\s*100290\b/;

/** An answer of the open platform that is not a success. */
export interface Failure {
  status: number;
  /** Absent when the body was not JSON of the platform. */
  code?: number;
  msg?: string;
  /** How long the answer asks to wait (waitAsked.ts). */
  waitMs?: number;
  logId?: string;
}

/** What to do about a failure. A code in no table counts as a refusal: not repeated, a person looks at it. */
export function classify({ status, code, msg = '' }: Failure): FailureClass {
  if (status === 429) return 'retry';
  if (code === 230099 && badMention.test(msg)) return 'mention';
  const known = code === undefined ? undefined : classOf.get(code);
  if (known) return known;
  // Something is between us and the platform, or LARK_BASE_URL is wrong: redirects are not followed, so nothing was
  // sent.
  if (code === undefined && status >= 300 && status < 400) return 'alert';
  // Not an answer of the platform itself, for example a gateway's page: the call may have succeeded.
  if (code === undefined || status >= 500) return 'unknown';
  return 'content';
}

/**
 * The error to throw for a failed answer. Its text is for logs and for the list of failed messages: code, words, log
 * id, no secrets.
 */
export function failureError(failure: Failure): PlatformError {
  const { status, code, msg, waitMs, logId } = failure;
  const words = code === undefined ? `HTTP ${status} without a readable body` : `code ${code}: ${cleaned(msg)}`;
  return new PlatformError(classify(failure), logId ? `${words} (log_id ${cleaned(logId)})` : words, {
    code,
    retryAfterMs: waitMs,
    ownLimit: ownLimits.includes(code ?? 0),
  });
}

/** With these errors nothing was sent: no connection was made. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ENETUNREACH',
  'EHOSTUNREACH',
]);

/**
 * Any error of a call as a PlatformError. Without an answer the call may have succeeded (`unknown`), unless there was
 * no connection.
 */
export function toPlatformError(error: unknown): PlatformError {
  if (error instanceof PlatformError) return error;
  const reason = reasonOf(error);
  return new PlatformError(NOT_SENT.has(reason) ? 'retry' : 'unknown', `no answer: ${cleaned(reason)}`);
}

/** Name or code only: message, config and request of an HTTP error may hold the bearer. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const { cause } = error as { cause?: { code?: unknown } };
  const code = (error as { code?: unknown }).code ?? cause?.code;
  return typeof code === 'string' ? code : error.name;
}

function cleaned(text: string | undefined): string {
  return redact(text ?? '').slice(0, 300);
}
