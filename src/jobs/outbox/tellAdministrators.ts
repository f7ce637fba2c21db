import { owe } from '../../commands/shared/record.ts';
import { scheduler, type Work } from '../../commands/shared/work.ts';
import type { Text } from '../../domain/message.ts';

/** Privately to each administrator; outside the sending hours it waits for them. */
export async function tellAdministrators(work: Work, administrators: string[], message: Text): Promise<void> {
  for (const person of administrators) {
    await owe(work, scheduler, { to: { person }, message, addressee: 'anyone' });
  }
}
