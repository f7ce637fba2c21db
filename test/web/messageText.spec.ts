import { expect } from 'chai';
import type { SandboxMessage } from '../../src/fakeLark/api.ts';
import {
  mentionsPerson,
  previewOf,
  readAttachment,
  readPost,
  splitText,
  textRuns,
} from '../../src/web/lib/messageText.ts';

const mentions = [{ key: '@_user_1', openId: 'ou_bot', name: '诉求管家' }];
const names = (id: string) => ({ ou_bot: '诉求管家', ou_1: '联络员' })[id];

function message(change: Partial<SandboxMessage>): SandboxMessage {
  const base = { messageId: 'om_1', seq: 1, chatId: 'oc_1', senderOpenId: 'ou_1', senderIsBot: false };
  return {
    ...base,
    createdAt: '2026-11-20T01:12:00Z',
    recalled: false,
    type: 'text',
    content: {},
    mentions: [],
    ...change,
  };
}

describe('messages as the page reads them', () => {
  it('placeholders become mentions, unknown ones stay text', () => {
    expect(splitText('@_user_1 请@_all看 @_user_2', mentions)).to.deep.equal([
      { kind: 'at', id: 'ou_bot', name: '诉求管家' },
      { kind: 'text', text: ' 请' },
      { kind: 'at', id: 'all' },
      { kind: 'text', text: '看 @_user_2' },
    ]);
  });

  it('only http addresses become links', () => {
    const runs = splitText(
      '见 https://example.com/a，或[这里](http://example.com/b) javascript:alert(1) [x](javascript:alert)',
      [],
    );
    expect(runs.filter((run) => run.kind === 'link').map((run) => run.href)).to.deep.equal([
      'https://example.com/a',
      'http://example.com/b',
    ]);
    expect(JSON.stringify(runs.at(-1))).to.include('[x](javascript:alert)');
  });

  it('format tags count only in what the bot sent', () => {
    const content = { text: '<b>已收到</b>,<img src=x>' };
    expect(textRuns(message({ content, senderIsBot: true }))).to.deep.equal([
      { kind: 'strong', children: [{ kind: 'text', text: '已收到' }] },
      { kind: 'text', text: ',<img src=x>' },
    ]);
    expect(textRuns(message({ content }))).to.deep.equal([{ kind: 'text', text: content.text }]);
  });

  it('reads a post with and without the language wrapper', () => {
    const content = {
      title: '标题',
      content: [
        [
          { tag: 'at', user_id: '@_user_1', user_name: 'x' },
          { tag: 'text', text: '粗', style: ['bold'] },
          { tag: 'a', href: 'javascript:alert(1)', text: '坏' },
        ],
        [{ tag: 'img', image_key: 'img_1' }],
      ],
    };
    const post = readPost(content, mentions);
    expect(post.title).to.equal('标题');
    expect(post.paragraphs).to.deep.equal([
      [
        { kind: 'at', id: 'ou_bot', name: '诉求管家' },
        { kind: 'strong', children: [{ kind: 'text', text: '粗' }] },
        { kind: 'text', text: '坏' },
      ],
      [{ kind: 'image', name: 'img_1' }],
    ]);
    expect(readPost({ zh_cn: content }, mentions)).to.deep.equal(post);
  });

  it('names attachments and their length', () => {
    const file = message({ type: 'file', content: { file_key: 'file_1', file_name: '纪要.docx' } });
    expect(readAttachment(file)).to.deep.equal({ label: '文件', name: '纪要.docx', seconds: undefined, key: 'file_1' });
    const voice = message({ type: 'audio', content: { file_key: 'file_2', duration: 2400 } });
    expect(readAttachment(voice)?.seconds).to.equal(3);
    expect(readAttachment(message({}))).to.equal(undefined);
  });

  it('previews every kind of message in one line', () => {
    expect(previewOf(message({ content: { text: '@_user_1 帮助\n谢谢' }, mentions }), names)).to.equal(
      '@诉求管家 帮助 谢谢',
    );
    expect(previewOf(message({ recalled: true }), names)).to.equal('消息已撤回');
    const card = { header: { title: { tag: 'plain_text', content: '今日办理提醒' } } };
    expect(previewOf(message({ type: 'interactive', content: card }), names)).to.equal('[卡片] 今日办理提醒');
    const summed = { ...card, config: { summary: { content: '003 增容' } } };
    expect(previewOf(message({ type: 'interactive', content: summed }), names)).to.equal('003 增容');
  });

  it('knows whom a message calls', () => {
    const content = { body: { elements: [{ tag: 'markdown', content: '<at id=ou_1></at>' }] } };
    const card = message({ type: 'interactive', content });
    expect(mentionsPerson(card, 'ou_1')).to.equal(true);
    expect(mentionsPerson(card, 'ou_10')).to.equal(false);
    expect(mentionsPerson({ ...card, recalled: true }, 'ou_1')).to.equal(false);
    expect(mentionsPerson(message({ content: { text: '@_all' } }), 'ou_9')).to.equal(true);
  });
});
