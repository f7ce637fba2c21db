import { inboxWords, stuckLine } from '../src/presenters/words/inboxWords.ts';
import { operate } from './operator.ts';

/**
 * npm run inbox:retry [-- ID…|--all]: lists the events that nobody acts on any more, and tries those again. Safe while
 * the bot runs, which sees them at once; exit code 1 when an id is not among them.
 */
await operate(async ({ openDatabase }) => {
  const given = process.argv.slice(2);
  const ids = given.filter((one) => /^\d{1,15}$/.test(one)).map(Number);
  const all = given.includes('--all');
  if (ids.length + (all ? 1 : 0) !== given.length) {
    console.error(inboxWords.usage);
    return 1;
  }
  const { inbox, read } = await openDatabase();
  const stuck = await read((store) => store.stuckEvents());
  for (const event of stuck) console.log(stuckLine(event));
  if (stuck.length === 0) console.log(inboxWords.none);
  if (given.length === 0) {
    if (stuck.length > 0) console.log(inboxWords.usage);
    return 0;
  }
  const again = await inbox.tryAgain(all ? stuck.map(({ id }) => id) : ids);
  console.log(inboxWords.again(again.length));
  const unknown = ids.filter((id) => !again.includes(id));
  if (unknown.length > 0) console.error(inboxWords.unknown(unknown));
  return unknown.length === 0 ? 0 : 1;
});
