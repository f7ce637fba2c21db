import type { BoundGroup } from '../../src/db/inspect.ts';
import { answerTo } from '../../src/outgoing.ts';
import { larkPlatform } from '../../src/platform/lark/client.ts';
import { type Platform, PlatformError } from '../../src/ports/platform.ts';
import type { LarkSettings } from '../../src/settings/settings.ts';
import { bad, type Finding, look, ok, reasonOf } from './finding.ts';

const answerWithinMs = 10_000;
const mostSkewSeconds = 60;
const scopeMissing = 99991672;

interface Asked {
  groups: BoundGroup[];
  /** Of anybody in the roster: whether the platform would look a number up. */
  mobile?: string;
}

/** Token, bot id, clock and, where there is something to ask about, the scopes; sends nothing to anybody. */
export async function examinePlatform(lark: LarkSettings, { groups, mobile }: Asked): Promise<Finding[]> {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const platform = larkPlatform({ ...lark, clock: { now: () => new Date() }, log, timeoutMs: answerWithinMs });
  const clock = await examineClock(lark.baseUrl);
  try {
    await platform.botOpenId();
  } catch (error) {
    return [clock, bad(`platform: no token or bot id: ${reasonOf(error)}`, mendOf(error))];
  }
  const [group] = groups.filter(({ alive }) => alive);
  return [
    clock,
    ok('platform: token and bot id are there'),
    ...(group ? [await examineScope(platform, 'groups', (ask) => ask.chat(group.id))] : []),
    ...(mobile ? [await examineScope(platform, 'contacts', (ask) => ask.openIdsByMobile([mobile]))] : []),
  ];
}

function mendOf(error: unknown): string {
  const { code, failure } = error instanceof PlatformError ? error : {};
  if (code === 10014 || code === 10015) return 'copy LARK_APP_ID and LARK_APP_SECRET again from the developer console';
  if (code === 99991401) return 'add this host to the IP allow-list of the app';
  if (failure === 'alert') return 'switch on the bot ability in the developer console and publish a version';
  return 'is LARK_BASE_URL right, and does this host reach it?';
}

async function examineScope(
  platform: Platform,
  what: 'groups' | 'contacts',
  ask: (platform: Platform) => Promise<unknown>,
): Promise<Finding> {
  try {
    await ask(platform);
    return ok(`scopes: ${what} may be read`);
  } catch (error) {
    const missing = error instanceof PlatformError && error.code === scopeMissing;
    const scope = what === 'groups' ? 'im:chat:readonly' : 'contact:user.id:readonly';
    if (missing) return bad(`scopes: ${what} may not be read`, `grant ${scope} and publish a version`);
    return look(`scopes: ${what} could not be asked for: ${reasonOf(error)}`, 'try again later');
  }
}

/** Signatures of events are judged by this host's clock, and so is every due time. */
async function examineClock(baseUrl: string): Promise<Finding> {
  try {
    const asked = Date.now();
    const { headers } = await answerTo(baseUrl, { method: 'HEAD' }, { limitMs: answerWithinMs });
    const date = headers.get('date');
    if (!date) return look('clock: the platform tells no time', 'compare the clock of this host yourself');
    const skew = Math.round(((asked + Date.now()) / 2 - Date.parse(date)) / 1000);
    const words = skew > 0 ? `${skew} s fast` : `${-skew} s slow`;
    if (Math.abs(skew) <= mostSkewSeconds) return ok('clock: agrees with the platform');
    return bad(`clock: this host is ${words}`, 'switch on time synchronisation (NTP)');
  } catch (error) {
    return bad(
      `clock: the platform does not answer: ${nameOf(error)}`,
      'is LARK_BASE_URL right, does this host reach it?',
    );
  }
}

/** The message of a fetch error may hold the address with all that stands in it. */
function nameOf(error: unknown): string {
  const { cause, code, name } = error as { cause?: { code?: string }; code?: string; name: string };
  return cause?.code ?? code ?? name;
}
