import { expect } from 'chai';
import type { Message } from '../../src/domain/message.ts';
import { render } from '../../src/platform/lark/card.ts';
import type { Inline } from '../../src/web/lib/inline.ts';
import { textRuns } from '../../src/web/lib/messageText.ts';

const written = [
  'https://evil.example/login',
  'HTTPS://EVIL.EXAMPLE',
  '请登录https://evil.example/login，核对',
  'lark://client/open',
  'www.evil.example',
  'www.3m.cn',
  'evil.example',
  'a.b-c.evil.com/x?y=1',
  'evil.com.',
  '企业.中国',
  'zhang.san@evil.example',
  'mailto:zhang@evil.example',
  '[点我](https://evil.example)',
  '<a href="https://evil.example">x</a>',
  '@_all',
  '@_user_1',
  '<at user_id="all">所有人</at>',
];

const plainly = [
  '请于11月25日(周三)17:30前提出，容量1250kVA，3.5千瓦，v2.10',
  '2026.11.20 至 2026.12.1',
  '图纸.dwg、No.3、A.B栋',
  'JJ20261120-003 @张三',
];

/** What a client may take for the address of something: a scheme, a name with a dot and letters, a mailbox. */
const address = /[a-z]:\/\/|[a-z\d-]\.[a-z]{2}|\bwww\.|[\p{L}\d]\.(?:中国|公司)|[\w.+-]@[\w-]+\.|@_/iu;

function textOf(message: Message): string {
  return (JSON.parse(render(message).content) as { text: string }).text;
}

function kinds(runs: Inline[]): string[] {
  return runs.flatMap((run) => ('children' in run ? [run.kind, ...kinds(run.children)] : [run.kind]));
}

/** All that a card shows, entities read as a client reads them. */
function shownBy(card: Message): string[] {
  const strings = (value: unknown): string[] => {
    if (typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
  };
  const { content } = render(card);
  return strings(JSON.parse(content)).map((text) => text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code)));
}

describe('链接 — an address in people’s words is no link', () => {
  for (const text of written) {
    it(`in a text message: ${text}`, () => {
      const sent = textOf({ kind: 'text', spans: ['新备注：', text, '；', { bold: text }] });
      const senderIsBot = true;
      const runs = textRuns({ content: { text: sent }, mentions: [], senderIsBot } as unknown as Parameters<
        typeof textRuns
      >[0]);
      expect(kinds(runs)).to.not.include.members(['link']);
      expect(kinds(runs)).to.not.include.members(['at']);
      expect(sent.replace(/<\/?b>/g, '')).to.not.match(address);
    });

    it(`on a card: ${text}`, () => {
      const card: Message = {
        kind: 'card',
        title: text,
        tone: 'blue',
        summary: text,
        blocks: [
          { kind: 'line', spans: [text, { bold: text }, { muted: text }] },
          { kind: 'quote', text },
          { kind: 'fold', title: text, blocks: [{ kind: 'line', spans: [text] }] },
        ],
      };
      for (const shown of shownBy(card)) expect(shown).to.not.match(address);
    });
  }

  for (const text of plainly) {
    it(`reads as it is written: ${text}`, () => expect(textOf({ kind: 'text', spans: [text] })).to.equal(text));
  }
});
