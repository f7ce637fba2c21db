/** Finds every pattern of the sources; forked by `sourcePatterns.ts`, since it loads each file under a RegExp of its own. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

/** A pattern of the sources: written as a literal, or put together while its file is loaded. */
export interface SourcePattern {
  /** Such as src/chat/reading/smallTalk.ts:34. */
  at: string;
  source: string;
  flags: string;
}

export interface Collected {
  patterns: SourcePattern[];
  /** Where a pattern is put together only when somebody speaks: nobody can have tried it before. */
  late: string[];
}

const root = fileURLToPath(new URL('../../', import.meta.url));
/** The page of the sandbox runs in a browser; these begin to work as soon as they are loaded. */
const elsewhere = /^src\/(?:web\/|main\.ts$|fakeLark\/main\.ts$)/;

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((file) => join('src', file).replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !elsewhere.test(file))
  .sort();

function place(node: ts.Node, file: string, source: ts.SourceFile): string {
  return `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

/** Literals, and where patterns are put together. */
function read(file: string): { literals: SourcePattern[]; built: string[] } {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const literals: SourcePattern[] = [];
  const built: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      const at = place(node, file, source);
      literals.push({ at, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    const called = ts.isNewExpression(node) || ts.isCallExpression(node);
    if (called && node.expression.getText() === 'RegExp') built.push(place(node, file, source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { literals, built };
}

/** Whoever makes a pattern is in the third line of the stack. */
function caller(): string {
  const line = new Error().stack?.split('\n')[3] ?? '';
  return /(src\/[^:?]+)[^:]*:(\d+):\d+\)?$/.exec(line)?.slice(1, 3).join(':') ?? '';
}

async function collect(): Promise<Collected> {
  const found = files.map(read);
  const made: SourcePattern[] = [];
  const Native = RegExp;
  globalThis.RegExp = new Proxy(Native, {
    construct(target, args, newTarget) {
      const pattern = Reflect.construct(target, args, newTarget) as RegExp;
      made.push({ at: caller(), source: pattern.source, flags: pattern.flags });
      return pattern;
    },
  });
  for (const file of files) await import(pathToFileURL(join(root, file)).href);
  globalThis.RegExp = Native;
  const known = new Set(files);
  const own = made.filter(({ at }) => known.has(at.replace(/:\d+$/, '')));
  const loaded = new Set(own.map(({ at }) => at));
  const late = found.flatMap(({ built }) => built).filter((at) => !loaded.has(at));
  const all = [...found.flatMap(({ literals }) => literals), ...own];
  const distinct = new Map(all.map((one) => [`${one.source}/${one.flags}`, one]));
  return { patterns: [...distinct.values()], late };
}

process.send?.(await collect(), () => process.exit());
