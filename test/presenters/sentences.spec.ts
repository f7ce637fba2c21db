import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import ts from 'typescript';

/** Rooms that say nothing of their own: all their words come from presenters. */
const silent = ['app', 'chat', 'commands', 'db', 'http', 'jobs', 'notices', 'platform', 'ports', 'reporting'];
const files = silent.flatMap((room) =>
  readdirSync(join('src', room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join('src', room, file)),
);

const isSentence = (text: string) =>
  /\p{Script=Han}/u.test(text) && /[，。；！？“”]/.test(text) && !/[|\\(?*^[\]]/.test(text);

/** Strings that read like a sentence; patterns, and parts that patterns are put together from, are none. */
function sentencesIn(file: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node, inPattern: boolean): void => {
    const isPattern = inPattern || (ts.isNewExpression(node) && node.expression.getText() === 'RegExp');
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    if (isText && !isPattern && isSentence(node.text)) found.push(`${file}: ${node.text}`);
    ts.forEachChild(node, (child) => visit(child, isPattern));
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true), false);
  return found;
}

describe('措辞 — sentences stand in presenters', () => {
  it('no other room has one', () => {
    expect(files.length).to.be.above(200);
    expect(files.flatMap((file) => sentencesIn(file, readFileSync(file, 'utf8')))).to.deep.equal([]);
  });

  it('would find one, and takes no pattern for one', () => {
    expect(sentencesIn('a.ts', "done('已签收，' + words)")).to.deep.equal(['a.ts: 已签收，']);
    expect(sentencesIn('a.ts', "done('已签收，请提出方案')")).to.deep.equal(['a.ts: 已签收，请提出方案']);
    expect(sentencesIn('a.ts', "new RegExp('^签收[，。]?$')")).to.deep.equal([]);
  });
});
