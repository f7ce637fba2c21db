import { trimmedEnd } from '../../domain/plainText.ts';
import { type Intake, type IntakeOptions, intake } from './intake.ts';
import { isRecord, parseJson } from './json.ts';
import { redact } from './redact.ts';

export interface LongConnectionOptions extends IntakeOptions {
  appId: string;
  appSecret: string;
  baseUrl: string;
}

export interface LongConnection {
  /** Resolves when connected for the first time; rejects when the platform refuses for good. */
  start(): Promise<void>;
  close(): void;
}

/** Without it a half-open socket is never noticed (FEISHU §1.5). */
const PING_TIMEOUT_S = 150;
const HANDSHAKE_MS = 15_000;

/**
 * LARK_TRANSPORT=websocket: the same events without a public address. The socket is authenticated by the app secret,
 * so no signature is checked. An event that could not be stored is answered 500 and comes again.
 */
export function longConnection(options: LongConnectionOptions): LongConnection {
  const { appId, appSecret, baseUrl, log } = options;
  let close = () => {};
  return {
    async start() {
      // The SDK would log this and do nothing, for ever.
      if (!/^cli_[0-9a-fA-F]{16}$/.test(appId))
        throw new TypeError('LARK_APP_ID does not look like cli_ and 16 hex digits');
      const { EventDispatcher, WSClient } = await import('@larksuiteoapi/node-sdk');
      const logger = sdkLogger(log, appSecret);
      const eventDispatcher = new EventDispatcher({ logger });
      // Its `invoke` is where the socket hands an event over. Replaced, so that every type comes through with its
      // envelope: the SDK's own loses unregistered events and writes the update token over the header's.
      eventDispatcher.invoke = invoker(intake(options));
      await new Promise<void>((resolve, reject) => {
        const client = new WSClient({
          appId,
          appSecret,
          domain: trimmedEnd(baseUrl, '/'),
          logger,
          handshakeTimeoutMs: HANDSHAKE_MS,
          wsConfig: { pingTimeout: PING_TIMEOUT_S },
          onReady: resolve,
          onReconnecting: () => log.warn({}, 'the long connection broke, connecting again'),
          onReconnected: () => log.info({}, 'the long connection is back'),
          onError: (error) => {
            const reason = redact(error.message, [appSecret]);
            log.error({ reason }, 'the long connection failed for good');
            reject(new Error(reason));
          },
        });
        close = () => client.close();
        client.start({ eventDispatcher }).catch(reject);
      });
    },
    close: () => close(),
  };
}

/** An event as the socket brings it (v1 or v2 envelope) → what goes back for it. Throws when it could not be stored. */
function invoker(accept: Intake): (envelope: unknown) => Promise<unknown> {
  return async (envelope) => {
    if (!isRecord(envelope)) throw new TypeError('the frame holds no event');
    return parseJson(await accept(envelope, JSON.stringify(envelope)));
  };
}

/** Warnings and errors only; the rest of what the SDK says holds whole events. */
function sdkLogger(log: LongConnectionOptions['log'], secret: string) {
  const words = (parts: unknown[]) =>
    redact(parts.filter((part) => typeof part === 'string').join(' '), [secret]).slice(0, 300);
  return {
    error: (...parts: unknown[]) => log.error({ sdk: words(parts) }, 'long connection'),
    warn: (...parts: unknown[]) => log.warn({ sdk: words(parts) }, 'long connection'),
    info() {},
    debug() {},
    trace() {},
  };
}
