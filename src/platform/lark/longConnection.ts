import { trimmedEnd } from '../../domain/texts/plainText.ts';
import { redact } from '../../log.ts';
import { loadSdk } from './call.ts';
import { type Intake, type IntakeOptions, intake } from './intake.ts';
import { isRecord, parseJson } from './json.ts';
import { discovery, listenTo, type Sdk, sdkLogger, type WebSocketClient } from './socketClient.ts';

export interface LongConnectionOptions extends IntakeOptions {
  appId: string;
  appSecret: string;
  baseUrl: string;
  /** Monotonic real time in ms; default: of this process. */
  realNow?(): number;
}

export interface LongConnection {
  /** Resolves when connected for the first time; rejects when the platform refuses for good, or when closed before. */
  start(): Promise<void>;
  close(): void;
  /** Reconnects when nothing has come for three ping intervals. Also called by itself every ten seconds. */
  look(): void;
  /** Why the connection counts as dead (readiness), or undefined. */
  standstill(): string | undefined;
}

/** The SDK's own watchdog restarts at each of its pings, so it must fire before the next one. */
const PING_TIMEOUT_S = 60;
const HANDSHAKE_MS = 15_000;
const LOOK_EVERY_MS = 10_000;
/** The platform answers each ping; after this many pings without any frame the connection is dead. */
const SILENT_PINGS = 3;

/**
 * LARK_TRANSPORT=websocket: the same events without a public address. The socket is authenticated by the app secret, so
 * no signature is checked. An event that could not be stored is answered 500, and the platform delivers it again.
 */
export function longConnection(options: LongConnectionOptions): LongConnection {
  const { appId, appSecret, log, realNow = () => performance.now() } = options;
  let [pingMs, heardAt] = [120_000, realNow()];
  let looking: NodeJS.Timeout | undefined;
  let end = () => {};
  let [started, refused] = [() => {}, (_error: Error) => {}];
  let sdk: Sdk | undefined;

  const heard = () => {
    heardAt = realNow();
  };
  const open = ({ EventDispatcher, WSClient }: Sdk) => {
    const logger = sdkLogger(log, appSecret);
    const eventDispatcher = new EventDispatcher({ logger });
    // The socket hands each event to `invoke`. It is replaced, to get every type with its envelope: the SDK's own
    // `invoke` loses unregistered events and overwrites the header's token with the update token.
    eventDispatcher.invoke = invoker(intake(options));
    const connected = (then: () => void) => () => {
      heard();
      listenTo(client, heard);
      then();
    };
    const client: WebSocketClient = new WSClient({
      appId,
      appSecret,
      domain: trimmedEnd(options.baseUrl, '/'),
      logger,
      httpInstance: discovery((seconds) => {
        pingMs = Math.min(Math.max(seconds, 10), 300) * 1_000;
      }),
      handshakeTimeoutMs: HANDSHAKE_MS,
      wsConfig: { pingTimeout: PING_TIMEOUT_S },
      onReady: connected(() => started()),
      onReconnecting: () => log.warn({}, 'the long connection broke, connecting again'),
      onReconnected: connected(() => log.info({}, 'the long connection is back')),
      onError: (error) => {
        const reason = redact(error.message, [appSecret]);
        log.error({ reason }, 'the platform refuses the long connection');
        refused(new Error(reason));
      },
    });
    heard();
    client.start({ eventDispatcher }).catch((error: Error) => refused(error));
    end = () => client.close({ force: true });
  };

  return {
    async start() {
      // With such an id the SDK would only log and then do nothing, for ever.
      if (!/^cli_[0-9a-fA-F]{16}$/.test(appId))
        throw new TypeError('LARK_APP_ID does not look like cli_ and 16 hex digits');
      sdk = await loadSdk();
      const loaded = sdk;
      looking = setInterval(() => this.look(), LOOK_EVERY_MS).unref();
      await new Promise<void>((resolve, reject) => {
        [started, refused] = [resolve, reject];
        open(loaded);
      });
    },
    look() {
      if (!sdk || realNow() - heardAt < SILENT_PINGS * pingMs) return;
      log.warn(
        { seconds: Math.round((realNow() - heardAt) / 1_000) },
        'the long connection is silent, opening it anew',
      );
      end();
      open(sdk);
    },
    standstill() {
      const silentMs = realNow() - heardAt;
      if (silentMs < (SILENT_PINGS - 1) * pingMs) return undefined;
      return `nothing came over the long connection for ${Math.round(silentMs / 1_000)} s`;
    },
    close() {
      clearInterval(looking);
      sdk = undefined;
      end();
      refused(new Error('the long connection was closed'));
    },
  };
}

/**
 * Takes an event as the socket brings it (v1 or v2 envelope) and gives its answer. Throws when it could not be stored.
 */
function invoker(accept: Intake): (envelope: unknown) => Promise<unknown> {
  return async (envelope) => {
    if (!isRecord(envelope)) throw new TypeError('the frame holds no event');
    return parseJson(await accept(envelope, JSON.stringify(envelope)));
  };
}
