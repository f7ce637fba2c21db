import { matchRoster } from '../../src/commands/people/matchRoster.ts';
import type { Database } from '../../src/db/database.ts';
import { type Platform, PlatformError } from '../../src/ports/platform.ts';
import { matchedLine, rosterWords, unmatchedLines } from '../../src/presenters/words/rosterWords.ts';

/** Looks up who is not matched yet and prints the outcome; false when the platform could not be asked. */
export async function matchAndTell({ transact }: Database, platform: Platform): Promise<boolean> {
  try {
    const { matched, unmatched } = await matchRoster({ transact, platform });
    console.log(matchedLine(matched));
    for (const line of unmatchedLines(unmatched)) console.log(line);
    return true;
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    console.error(`${rosterWords.platformFailed} (${error.failure}${error.code ? ` ${error.code}` : ''})`);
    return false;
  }
}
