import { expect } from 'chai';
import fc from 'fast-check';
import { escapeMarkdown, withoutLinks } from '../../src/platform/lark/escape.ts';
import type { Inline } from '../../src/web/lib/inline.ts';
import { parseMarkdown, plainMarkdown } from '../../src/web/lib/markdown.ts';
import { parseInline } from '../../src/web/lib/markdownInline.ts';

const text = (words: string): Inline => ({ kind: 'text', text: words });
const nobody = () => undefined;

describe('card markdown on the page', () => {
  it('reads bold, colour, mentions and line breaks', () => {
    expect(parseInline("**主办:** <at id=ou_1></at>\n<font color='red'>逾期</font>")).to.deep.equal([
      { kind: 'strong', children: [text('主办:')] },
      text(' '),
      { kind: 'at', id: 'ou_1' },
      { kind: 'break' },
      { kind: 'font', color: 'red', children: [text('逾期')] },
    ]);
  });

  it('keeps HTML as text', () => {
    const hostile = '<img src=x onerror=alert(1)><script>alert(1)</script><b>x</b>';
    expect(parseInline(hostile)).to.deep.equal([text(hostile)]);
  });

  it('makes links of http and https alone', () => {
    expect(parseInline('[平台](https://example.com/a?b=1)')).to.deep.equal([
      { kind: 'link', href: 'https://example.com/a?b=1', children: [text('平台')] },
    ]);
    const refused = [
      '[x](javascript:alert(1))',
      '[x](JaVaScRiPt:alert`1`)',
      '[x](data:text/html,hi)',
      '[x](//example.com)',
      '[x](java&#115;cript:alert)',
      '<a href="javascript:alert(1)">x</a>',
      '[x](https://)',
    ];
    for (const source of refused) {
      expect(JSON.stringify(parseInline(source)), source).not.to.include('"link"');
    }
  });

  it('decodes entities to text that is never read again', () => {
    expect(parseInline('&#42;&#42;粗&#42;&#42; &#60;at id=all&#62; &#x5b;x] &amp;#60; &sim; &unknown;')).to.deep.equal([
      text('**粗** <at id=all> [x] &#60; ~ &unknown;'),
    ]);
  });

  it('survives impossible characters', () => {
    expect(parseInline('&#0;&#xD800;&#x110000;&#9999999;')).to.deep.equal([text('\ufffd\ufffd\ufffd\ufffd')]);
  });

  it('never lets a colour leave its class name', () => {
    const [run] = parseInline('<font color="red x-evil">a</font>');
    expect(run).to.deep.equal({ kind: 'font', color: 'neutral', children: [text('a')] });
  });

  it('reads headings, nested lists, quotes, rules and code', () => {
    const blocks = parseMarkdown('# 总体\n- 一\n  - 二\n3. 三\n\n> 引\n> 文\n---\n```\n**x**\n```\n完');
    expect(blocks).to.deep.equal([
      { kind: 'heading', level: 1, children: [text('总体')] },
      {
        kind: 'list',
        items: [
          { depth: 0, marker: '•', children: [text('一')] },
          { depth: 1, marker: '•', children: [text('二')] },
          { depth: 0, marker: '3.', children: [text('三')] },
        ],
      },
      { kind: 'quote', children: [text('引'), { kind: 'break' }, text('文')] },
      { kind: 'rule' },
      { kind: 'code', text: '**x**' },
      { kind: 'paragraph', children: [text('完')] },
    ]);
  });

  it('leaves unfinished marks as they are', () => {
    for (const source of ['**无尾', '<font color=red>无尾', '`a', '2 * 3 * 4', '~~', '<at id=></at>']) {
      expect(plainMarkdown(source, nobody), source).to.equal(source);
    }
  });

  it('bounds nesting', () => {
    const deep = '<font color=red>'.repeat(2000) + '</font>'.repeat(2000);
    expect(JSON.stringify(parseInline(deep)).length).to.be.lessThan(200_000);
  });

  it('shows what people wrote, but for signs that would make links, after the platform escaped it', () => {
    const line = fc.string({ unit: fc.constantFrom(...'ab一二 <>*_~[]()`#!\\/$&;:.-+=@|0123"\''), maxLength: 40 });
    fc.assert(
      fc.property(line, (written) => {
        const blocks = parseMarkdown(`前${escapeMarkdown(written)}`);
        expect(blocks).to.deep.equal([{ kind: 'paragraph', children: [text(`前${withoutLinks(written)}`)] }]);
      }),
    );
  });
});
