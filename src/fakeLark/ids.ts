import { createHash, randomBytes } from 'node:crypto';
import type { SandboxPerson } from './api.ts';

export const TENANT_KEY = 'sandbox0tenant00';

/** A fresh identifier such as `om_3f…` (32 hex digits after the prefix). */
export function newId(prefix: string): string {
  return `${prefix}${randomBytes(16).toString('hex')}`;
}

/**
 * The ids that Feishu gives for a person; `user_id` needs a separate scope and is left out
 * (docs/develop/feishu.md#events).
 */
export function userIds(openId: string): { open_id: string; union_id: string } {
  return { open_id: openId, union_id: `on_${createHash('sha256').update(openId).digest('hex').slice(0, 32)}` };
}

/** The id of a person's one private chat with the bot; always the same, so it survives a reset. */
export function privateChatId(openId: string): string {
  return `oc_p2p_${openId.replace(/^ou_/, '')}`;
}

export function findPerson(people: readonly SandboxPerson[], openId: string): SandboxPerson | undefined {
  return people.find((person) => person.openId === openId);
}
