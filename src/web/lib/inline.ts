/** A run of text as the page draws it. Everything people wrote ends up in `text` fields, which Vue escapes. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'break' }
  | { kind: 'strong' | 'em' | 'del' | 'underline'; children: Inline[] }
  | { kind: 'code'; text: string }
  /** `href` has passed `safeUrl`. */
  | { kind: 'link'; href: string; children: Inline[] }
  /** `id` is an open_id or `all`; `name` is what to show when the id is not one of ours. */
  | { kind: 'at'; id: string; name?: string }
  | { kind: 'font' | 'tag'; color: string; children: Inline[] }
  | { kind: 'image'; name: string };

/** Appends text, joining it with a text run before it. */
export function pushText(runs: Inline[], text: string): void {
  if (text === '') return;
  const last = runs.at(-1);
  if (last?.kind === 'text') last.text += text;
  else runs.push({ kind: 'text', text });
}

/** The address when it is plain http or https, else undefined: nothing else becomes a link. */
export function safeUrl(address: string): string | undefined {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined;
  return new URL(address).href;
}

/** What the runs read like without any form, for previews and searches. */
export function plainOf(runs: Inline[], nameOf: (id: string) => string | undefined): string {
  return runs
    .map((run) => {
      if (run.kind === 'text' || run.kind === 'code') return run.text;
      if (run.kind === 'break') return ' ';
      if (run.kind === 'image') return '[图片]';
      if (run.kind === 'at') return `@${mentionName(run, nameOf)}`;
      return plainOf(run.children, nameOf);
    })
    .join('');
}

export function mentionName(at: { id: string; name?: string }, nameOf: (id: string) => string | undefined): string {
  if (at.id === 'all') return '所有人';
  return nameOf(at.id) ?? at.name ?? '用户';
}
