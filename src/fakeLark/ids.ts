import { createHash, randomBytes } from 'node:crypto';
import type { SandboxPerson } from './api.ts';

export const TENANT_KEY = 'sandbox0tenant00';

/** A fresh identifier such as `om_3f…` (32 hex digits after the prefix). */
export function newId(prefix: string): string {
  return `${prefix}${randomBytes(16).toString('hex')}`;
}

/**
 * The ids Feishu names a person by; `user_id` needs a scope of its own and is left out (docs/develop/feishu.md#events).
 */
export function userIds(openId: string): { open_id: string; union_id: string } {
  return { open_id: openId, union_id: `on_${createHash('sha256').update(openId).digest('hex').slice(0, 32)}` };
}

/** The one private chat a person has with the bot; stable, so that it survives a reset. */
export function privateChatId(openId: string): string {
  return `oc_p2p_${openId.replace(/^ou_/, '')}`;
}

export function findPerson(people: readonly SandboxPerson[], openId: string): SandboxPerson | undefined {
  return people.find((person) => person.openId === openId);
}
