import { expect } from 'chai';
import { withoutMentions } from '../../../src/chat/reading/mentions.ts';

const mentions = [
  { key: '@_user_1', openId: 'ou_1', name: '诉求管家' },
  { key: '@_user_2', openId: 'ou_2', name: '获得电力专班联络员' },
  { key: '@_user_10', openId: 'ou_10', name: '王强' },
];

describe('读@ — whom a message is addressed to is no part of it', () => {
  const cases: [said: string, text: string][] = [
    ['@_user_2 江畔五金反映，停电', '江畔五金反映，停电'],
    ['@_user_2，@_user_10： 江畔五金反映，停电', '江畔五金反映，停电'],
    ['江畔五金反映，停电 @_user_2', '江畔五金反映，停电'],
    ['江畔五金反映，请 @_user_10 协调停电', '江畔五金反映，请 @王强  协调停电'],
    ['请@_user_10协调', '请@王强 协调'],
    ['@_user_2 签收 001', '签收 001'],
    ['@_user_10', ''],
    ['@_user_3 没有这个人', '@_user_3 没有这个人'],
  ];
  for (const [said, text] of cases) {
    it(`“${said}” → “${text}”`, () => expect(withoutMentions(said, mentions)).to.equal(text));
  }

  for (const key of ['', ' ', '@_user_', '停电', '@_user_1'])
    for (const text of ['', ' ', '停电', '@_user_1', '@_user_1 @_user_1', '@_user_1 停电 @_user_1'])
      it(`“${text}” with a mention called “${key}” ends`, () => {
        const read = withoutMentions(text, [{ key, openId: 'ou_1', name: '甲' }]);
        expect(read).to.equal(key === '@_user_1' ? (text.includes('停电') ? '停电' : '') : text.trim());
      });

  it('leaves a text without mentions as it is', () => {
    expect(withoutMentions(' 停电 @所有人 ', [])).to.equal('停电 @所有人');
  });
});
