import { existsSync } from 'node:fs';
import { type Inspection, inspectDatabase } from '../../src/db/inspect.ts';
import type { Settings } from '../../src/settings.ts';
import { bad, type Finding, look, ok, reasonOf } from './finding.ts';

interface Examined {
  findings: Finding[];
  /** Absent when there is nothing to read from, or not yet as this program needs it. */
  inspection?: Inspection;
}

/** Whether the database is there and as this program needs it; changes nothing on it. */
export async function examineDatabase({ databaseUrl }: Settings): Promise<Examined> {
  const file = /^sqlite:(.+)$/.exec(databaseUrl)?.[1];
  const kind = file ? `database: SQLite file ${file}` : 'database: PostgreSQL';
  if (file && !existsSync(file)) {
    return { findings: [look(`${kind} is not there yet`, 'the first start makes it; else mend DATABASE_URL')] };
  }
  try {
    const inspection = await inspectDatabase(databaseUrl);
    const { pending } = inspection;
    if (pending.length === 0) return { findings: [ok(`${kind} answers, no migrations pending`)], inspection };
    const what = `${kind} answers, ${pending.length} migrations pending (${pending.join(', ')})`;
    return {
      findings: [look(what, 'make a backup, then start the bot, which runs them; roster and groups were not read')],
    };
  } catch (error) {
    const mend = file ? 'is it a database of this program, and may this user read it?' : 'is DATABASE_URL right?';
    return { findings: [bad(`${kind} cannot be opened: ${reasonOf(error)}`, mend)] };
  }
}

/** An app's open_ids are its own: a database serves one app (db/owner.ts). */
export function examineOwner(owner: string | undefined, { lark }: Settings): Finding[] {
  if (owner === undefined) return [ok('database: belongs to no app yet, the first start takes it')];
  const own = lark ? owner === `live:${lark.appId}` : owner.startsWith('sandbox:');
  if (own) return [ok('database: belongs to this app')];
  const [kind] = owner.split(':');
  return [bad(`database: belongs to another app (${kind})`, 'set DATABASE_URL to the one of this app, or LARK_APP_ID')];
}
