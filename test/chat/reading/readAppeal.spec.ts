import { expect } from 'chai';
import fc from 'fast-check';
import { readAppeal } from '../../../src/chat/reading/readAppeal.ts';
import { rules } from '../../domain/given.ts';

type Case = [text: string, read: string | undefined];

const companies: Case[] = [
  ['江畔机械有限公司申请变压器增容', '江畔机械有限公司'],
  ['芜湖江畔机械有限公司:变压器增容两月未批', '芜湖江畔机械有限公司'],
  ['沈巷镇江畔机械有限公司反映路不通', '江畔机械有限公司'],
  ['走访江畔机械有限公司,老板说招工难', '江畔机械有限公司'],
  ['你好,江畔(芜湖)科技股份有限公司想办续贷', '江畔(芜湖)科技股份有限公司'],
  ['××机械有限公司增容', '××机械有限公司'],
  ['江畔五金反映,门口积水', '江畔五金'],
  ['江畔商贸:门口积水', '江畔商贸'],
  ['领导好,江畔食品来电,工业电费太高', '江畔食品'],
  ['我们是一家做五金的有限公司,门口积水', undefined],
  ['一家企业反映,门口积水', undefined],
  ['老板反映,门口积水', undefined],
  ['门口积水,货车进不来', undefined],
  ['联系人:王强', undefined],
  ['https://example.com/a?b=1 厂区经常停电', undefined],
  ['网址 https://example.com/a：打不开', undefined],
  ['这张照片是江畔食品有限公司的', '江畔食品有限公司'],
];
const towns: Case[] = [
  ['沈巷镇江畔机械有限公司', 'town:沈巷镇'],
  ['江畔机械有限公司(沈巷镇)增容', 'town:沈巷镇'],
  ['企业位于沈巷镇工业园', 'town:沈巷镇'],
  ['鸠江区沈巷镇的企业', 'town:沈巷镇'],
  ['今天在沈巷镇走访', 'town:沈巷镇'],
  ['四褐山街道辖区企业', 'town:四褐山街道'],
  ['我们官陡街道的企业', 'town:官陡街道'],
  ['想在二坝镇再设一个点', 'town:二坝镇'],
  ['鸠江经济开发区的企业', 'development-zone'],
  ['鸠江经开区江畔食品反映', 'development-zone'],
  ['我司想为城镇职工补缴社保', undefined],
  ['乡镇企业贷款难', undefined],
  ['村镇银行不给续贷', undefined],
  ['门前街道积水', undefined],
  ['各镇街道都跑了', undefined],
  ['厂区道路不平', undefined],
];
const contacts: [text: string, name: string | undefined, phone: string | undefined][] = [
  ['增容未批,联系人王强 13900001234', '王强', '13900001234'],
  ['增容未批,联系人:王强,电话139-0000-1234', '王强', '13900001234'],
  ['增容未批,请找李经理,13900001234', '李经理', '13900001234'],
  ['增容未批,负责人是张总', '张总', undefined],
  ['增容未批,经办人:阿依古丽', '阿依古丽', undefined],
  ['增容未批,联系人欧阳文静', '欧阳文静', undefined],
  ['增容未批,+86 13900001234', undefined, '13900001234'],
  ['增容未批,座机0553-5881234', undefined, '05535881234'],
  ['增容未批,手机１３９００００１２３４', undefined, '13900001234'],
  ['业主联系不上,工程停了', undefined, undefined],
  ['不知道找谁核,残保金多了', undefined, undefined],
  ['法人变更,股东找不到了', undefined, undefined],
  ['订单20261120139000012345', undefined, undefined],
];
const titles: Case[] = [
  ['江畔机械有限公司申请变压器增容两个月未批,影响投产', '申请变压器增容两个月未批'],
  ['江畔五金反映,昨天下雨,货车进不来', '货车进不来'],
  ['你好,请问,营业执照怎么变更', '营业执照怎么变更'],
  ['顺便问一下,残保金怎么算', '残保金怎么算'],
  ['https://example.com/a 厂区经常停电', '厂区经常停电'],
  ['沈巷镇一家企业,用地手续卡住了', '用地手续卡住了'],
  ['联系人13900001234,厂区经常停电', '厂区经常停电'],
  ['停电', '停电'],
];
const channels: Case[] = [
  ['走访江畔机械有限公司,招工难', 'visit'],
  ['座谈会上江畔机械提出用工难', 'meeting'],
  ['企业来电反映停电', 'phone'],
  ['厂区经常停电', 'other'],
];

describe('读诉求 — the company', () => {
  for (const [text, read] of companies) {
    it(`“${text}” → ${read ?? 'not named'}`, () => expect(readAppeal(text, rules).company).to.equal(read));
  }
});

describe('读诉求 — the town or zone', () => {
  for (const [text, read] of towns) {
    it(`“${text}” → ${read ?? 'not named'}`, () => expect(readAppeal(text, rules).town).to.equal(read));
  }
});

describe('读诉求 — the contact', () => {
  for (const [text, name, phone] of contacts) {
    it(`“${text}” → ${name ?? '–'} ${phone ?? '–'}`, () => {
      const { contact } = readAppeal(text, rules);
      expect(contact?.name).to.equal(name);
      expect(contact?.phone).to.equal(phone);
      if (!name && !phone) expect(contact).to.equal(undefined);
    });
  }
});

describe('读诉求 — a title to tell it apart', () => {
  for (const [text, read] of titles) {
    it(`“${text}” → ${read}`, () => expect(readAppeal(text, rules).title).to.equal(read));
  }

  it('is never empty, never long, one line, and holds no number to ring', () => {
    const part = fc.constantFrom(
      '江畔机械有限公司',
      '反映',
      '增容',
      ' 13900001234 ',
      ',',
      '。',
      '\n',
      '沈巷镇',
      '联系人王强',
      'x',
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
        const text = parts.join('');
        const { title } = readAppeal(text, rules);
        expect([...title].length).to.be.at.most(24);
        expect(title).to.not.match(/1390000\d/);
        expect(title).to.not.include('\n');
        if (/[\u4e00-\u9fa5x]/.test(text)) expect(title.trim()).to.not.equal('');
      }),
    );
  });
});

describe('读诉求 — the channel', () => {
  for (const [text, read] of channels) {
    it(`“${text}” → ${read}`, () => expect(readAppeal(text, rules).channel).to.equal(read));
  }
});
