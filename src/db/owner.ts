import type { Database } from './database.ts';

/**
 * A database belongs to one app, because open_ids are valid for one app only, and is either of the sandbox or real.
 * Throws when it has another owner; an empty database gets this one.
 */
export async function claimDatabase(meta: Database['meta'], owner: { appId: string; sandbox: boolean }): Promise<void> {
  const name = `${owner.sandbox ? 'sandbox' : 'live'}:${owner.appId}`;
  const known = await meta.get('owner');
  if (known === undefined) return meta.set('owner', name);
  if (known === name) return;
  throw new Error(`this database belongs to ${known}, not to ${name}: set DATABASE_URL to another one`);
}
