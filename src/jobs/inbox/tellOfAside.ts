import { owe } from '../../commands/shared/record.ts';
import { scheduler, workOf } from '../../commands/shared/work.ts';
import type { Deps } from '../../ports/index.ts';
import type { InboxRow } from '../../ports/queues.ts';
import { say } from '../../presenters/notes/notes.ts';
import { asideText } from '../../presenters/words/words.ts';

/**
 * The event took the process down twice: whoever sent it learns privately that nothing was done. Nothing but the
 * sender's id is read of it. The administrators hear of it from the watchdog.
 */
export async function tellOfAside(deps: Deps, { payload }: InboxRow, fault: string): Promise<void> {
  const person = deps.platform.senderOf(payload);
  if (person === undefined) return;
  const notice = { to: { person }, message: say(asideText(fault)), atOnce: true };
  await deps.transact((store) => owe(workOf(deps, store), scheduler, notice));
}
