import { openDatabase } from '../src/db/database.ts';
import type { Inspection } from '../src/db/inspect.ts';
import { type Calendar, unknownYears } from '../src/domain/calendar.ts';
import type { Rules } from '../src/domain/rules.ts';
import { readRules, readSettings, type Settings, SettingsError } from '../src/settings.ts';
import { examineDatabase, examineOwner } from './doctor/database.ts';
import { bad, type Finding, lineOf, look, ok, reasonOf } from './doctor/finding.ts';
import { examineGroups } from './doctor/groups.ts';
import { examineRoster } from './doctor/people.ts';
import { examinePlatform } from './doctor/platform.ts';
import { examineWork } from './doctor/work.ts';

const now = new Date();
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * npm run doctor: what stands in the way of the desk and how to mend it, one line each (DESIGN §1). Sends nothing and
 * changes nothing. Exit code 1 when something is bad.
 */
async function examine(): Promise<void> {
  const settings = readSettings(process.env);
  const { lark, configDir, zone } = settings;
  tell(examineMode(settings));
  const { rules, calendar } = readRules(configDir, zone);
  tell(examineConfiguration(rules, calendar));
  const { findings, inspection } = await examineDatabase(settings);
  tell(findings);
  const mobile = inspection && (await examineDesk(settings, inspection, rules));
  if (lark) tell(await examinePlatform(lark, { groups: inspection?.groups ?? [], mobile }));
  else tell([ok('platform: the sandbox brings its own')]);
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

function examineConfiguration({ taskForces, units }: Rules, calendar: Calendar): Finding[] {
  const years = unknownYears(now.toISOString(), calendar);
  return [
    ok(`configuration: ${taskForces.length} task forces, ${units.length} units`),
    ...years.map((year) => look(`calendar: the holidays of ${year} are not known`, 'add them to config/calendar.yaml')),
    ...(years.length === 0 ? [ok('calendar: the holidays that count now are known')] : []),
  ];
}

/** What the database says of the desk; gives somebody's number to try the contacts with. */
async function examineDesk(settings: Settings, { groups }: Inspection, rules: Rules): Promise<string | undefined> {
  const database = await openDatabase(settings.databaseUrl, { log: silent });
  try {
    tell(examineOwner(await database.meta.get('owner'), settings));
    tell(await database.read((store) => examineRoster(store, rules)));
    tell(examineGroups(groups, rules));
    tell(await examineWork(database, now, settings.lark === undefined));
    const people = await database.read((store) => store.people({}));
    return people.find(({ mobile }) => mobile !== undefined)?.mobile;
  } finally {
    await database.close();
  }
}

function tell(findings: Finding[]): void {
  const { LARK_APP_SECRET, LARK_ENCRYPT_KEY, LARK_VERIFICATION_TOKEN } = process.env;
  const secrets = [LARK_APP_SECRET, LARK_ENCRYPT_KEY, LARK_VERIFICATION_TOKEN].flatMap((one) => one?.trim() || []);
  for (const finding of findings) console.log(lineOf(finding, secrets));
  if (findings.some(({ state }) => state === 'bad')) process.exitCode = 1;
}

try {
  await examine();
} catch (error) {
  if (!(error instanceof SettingsError)) tell([bad(`doctor: stopped: ${reasonOf(error)}`, 'see the lines above')]);
  else tell(error.faults.map((fault) => bad(`settings: ${fault}`, 'mend it and start again')));
}
