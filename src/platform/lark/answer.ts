import type { IncomingHttpHeaders } from 'node:http';
import { keyOf, typeOf } from './envelope.ts';
import { type Intake, type IntakeOptions, intake, NOTHING } from './intake.ts';
import { isRecord, type Json, parseJson, record, str } from './json.ts';
import {
  ageOf,
  cipherKey,
  decrypt,
  instantMs,
  type SignatureHeaders,
  type StampWindow,
  sameSecret,
  signatureMatches,
} from './signature.ts';

export interface AnswerOptions extends IntakeOptions {
  encryptKey: string;
  verificationToken: string;
  /** Default: 8 h back, 5 min ahead. */
  window?: StampWindow;
}

export interface Answer {
  status: number;
  /** JSON text. */
  body: string;
}

export const MALFORMED: Answer = { status: 400, body: '{"error":"malformed"}' };
const UNAUTHORIZED: Answer = { status: 401, body: '{"error":"unauthorized"}' };
const NOT_STORED: Answer = { status: 500, body: '{"error":"not stored"}' };

/**
 * Answers one delivery from its raw bytes (docs/decisions/0003-own-webhook-receiver.md): checks that it is authentic,
 * stores the event, answers 200. Throws at once when a key is missing, because nothing could be authenticated without
 * it.
 */
export function webhookAnswer(options: AnswerOptions): (headers: IncomingHttpHeaders, raw: Buffer) => Promise<Answer> {
  const { encryptKey, count } = options;
  if (!encryptKey || !options.verificationToken)
    throw new TypeError('the webhook needs Encrypt Key and Verification Token');
  const key = cipherKey(encryptKey);
  const accept = intake(options);
  return async (headers, raw) => {
    const signed = signatureOf(headers);
    if (signed) {
      const refused = refusal(signed, raw, options);
      if (refused) return refused;
    }
    const envelope = parseJson(raw.toString('utf8'));
    if (!isRecord(envelope)) {
      count('malformed');
      return MALFORMED;
    }
    if (typeof envelope.encrypt !== 'string') {
      count('plaintext');
      return UNAUTHORIZED;
    }
    const payload = decrypt(envelope.encrypt, key);
    return signed ? signedAnswer(payload, options, accept) : unsignedAnswer(payload, options);
  };
}

function signatureOf(headers: IncomingHttpHeaders): SignatureHeaders | undefined {
  const stamp = headers['x-lark-request-timestamp'];
  const nonce = headers['x-lark-request-nonce'];
  const signature = headers['x-lark-signature'];
  if (typeof stamp !== 'string' || typeof nonce !== 'string' || typeof signature !== 'string') return undefined;
  return { stamp, nonce, signature };
}

function refusal(signed: SignatureHeaders, raw: Buffer, options: AnswerOptions): Answer | undefined {
  const { encryptKey, clock, log, count, window } = options;
  const stampMs = instantMs(signed.stamp);
  if (stampMs === undefined || !signatureMatches(signed, encryptKey, raw)) {
    count('bad_signature');
    return UNAUTHORIZED;
  }
  const { ageMs, fresh } = ageOf(stampMs, clock.now(), window);
  if (fresh) return undefined;
  // Either a replay or a wrong clock. With a wrong clock every event is lost, so somebody must be told.
  count('stale');
  log.error({ ageMinutes: Math.round(ageMs / 60_000) }, 'a rightly signed event was refused because of its stamp');
  return UNAUTHORIZED;
}

async function signedAnswer(payload: string | undefined, options: AnswerOptions, accept: Intake): Promise<Answer> {
  const event = payload === undefined ? undefined : parseJson(payload);
  if (payload === undefined || !isRecord(event)) {
    options.count('malformed');
    return MALFORMED;
  }
  if (!tokenMatches(event, options)) {
    options.log.error({}, 'a rightly signed event has another verification token: check LARK_VERIFICATION_TOKEN');
    return UNAUTHORIZED;
  }
  if (event.type === 'url_verification') return challengeAnswer(event, options);
  if (keyOf(event) === undefined || typeOf(event) === '') {
    options.count('malformed');
    return MALFORMED;
  }
  try {
    return { status: 200, body: await accept(event, payload) };
  } catch (error) {
    options.count('failed');
    options.log.error({ error: error instanceof Error ? error.message : 'unknown' }, 'an event could not be stored');
    return NOT_STORED;
  }
}

/**
 * Only the URL check comes unsigned (docs/develop/feishu.md#webhook). Everything else gets the same answer, whether it
 * decrypts or not: a different answer would tell a forger about the padding.
 */
function unsignedAnswer(payload: string | undefined, options: AnswerOptions): Answer {
  const event = payload === undefined ? undefined : parseJson(payload);
  if (!isRecord(event) || event.type !== 'url_verification') {
    options.count('bad_signature');
    return UNAUTHORIZED;
  }
  return tokenMatches(event, options) ? challengeAnswer(event, options) : UNAUTHORIZED;
}

function tokenMatches(event: Json, { verificationToken, count }: AnswerOptions): boolean {
  // `event.token` of a card callback is something else: the right to update the card.
  const given = str(record(event.header).token) || str(event.token);
  if (sameSecret(given, verificationToken)) return true;
  count('bad_token');
  return false;
}

function challengeAnswer(event: Json, { count }: AnswerOptions): Answer {
  count('challenge');
  return {
    status: 200,
    body: typeof event.challenge === 'string' ? JSON.stringify({ challenge: event.challenge }) : NOTHING,
  };
}
