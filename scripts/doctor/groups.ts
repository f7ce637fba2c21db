import type { BoundGroup } from '../../src/db/inspect.ts';
import type { Binding } from '../../src/domain/chats.ts';
import type { Rules } from '../../src/domain/rules.ts';
import { type Finding, look, named, ok } from './finding.ts';

/** Which groups are bound, which are missing and which are gone. */
export function examineGroups(groups: BoundGroup[], rules: Rules): Finding[] {
  const living = groups.filter(({ alive, external }) => alive && !external);
  const gone = groups.filter(({ alive }) => !alive);
  const outside = groups.filter(({ alive, external }) => alive && external);
  const serves = (kind: Binding['kind']) => living.some(({ binding }) => binding.kind === kind);
  const unbound = rules.taskForces.filter(
    ({ number }) => !living.some(({ binding }) => binding.kind === 'task-force' && binding.taskForce === number),
  );
  return [
    ok(`groups: ${new Set(living.map(({ id }) => id)).size} bound`),
    ...(unbound.length > 0
      ? [
          look(
            `groups: ${unbound.length} task forces have none: ${named(unbound.map(({ name }) => name))}`,
            'in the group: @诉求管家 绑定专班 NAME',
          ),
        ]
      : []),
    ...(serves('centre') ? [] : [look('groups: the service centre has none', 'in the group: @诉求管家 绑定服务中心')]),
    ...(gone.length > 0
      ? [
          look(
            `groups: ${gone.length} bound ones are gone or without the bot`,
            'add the bot again, or bind another group',
          ),
        ]
      : []),
    ...(outside.length > 0
      ? [look(`groups: ${outside.length} bound ones have external members`, 'bind one without external members')]
      : []),
  ];
}
