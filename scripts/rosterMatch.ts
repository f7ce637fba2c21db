import { rosterWords } from '../src/presenters/words/rosterWords.ts';
import { operate } from './operator.ts';
import { matchAndTell } from './roster/rosterMatching.ts';

/** npm run roster:match: asks Feishu for those who are known by mobile only. */
await operate(async ({ platform, openDatabase }) => {
  if (platform) return (await matchAndTell(await openDatabase(), platform)) ? 0 : 1;
  console.error(rosterWords.noPlatform);
  return 1;
});
