/** Where people's own words stand in appeals, events and papers: under these names and as names of files. */
const written = new Set(['text', 'title', 'company', 'companyText', 'internal', 'reason', 'returnReason', 'how']);

export function isWritten(key: string): boolean {
  return written.has(key);
}

/** All that people wrote in it, names of attached files included. */
export function wordsIn(value: object): string[] {
  return Object.entries(value).flatMap(([key, inner]): string[] => {
    if (typeof inner === 'string') return isWritten(key) ? [inner] : [];
    if (key === 'attachments') return (inner as { name?: string }[]).flatMap(({ name }) => name ?? []);
    return typeof inner === 'object' && inner !== null ? wordsIn(inner) : [];
  });
}
