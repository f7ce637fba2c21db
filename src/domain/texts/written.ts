/** Fields of appeals, events and papers that hold people's own words; names of files hold them too. */
const written = new Set(['text', 'title', 'company', 'companyText', 'internal', 'reason', 'returnReason', 'how']);

export function isWritten(key: string): boolean {
  return written.has(key);
}

/** All words in it that people wrote, including names of attached files. */
export function wordsIn(value: object): string[] {
  return Object.entries(value).flatMap(([key, inner]): string[] => {
    if (typeof inner === 'string') return isWritten(key) ? [inner] : [];
    if (key === 'attachments') return (inner as { name?: string }[]).flatMap(({ name }) => name ?? []);
    return typeof inner === 'object' && inner !== null ? wordsIn(inner) : [];
  });
}
