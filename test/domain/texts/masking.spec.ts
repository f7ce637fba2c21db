import { expect } from 'chai';
import fc from 'fast-check';
import { holdsIdCard, mask, maskContact } from '../../../src/domain/texts/masking.ts';

const masked: [title: string, text: string, shown: string][] = [
  ['a mobile', '联系电话13900001234', '联系电话139****1234'],
  ['with blanks', '139 0000 1234', '139****1234'],
  ['with dashes', '139-0000-1234', '139****1234'],
  ['with dots', '139.0000.1234', '139****1234'],
  ['in other groups', '1390000 1234、139 000 01234、13900 001234', '139****1234、139****1234、139****1234'],
  ['with +86', '+86 13900001234', '139****1234'],
  ['with 86 and 0086', '8613900001234，0086-139-0000-1234', '139****1234，139****1234'],
  ['in full-width digits', '手机１３９００００１２３４', '手机139****1234'],
  ['with full-width dashes', '１３９－００００－１２３４', '139****1234'],
  ['with invisible characters inside', '139\u200b0000\u200b1234', '139****1234'],
  ['behind letters', 'wx13900001234', 'wx139****1234'],
  ['behind a full stop', '电话.13900001234', '电话.139****1234'],
  ['two of them', '13900001234/13800004321', '139****1234/138****4321'],
  ['a landline', '0553-5881234', '0553-****1234'],
  ['a landline in brackets', '(0553)5881234', '(0553)-****1234'],
  ['a landline of eight digits', '010 62881234', '010-****1234'],
  ['a bare landline behind its word', '座机：5881234', '座机：****1234'],
  ['an ID card', '身份证340207199001011234', '身份证3402**********1234'],
  ['an ID card ending in X', '34020719900101123x', '3402**********123x'],
  ['an ID card in groups', '340207 19900101 1234', '3402**********1234'],
  ['an ID card in full-width digits', '３４０２０７１９９００１０１１２３４', '3402**********1234'],
  ['a bank card', '卡号6222021234567890123', '卡号6222****0123'],
  ['an e-mail address', '发到zhang.san@qq.com即可', '发到***@***即可'],
  ['a named contact', '联系人王强，', '联系人王**，'],
  ['a contact with a colon', '联系人：王小明电话13900001234', '联系人：王**电话139****1234'],
  ['a rare name behind a colon', '经办人:阿依古丽', '经办人:阿**'],
  ['a name of two surnames', '负责人是欧阳文静。', '负责人是欧阳**。'],
  ['a surname and a post', '法人张总,', '法人张**,'],
];

const untouched = [
  'JJ20261120-003',
  '订单号20261120000012345',
  '合同编号2026112013900',
  '发票号码01234567',
  '金额1,390,000.00元',
  '投资13900000元',
  '增值税1390.00001234万元',
  '11月25日(周三)17:30',
  '2026年11月20日至2026-12-30',
  '统一社会信用代码91340207123456789X',
  '热线12345',
  '容量1250kVA变压器2台',
  '法人变更登记',
  '联系人变更,法人变更,都要跑大厅',
  '负责人没来',
  '老板说不要紧',
  '请联系不上的企业',
];

describe('遮盖 — numbers, addresses and names in free text', () => {
  for (const [title, text, shown] of masked) {
    it(`${title}: ${text} → ${shown}`, () => expect(mask(text)).to.equal(shown));
  }
  for (const text of untouched) it(`leaves alone: ${text}`, () => expect(mask(text)).to.equal(text));

  it('no mobile survives, wherever it stands and however it is broken', () => {
    const digits = fc
      .tuple(fc.constantFrom('3', '5', '7', '8', '9'), fc.stringMatching(/^\d{9}$/))
      .map(([two, rest]) => `1${two}${rest}`);
    const gap = fc.constantFrom('', ' ', '-', '.', '  ');
    const around = fc.string({ unit: fc.constantFrom('请', '，', 'a', ' ', '：', '号', '\n'), maxLength: 6 });
    fc.assert(
      fc.property(digits, gap, around, around, (number, between, before, after) => {
        const written = [number.slice(0, 3), number.slice(3, 7), number.slice(7)].join(between);
        const shown = mask(`${before}${written}${after}`);
        expect(shown.replace(/\D/g, '')).to.not.include(number.slice(3, 7) + number.slice(7));
        expect(shown).to.include(`${number.slice(0, 3)}****${number.slice(7)}`);
      }),
    );
  });

  it('what is masked stays as it is when it is masked again', () => {
    for (const [, text] of masked) expect(mask(mask(text))).to.equal(mask(text));
  });
});

describe('遮盖 — the contact of an appeal', () => {
  it('shows the surname and the ends of the number', () =>
    expect(maskContact({ name: '王强', phone: '13900001234' })).to.equal('王** 139****1234'));
  it('shows what there is', () => expect(maskContact({ name: '王强' })).to.equal('王**'));
  it('shows nothing when there is nothing', () => {
    expect(maskContact({})).to.equal(undefined);
    expect(maskContact(undefined)).to.equal(undefined);
  });
});

describe('遮盖 — a warning of ID-card numbers', () => {
  for (const text of ['340207199001011234', '法人身份证34020719900101123X。', '３４０２０７１９９００１０１１２３４']) {
    it(`warns: ${text}`, () => expect(holdsIdCard(text)).to.equal(true));
  }
  for (const text of [
    '13900001234',
    '202611201234567890',
    '6222021234567890123',
    '340207199013011234',
    '913402071990010112345',
  ]) {
    it(`does not warn: ${text}`, () => expect(holdsIdCard(text)).to.equal(false));
  }
});
