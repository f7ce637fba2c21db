import { expect } from 'chai';
import { readAppeal } from '../../src/chat/reading/readAppeal.ts';
import { forGroup } from '../../src/presenters/group/groupText.ts';
import { rules } from '../domain/given.ts';

interface Read {
  company?: string | null;
  name?: string | null;
  phone?: string;
  town?: string;
  title?: string;
}

/** Wordings of real reports: what patterns once made of them stands in no column. */
const cases: [text: string, read: Read][] = [
  ['恒远食品有限公司反映冷库消防验收排不上队，联系方式：13900001234', { name: null, phone: '13900001234' }],
  ['同兴五金有限公司反映停电，联系单位：同兴五金，本单位已报修', { name: null }],
  ['恒远食品有限公司反映冷库消防验收排不上队，李敏13900001234', { name: '李敏' }],
  [
    '恒远食品有限公司反映冷库消防验收排不上队，联系方式：李敏 0553-5800000转8012',
    { name: '李敏', phone: '05535800000转8012' },
  ],
  [
    '关于请求协调解决芜湖宏泰机械有限公司二期用地问题的报告\n区为企服务中心：\n    我镇辖区企业芜湖宏泰机械有限公司计划建设二期厂房，需新增工业用地30亩，目前用地指标未落实。恳请协调解决。\n    沈巷镇人民政府\n    2026年11月24日\n（联系人：陈科长，联系电话：13900001234）',
    { company: '芜湖宏泰机械有限公司' },
  ],
  [
    '工单编号：JJ2026112400123，来电人：王建国，来电号码：13900001234，诉求内容：来电人反映其公司（芜湖恒远食品有限公司）在办理食品生产许可证变更时，窗口要求的材料前后不一致，要求核实处理。',
    { company: '芜湖恒远食品有限公司', name: '王建国' },
  ],
  [
    '【企业名称】芜湖恒远食品有限公司\n【联系人】李敏\n【联系电话】13900001234\n【所属镇街】沈巷镇\n【诉求内容】园区自来水水压低，影响生产，请协调供水公司',
    { company: '芜湖恒远食品有限公司', name: '李敏', town: 'town:沈巷镇', title: '园区自来水水压低' },
  ],
  [
    '据芜湖同兴五金有限公司王总介绍，公司水表被绿化工程掩埋，抄表困难',
    { company: '芜湖同兴五金有限公司', title: '公司水表被绿化工程掩埋' },
  ],
  [
    '单位名称:芜湖同兴五金有限公司,社会信用代码:91340200MA2TABCD1X,反映问题:资质升级材料被退回三次',
    { title: '资质升级材料被退回三次' },
  ],
  ['台资企业芜湖达亿电子有限公司反映消防检查频次过高', { company: '芜湖达亿电子有限公司' }],
  ['反映内容：厂区停水两天，影响生产', { company: null }],
  ['区为企服务中心：我厂停水两天，请帮助', { company: null }],
  ['王女士来电反映店铺门口施工，影响经营', { company: null, name: '王女士' }],
  ['现场照片如下：厂区路面塌陷', { company: null }],
  ['主要困难：融资难、用工难', { company: null }],
  ['鸠江区清水街道老王汽修厂反映，营业执照变更地址跑了三趟没办成', { company: '老王汽修厂', town: 'town:清水街道' }],
  ['芜湖市鸠江区佳佳幼儿园反映，民办园补助资金去年的还没拨付', { company: '芜湖市鸠江区佳佳幼儿园' }],
];

const minutes =
  '走访记录：\n1.江畔机械：变压器增容报了两个月没动静；\n（2）同兴五金：银行续贷压着不批；\n三、恒远食品：食品经营许可证换不了。';

describe('读懂诉求 — wordings from the field', () => {
  for (const [text, read] of cases) {
    it(text.slice(0, 40), () => {
      const { company, contact, town, title } = readAppeal(text, rules);
      const found: Read = { company: company ?? null, name: contact?.name ?? null, phone: contact?.phone, town, title };
      for (const [field, value] of Object.entries(read)) expect(found[field as keyof Read], field).to.equal(value);
    });
  }

  for (const [text, matters] of [
    [
      '走访记录（11月23日下午）：\n1.江畔机械：门口水表被绿化施工埋住，抄表员找不到，要求恢复；\n2.同兴五金：快递只放到驿站，不送进园区，请协调；\n3.恒远食品：特医食品没有收费编码，进不了医院，请帮助对接医保部门。',
      ['江畔机械', '同兴五金', '恒远食品'],
    ],
    [
      '一、安徽恒远食品有限公司反映，冷库消防验收排不上队。二、芜湖同兴五金有限公司反映，员工子女上学难。三、芜湖宏泰机械有限公司反映，变压器增容两个月没有批复。',
      ['安徽恒远食品有限公司', '芜湖同兴五金有限公司', '芜湖宏泰机械有限公司'],
    ],
  ] as const) {
    it(`several firms: ${text.slice(0, 30)}`, () => {
      expect(rules.reader.read(text).matters.map(({ company }) => company)).to.deep.equal(matters);
    });
  }

  it('title, company and contact stand as they were written', () => {
    const [read] = rules.reader.read(
      '安徽ABC（芜湖）电子有限公司反映，ＥＲＰ系统与iTax对接不上，联系人Linda Wang',
    ).matters;
    expect(read.title).to.include('ERP').and.include('iTax');
    expect(read.company).to.equal('安徽ABC（芜湖）电子有限公司');
  });

  it('a title repeats neither the mark of a list nor the company', () => {
    expect(rules.reader.read(minutes).matters.map(({ title }) => title)).to.deep.equal([
      '变压器增容报了两个月没动静',
      '银行续贷压着不批',
      '食品经营许可证换不了',
    ]);
  });

  for (const [text, shown] of [
    ['冷库消防验收排不上队，李敏13900001234', '冷库消防验收排不上队，李**139****1234'],
    ['冷库消防验收排不上队，姓名：李敏 电话：13900001234', '冷库消防验收排不上队，姓名：李** 电话：139****1234'],
    ['停电，联系单位：同兴五金，本单位已报修', '停电，联系单位：同兴五金，本单位已报修'],
    ['排不上队，联系方式：13900001234', '排不上队，联系方式：139****1234'],
  ] as const) {
    it(`in a group: ${text}`, () => expect(forGroup(text, rules, {})).to.equal(shown));
  }
});
