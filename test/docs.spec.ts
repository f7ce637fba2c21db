import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { drawCommands } from '../scripts/guide/drawing.ts';
import { citation, deadCitations, deadLinks, deadNames, deadPaths, link, old } from './support/pages.ts';

const mostBytes = 10_240;

function filesIn(folder: string, like: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => like.test(file) && !file.includes('node_modules') && statSync(file).isFile());
}

const sources = ['src', 'scripts', 'test', 'config']
  .flatMap((folder) => filesIn(folder, /\.(?:ts|mjs|vue|css|yaml|html)$/))
  .concat(['ormconfig.ts', '.env.example', '.ci/run']);
const pages = readdirSync('.')
  .filter((file) => file.endsWith('.md'))
  .concat(filesIn('docs', /\.md$/));

function found(files: string[], what: (text: string, file: string) => string[]): string[] {
  return files.flatMap((file) => what(readFileSync(file, 'utf8'), file).map((one) => `${file}: ${one}`));
}

describe('documents', () => {
  it('every citation in a source leads to a page and to an anchor that is written out there', () => {
    expect(found(sources, deadCitations)).to.deep.equal([]);
    const cited = sources.flatMap((file) => readFileSync(file, 'utf8').match(citation) ?? []);
    expect(cited.length).to.be.above(200);
  });

  it('no source cites a document that is not here', () => {
    const others = sources.filter((file) => !['test/docs.spec.ts', 'test/support/pages.ts'].includes(file));
    expect(found([...others, ...pages], (text) => text.match(old) ?? [])).to.deep.equal([]);
  });

  it('every link between pages leads somewhere', () => {
    expect(found(pages, (text, page) => deadLinks(page, text))).to.deep.equal([]);
  });

  it('every file that a page names is there', () => {
    const living = pages.filter((page) => page !== 'CHANGELOG.md');
    expect(found(living, deadPaths)).to.deep.equal([]);
  });

  it('every file that a comment names is there', () => {
    expect(found(sources, (text) => deadNames(text, sources))).to.deep.equal([]);
    expect(deadNames('/** See jobs/tick/tick.ts and jobs/tock.ts. */', sources)).to.deep.equal(['jobs/tock.ts']);
  });

  it('every page is reached from the front pages', () => {
    const reached = new Set<string>();
    const walk = (page: string) => {
      if (reached.has(page)) return;
      reached.add(page);
      const addresses = [...readFileSync(page, 'utf8').matchAll(link)].map(([, address = '']) => address.split('#')[0]);
      for (const address of addresses) {
        if (address?.endsWith('.md') && !address.includes(':')) walk(join(dirname(page), address));
      }
    };
    walk('README.md');
    walk('README.zh-CN.md');
    expect(pages.filter((page) => !reached.has(page))).to.deep.equal([]);
  });

  it('the guide’s list of commands is the catalogue’s', () => {
    expect(readFileSync('docs/guide/commands.zh-CN.md', 'utf8')).to.equal(drawCommands());
  });

  it('no anchor is written twice in a page', () => {
    const twice = (text: string) => {
      const ids = [...text.matchAll(/<a id="([\w-]+)">/g)].map(([, id]) => id as string);
      return ids.filter((id, at) => ids.indexOf(id) !== at);
    };
    expect(found(pages, twice)).to.deep.equal([]);
  });

  it('the environment’s example names every variable that is read, and no other', () => {
    const read = ['settings', 'adviser'].flatMap((file) =>
      [...readFileSync(`src/settings/${file}.ts`, 'utf8').matchAll(/^ {2}([A-Z_]+): z?/gm)].map(([, name]) => name),
    );
    const listed = readFileSync('.env.example', 'utf8').match(/^[A-Z_]+(?==)/gm);
    expect(listed?.sort()).to.deep.equal(read.sort());
  });

  for (const page of ['README.md', 'README.zh-CN.md']) {
    it(`${page} is a front page: ${mostBytes} bytes at most`, () => {
      expect(statSync(page).size).to.be.at.most(mostBytes);
    });
  }

  it('finds what is dead: a page, an anchor, a second anchor, a link, a file, a citation of old', () => {
    const folder = 'docs/develop';
    expect(deadCitations(`(${folder}/nowhere.md#a)`)).to.deep.equal([`${folder}/nowhere.md`]);
    expect(deadCitations(`(${folder}/domain.md#life, #no-such)`)).to.deep.equal([`${folder}/domain.md#no-such`]);
    expect(deadCitations(`(${folder}/domain.md#life,\n * #none)`)).to.deep.equal([`${folder}/domain.md#none`]);
    expect(deadCitations(`(${folder}/domain.md#the-timeline)`)).to.deep.equal([`${folder}/domain.md#the-timeline`]);
    const links = '[a](nowhere.md) [b](#nothing) [c](README.md#all-pages)';
    expect(deadLinks('docs/README.md', links)).to.deep.equal(['nowhere.md', '#nothing']);
    expect(deadPaths('`src/nowhere.ts` and `src/main.ts`')).to.deep.equal(['src/nowhere.ts']);
    const cited = ['DOM\u0041IN §4.3', 'RU\u004cES 17', 'WORD\u0049NG sample 2', 'FEI\u0053HU §2', '(§4.2)'];
    expect(cited.filter((one) => !one.match(old))).to.deep.equal([]);
    expect('RFC 9110 §7.6.1'.match(old)).to.equal(null);
  });
});
