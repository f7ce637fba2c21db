import { existsSync } from 'node:fs';
import { type Inspection, inspectDatabase } from '../../src/db/inspect.ts';
import type { Settings } from '../../src/settings/settings.ts';
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
    const { pending, unwritable } = inspection;
    const state = stateFindings(kind, inspection);
    // The rest would wait for the lock, too.
    if (unwritable) return { findings: state };
    if (pending.length === 0) {
      return { findings: [ok(`${kind} answers, no migrations pending`), ...state], inspection };
    }
    const what = `${kind} answers, ${pending.length} migrations pending (${pending.join(', ')})`;
    return {
      findings: [
        look(what, 'make a backup, then start the bot, which runs them; roster and groups were not read'),
        ...state,
      ],
    };
  } catch (error) {
    const mend = file ? 'is it a database of this program, and may this user read it?' : 'is DATABASE_URL right?';
    return { findings: [bad(`${kind} cannot be opened: ${reasonOf(error)}`, mend)] };
  }
}

const scarceMiB = 200;

/** Damage, a lock of another program, a disk that is nearly full. */
function stateFindings(kind: string, { damage, unwritable, freeBytes }: Inspection): Finding[] {
  const free = Math.floor((freeBytes ?? Number.POSITIVE_INFINITY) / (1 << 20));
  const scarce = free < 1 ? bad : look;
  return [
    ...(damage ? [bad(`${kind} is damaged: ${damage}`, 'stop the bot, keep a copy, restore a backup')] : []),
    ...(unwritable
      ? [bad(`${kind} cannot be written: ${unwritable}`, 'is it locked by another program, or its disk full?')]
      : []),
    ...(free < scarceMiB ? [scarce(`${kind}: its disk has only ${free} MiB left`, 'make room')] : []),
  ];
}

/** An app's open_ids are its own: a database serves one app (db/owner.ts). */
export function examineOwner(owner: string | undefined, { lark }: Settings): Finding[] {
  if (owner === undefined) return [ok('database: belongs to no app yet, the first start takes it')];
  const own = lark ? owner === `live:${lark.appId}` : owner.startsWith('sandbox:');
  if (own) return [ok('database: belongs to this app')];
  const [kind] = owner.split(':');
  return [bad(`database: belongs to another app (${kind})`, 'set DATABASE_URL to the one of this app, or LARK_APP_ID')];
}
