import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A citation in a source: a page, its anchor, and others of the same page (docs/develop/style.md#comments). */
export const citation = /\bdocs\/[\w./-]+\.md(?:#[\w-]+(?:,\s+(?:[*/]+\s+)?#[\w-]+)*)?/g;
/** How documents that are not in the repository were cited. */
export const old = /\b(?:DOMAIN|RULES|FEISHU|DESIGN)(?:\.md|\s+§?\d|\s+§|'s)|\bWORDING\b|\bSTYLE\.md|(?<!RFC \d+ )§\d/g;
/** `[text](address)`; addresses of the web are not followed. */
export const link = /\]\(([^)\s]+)\)/g;
const path = /`((?:src|scripts|test|config|docs)\/[\w./-]*|ormconfig\.ts)`/g;

const known = new Map<string, { explicit: Set<string>; all: Set<string> }>();

/** Anchors of a page: written out, which citations need, and those that its headings have by themselves. */
function anchorsOf(page: string) {
  const found = known.get(page);
  if (found) return found;
  const text = readFileSync(page, 'utf8');
  const explicit = new Set([...text.matchAll(/<a id="([\w-]+)"><\/a>/g)].map(([, id]) => id as string));
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) => slugOf(title));
  const anchors = { explicit, all: new Set([...explicit, ...headings]) };
  known.set(page, anchors);
  return anchors;
}

function slugOf(title: string): string {
  const bare = title
    .replace(/`|\*|\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase();
  return bare.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
}

/** Citations of a text that lead nowhere. */
export function deadCitations(text: string): string[] {
  return [...text.matchAll(citation)].flatMap(([cited]) => {
    const [page = '', ...anchors] = cited.split(/#|,\s+(?:[*/]+\s+)?#/);
    if (!existsSync(page)) return [page];
    return anchors.filter((anchor) => !anchorsOf(page).explicit.has(anchor)).map((anchor) => `${page}#${anchor}`);
  });
}

/** Relative links of a page that lead nowhere. */
export function deadLinks(page: string, text: string): string[] {
  const bare = text.replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
  return [...bare.matchAll(link)].flatMap(([, address = '']) => {
    if (/^(?:https?|mailto):/.test(address)) return [];
    const [file = '', anchor] = address.split('#');
    const target = file === '' ? page : join(dirname(page), file);
    if (!existsSync(target)) return [address];
    return anchor === undefined || anchorsOf(target).all.has(decodeURI(anchor)) ? [] : [address];
  });
}

/** Places of the repository that a page names and that are not there. */
export function deadPaths(text: string): string[] {
  return [...text.matchAll(path)].flatMap(([, named = '']) => (existsSync(named) ? [] : [named]));
}

/** Files that a comment names by the end of their path (`jobs/tick/tick.ts`) and that `files` does not hold. */
export function deadNames(text: string, files: string[]): string[] {
  const comments = text.match(/^\s*(?:\/\*\*|\*|\/\/).*$/gm) ?? [];
  const named = comments.flatMap((line) => line.match(/(?<![\w./])[a-z][\w-]*(?:\/[\w-]+)+\.ts\b/g) ?? []);
  return named.filter((name) => !files.some((file) => file === name || file.endsWith(`/${name}`)));
}
