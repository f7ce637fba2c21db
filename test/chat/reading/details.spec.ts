import { expect } from 'chai';
import { detailsIn } from '../../../src/chat/reading/details.ts';
import type { Found } from '../../../src/domain/appeal/parts.ts';
import { rules } from '../../domain/given.ts';

const tongxing = { company: '同兴五金厂' };
const daxing = { company: '大兴五金厂' };

describe('企业、联系人、地点 — words that say nothing else', () => {
  const said: [text: string, found: Found][] = [
    ['同兴五金厂', tongxing],
    ['企业是同兴五金厂', tongxing],
    ['企业名称错了，应为同兴五金厂。', tongxing],
    ['公司名称写错了，应该是同兴五金厂，麻烦改一下', tongxing],
    ['企业名称是鸿渡', { company: '鸿渡' }],
    ['同兴五金厂，王经理13900001234', { ...tongxing, contact: { name: '王经理', phone: '13900001234' } }],
    ['联系人：王建国，电话：0553-5800000', { contact: { name: '王建国', phone: '05535800000' } }],
    ['电话改为139 0000 1234', { contact: { phone: '13900001234' } }],
    ['地点是二坝镇', { town: 'town:二坝镇' }],
    ['企业由同兴五金厂改为大兴五金厂', daxing],
    ['把同兴五金厂改为大兴五金厂', daxing],
    ['企业不是同兴五金厂，是大兴五金厂', daxing],
    ['企业是大兴五金厂，不是同兴五金厂', daxing],
    ['企业不是同兴五金厂而是大兴五金厂', daxing],
    ['联系人不是王经理，是李会计', { contact: { name: '李会计' } }],
    ['电话由13900001234改为13900005678', { contact: { phone: '13900005678' } }],
    ['电话13900001234错了，13900005678', { contact: { phone: '13900005678' } }],
    [
      '企业由同兴五金厂改为大兴五金厂，电话由13900001234改为13900005678',
      { ...daxing, contact: { phone: '13900005678' } },
    ],
  ];
  for (const [text, found] of said) {
    it(`“${text}”`, () => expect(detailsIn(text, rules)).to.deep.equal(found));
  }

  for (const text of [
    '企业是做外贸的',
    '企业名称是什么',
    '公司名称改了没有',
    '企业是同兴五金厂，停电三天了',
    '联系人是王经理，他说变压器还没批',
    '电话打不通',
    '好的',
    '王经理的电话错了',
    '王经理电话不对',
    '请找王经理',
    '请联系王经理',
    '同兴五金厂的名字错了',
    '企业是同兴五金厂或大兴五金厂',
    '电话改为13900001234，13900005678',
  ]) {
    it(`“${text}” says something else`, () => expect(detailsIn(text, rules)).to.equal(undefined));
  }
});
