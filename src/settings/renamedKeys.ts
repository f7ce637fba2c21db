/** Keys of district.yaml that had another name before; the old one is read until the next version. */
const renamed = { quiet: 'sendingHours' } as const;

/** What the file holds, under the names of today; `warn` hears of each old one. */
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
