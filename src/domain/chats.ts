/** What a group serves. A group may serve several of these; each of these has at most one group. */
export type Binding =
  | { kind: 'task-force'; taskForce: number }
  | { kind: 'unit'; unit: string }
  | { kind: 'centre' }
  | { kind: 'specialists' }
  | { kind: 'leaders' };

export interface Chat {
  id: string;
  /** May be empty, even for a group. */
  name: string;
  external: boolean;
  /** True for the chat of one person with the bot; everything else is a group. */
  isPrivate?: boolean;
  /** False once the bot was removed or the group dissolved: nothing is sent there any more. */
  alive: boolean;
  bindings: Binding[];
}
