import { randomUUID } from 'node:crypto';
import { importRoster } from '../src/commands/people/importRoster.ts';
import { readRoster } from '../src/domain/people/roster.ts';
import {
  faultLines,
  ignoredLine,
  importedLine,
  rosterWords,
  unmatchedLines,
  unreadableWords,
} from '../src/presenters/words/rosterWords.ts';
import { type Desk, operate } from './operator.ts';
import { RosterFileError, readRosterFile } from './roster/rosterFile.ts';
import { matchAndTell } from './roster/rosterMatching.ts';

/** npm run roster:import -- FILE: all rows or none; exit code 1 when none. */
await operate(async (desk) => {
  const path = process.argv[2];
  if (!path) {
    console.error(rosterWords.usage);
    return 1;
  }
  try {
    return await importFile(desk, path);
  } catch (error) {
    if (!(error instanceof RosterFileError)) throw error;
    console.error(unreadableWords[error.reason]);
    return 1;
  }
});

async function importFile(desk: Desk, path: string): Promise<number> {
  const reading = readRoster(await readRosterFile(path), desk.rules);
  if (reading.ignoredColumns.length > 0) console.log(ignoredLine(reading.ignoredColumns));
  if (reading.faults.length > 0 || reading.missingColumns.length > 0) {
    for (const line of faultLines(reading)) console.log(line);
    return 1;
  }
  const database = await desk.openDatabase();
  const newId = () => randomUUID().replaceAll('-', '');
  const imported = await database.transact((store) => importRoster({ store, newId }, reading.people));
  console.log(importedLine(imported));
  if (desk.platform && imported.unmatched.length > 0 && (await matchAndTell(database, desk.platform))) return 0;
  if (!desk.platform) console.log(rosterWords.noPlatform);
  for (const line of unmatchedLines(imported.unmatched)) console.log(line);
  return 0;
}
