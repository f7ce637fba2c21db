import { openDatabase } from '../../src/db/database.ts';
import type { Inspection } from '../../src/db/inspect.ts';
import type { Rules } from '../../src/domain/rules.ts';
import { type Calendar, unknownYears } from '../../src/domain/time/calendar.ts';
import { readRules, readSettings, type Settings, SettingsError } from '../../src/settings/settings.ts';
import { examineAdviser } from './adviser.ts';
import { examineDatabase, examineOwner } from './database.ts';
import { bad, type Finding, lineOf, look, ok, reasonOf } from './finding.ts';
import { examineGroups } from './groups.ts';
import { examineRoster } from './people.ts';
import { examinePlatform } from './platform.ts';
import { examineWork } from './work.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

type Environment = Parameters<typeof readSettings>[0];
type Note = (findings: Finding[]) => void;

/**
 * Tells line by line what stands in the way of the desk and how to mend it (docs/operate/operation.md#doctor), without
 * a secret or a telephone number. Sends nothing and changes nothing. False when something is bad.
 */
export async function examine(env: Environment, tell: (line: string) => void): Promise<boolean> {
  const { LARK_APP_SECRET, LARK_ENCRYPT_KEY, LARK_VERIFICATION_TOKEN, LLM_API_KEY } = env;
  const keys = [LARK_APP_SECRET, LARK_ENCRYPT_KEY, LARK_VERIFICATION_TOKEN, LLM_API_KEY];
  const secrets = keys.flatMap((one) => one?.trim() || []);
  let well = true;
  const note: Note = (findings) => {
    for (const finding of findings) tell(lineOf(finding, secrets));
    if (findings.some(({ state }) => state === 'bad')) well = false;
  };
  try {
    await examineAll(env, note);
  } catch (error) {
    if (!(error instanceof SettingsError)) note([bad(`doctor: stopped: ${reasonOf(error)}`, 'see the lines above')]);
    else note(error.faults.map((fault) => bad(`settings: ${fault}`, 'mend it and start again')));
  }
  return well;
}

async function examineAll(env: Environment, note: Note): Promise<void> {
  const now = new Date();
  const settings = readSettings(env);
  const { lark, adviser, configDir, zone } = settings;
  note(examineMode(settings));
  const { rules, calendar } = readRules(configDir, zone);
  note(examineConfiguration({ rules, calendar }, now));
  const { findings, inspection } = await examineDatabase(settings);
  note(findings);
  const mobile = inspection && (await examineDesk({ settings, inspection, rules, now }, note));
  if (lark) note(await examinePlatform(lark, { groups: inspection?.groups ?? [], mobile }));
  else note([ok('platform: the sandbox brings its own')]);
  note(await examineAdviser(adviser, rules));
}

function examineMode({ lark, administrators }: Settings): Finding[] {
  if (!lark) {
    const mend = 'for the real platform set LARK_APP_ID, LARK_APP_SECRET, LARK_ENCRYPT_KEY and LARK_VERIFICATION_TOKEN';
    return [look('settings: LARK_APP_ID is not set, this is the sandbox', mend)];
  }
  if (administrators.length > 0) return [ok(`settings: ${lark.transport} mode`)];
  const mend = 'set ADMIN_OPEN_IDS; 我是谁 in the private chat tells anyone his open_id';
  return [ok(`settings: ${lark.transport} mode`), look('settings: nobody is administrator', mend)];
}

function examineConfiguration({ rules, calendar }: { rules: Rules; calendar: Calendar }, now: Date): Finding[] {
  const { taskForces, units } = rules;
  const years = unknownYears(now.toISOString(), calendar);
  return [
    ok(`configuration: ${taskForces.length} task forces, ${units.length} units`),
    ...years.map((year) => look(`calendar: the holidays of ${year} are not known`, 'add them to config/calendar.yaml')),
    ...(years.length === 0 ? [ok('calendar: the holidays that count now are known')] : []),
  ];
}

interface Desk {
  settings: Settings;
  inspection: Inspection;
  rules: Rules;
  now: Date;
}

/** What the database says of the desk; gives somebody's number to try the contacts with. */
async function examineDesk({ settings, inspection, rules, now }: Desk, note: Note): Promise<string | undefined> {
  const database = await openDatabase(settings.databaseUrl, { log: silent });
  try {
    note(examineOwner(await database.meta.get('owner'), settings));
    note(await database.read((store) => examineRoster(store, rules)));
    note(examineGroups(inspection.groups, rules));
    note(await examineWork(database, now, settings.lark === undefined));
    const people = await database.read((store) => store.people({}));
    return people.find(({ mobile }) => mobile !== undefined)?.mobile;
  } finally {
    await database.close();
  }
}
