/** Keys of district.yaml that had a different name before; the old name is read until the next version. */
const renamed = { quiet: 'sendingHours' } as const;

/** The content of the file under today's names; calls `warn` for each old name. */
export function underNewNames(found: unknown, warn: (warning: string) => void): unknown {
  if (typeof found !== 'object' || found === null) return found;
  const keys: Record<string, unknown> = { ...found };
  for (const [before, now] of Object.entries(renamed)) {
    if (!(before in keys) || now in keys) continue;
    warn(`${before} is called ${now} now; the old name is read for one version`);
    keys[now] = keys[before];
    delete keys[before];
  }
  return keys;
}
