import { expect } from 'chai';
import fc from 'fast-check';
import { maskWords } from '../../../src/domain/texts/maskPeople.ts';
import { foundIn, runs, seed } from '../../support/needles.ts';
import { plantedText } from '../../support/planted.ts';
import { rules } from '../given.ts';

/** What people write, and what a group reads of it. */
// biome-ignore format: a list of pairs
const masked: [text: string, shown: string][] = [
  ['冷库消防验收排不上队，联系方式：李敏 0553-5800000转8012，微信号limin1234', '冷库消防验收排不上队，联系方式：李** 0553-****0000转***，微信号***'],
  ['企业联系人老陈，13900000001', '企业联系人老**，139****0001'],
  ['今天跟老陈说好了，周五上门', '今天跟老**说好了，周五上门'],
  ['阿胖让我们明天去量尺寸', '阿**让我们明天去量尺寸'],
  ['已和王总沟通，企业同意分期施工', '已和王**沟通，企业同意分期施工'],
  ['小李经理今天去窗口取了受理单', '小**今天去窗口取了受理单'],
  ['加微信zhangwei_88细说', '加微信***细说'],
  ['wx: limin1234', 'wx: ***'],
  ['微信号：LiMin-1990', '微信号：***'],
  ['VX：abc12345', 'VX：***'],
  ['办公室0553-5000121转8006，找秦主任', '办公室0553-****0121转***，找秦**'],
  ['（0553）5000121分机12', '（0553）-****0121分机***'],
  ['李敏，340299199001011233', '李**，3402**********1233'],
  ['卡号6228480402564890018，户名王建国', '卡号6228****0018，户名王**'],
  ['供电公司张工到现场看过了', '供电公司张**到现场看过了'],
  ['住建局周科长答应月底前给意见', '住建局周**答应月底前给意见'],
  ['会上刘副局长表态由城管一并办', '会上刘**表态由城管一并办'],
  ['派章海涛、陈立新进厂帮着填表', '派章**、陈**进厂帮着填表'],
  ['司法所的老张把两边劝到一块坐下来了', '司法所的老**把两边劝到一块坐下来了'],
  ['窗口是孙敏接的件，说三天内出受理单', '窗口是孙**接的件，说三天内出受理单'],
  ['银行客户经理魏然负责对接', '银行客户经理魏**负责对接'],
  ['联系人不是老孟，是他儿子孟凡', '联系人不是老**，是他儿子孟**'],
  ['诸葛明远委托会计阿玲来办', '诸**委托会计阿**来办'],
  ['请找徐女士核实', '请找徐**核实'],
  ['收件人：古丽娜尔', '收件人：古**'],
  ['联系人：Zhang San', '联系人：Z**'],
  ['谢谢刘科长，帮大忙了', '谢谢刘**，帮大忙了'],
  ['好的张主任，马上去办', '好的张**，马上去办'],
  ['经黎法官主持，双方达成调解', '经黎**主持，双方达成调解'],
  ['请何军把水表井的照片发来', '请何**把水表井的照片发来'],
  ['老板娘老施讲店里白天没人', '老板娘老**讲店里白天没人'],
  ['由戴明同志接替申志远同志', '由戴**同志接替申**同志'],
  ['电工老樊说线太细', '电工老**说线太细'],
  ['隔壁老薛天天往雨棚上泼水', '隔壁老**天天往雨棚上泼水'],
  ['房东老邱把产证押给了银行', '房东老**把产证押给了银行'],
  ['小何，13900000121，明天带公章来', '小**，139****0121，明天带公章来'],
  ['13900000121（郭师傅）', '139****0121（郭**）'],
  ['区里谭区长来调研，企业当面提了', '区里谭**来调研，企业当面提了'],
  ['律师关静认为可以先行调解', '律师关**认为可以先行调解'],
  ['退件理由：经核实由郑凯同志所在科室办理', '退件理由：经核实由郑**同志所在科室办理'],
  ['延期原因：设计师王丽请假，图纸晚出', '延期原因：设计师王**请假，图纸晚出'],
  ['老王汽修厂的执照改好了，老王自己来领的', '老王汽修厂的执照改好了，老**自己来领的'],
];

/** No name and no number of anybody: nothing is hidden. */
const untouched = [
  '企业缴费方式改成月结，双方没意见',
  '联系方式：见附件',
  '联系方式已留，企业说有需要再打',
  '高压用户的报装要走市公司',
  '何时通电要看外线',
  '方案还在审，马上回复',
  '停电，联系单位：同兴五金，本单位已报修',
  '总经理不在，和办公室的同志说了一下',
  '企业负责人表示满意',
  '主要负责人（主任）',
  '主任',
  '老顾客天天来，小程序打不开',
  '老王汽修厂门口路灯坏了',
  '请对方经理来一趟',
  '任何一家都可以来办',
  '施工单位换了，单价没变',
  '严重的两处先修，其余分批',
  '芜湖宏泰机械有限公司增容已批',
  '恒远食品有限公司的冷库验收排在周五',
  '张家山路口的灯修好了，王家巷还没修',
  '李子园超市门口的井盖换了新的',
  '石材加工那几家都装了喷淋',
  '包装企业的环评一起批了',
  '温度不够不能浇筑，下周再说',
  '由专班联络员负责，主要负责人每周调度一次',
  '付款方式不变，金额核对无误',
  '停电三天，边生产边等',
  '检查的同志说地砖裂了要换',
  '货值40万美元，被扣在港口',
  '反映人：不愿透露姓名',
  '区为企服务中心、区发改委、沈巷镇',
  '11月25日(周三)17:30前提出方案',
  '变压器1250kVA两台，金额1,390,000.00元',
  '请见 JJ20261120-003',
];

describe('群里的遮盖 — names of people and what leads to them, in words of anybody', () => {
  for (const [text, shown] of masked) {
    it(`${text} → ${shown}`, () => {
      const once = maskWords(text, rules.reader);
      expect(once).to.equal(shown);
      expect(maskWords(once, rules.reader), 'masked again').to.equal(shown);
    });
  }
  for (const text of untouched) it(`leaves alone: ${text}`, () => expect(maskWords(text, rules.reader)).to.equal(text));

  it('a known name is hidden wherever it stands, but not inside the name of the firm', () => {
    const known = { people: ['李敏'], firm: '李敏服饰有限公司' };
    expect(maskWords('李敏服饰有限公司反映停水，问李敏', rules.reader, known)).to.equal(
      '李敏服饰有限公司反映停水，问李**',
    );
  });

  it('exact forms are hidden although the reader finds nobody', () => {
    const blind = { namesIn: () => ({ people: [], firms: [], maybe: [] }) };
    expect(maskWords('139 0000 1234，340299199001011233，微信号limin1234', blind)).to.equal(
      '139****1234，3402**********1233，微信号***',
    );
  });

  it('nothing that is planted among other words is left, also when it is masked again', () => {
    fc.assert(
      fc.property(plantedText, ({ text, needles }) => {
        const shown = maskWords(text, rules.reader);
        expect(foundIn(shown, needles), shown).to.deep.equal([]);
        expect(maskWords(shown, rules.reader), 'masked again').to.equal(shown);
      }),
      { seed, numRuns: runs * 200 },
    );
  }).timeout(60_000);
});
