import { expect } from 'chai';
import { understand } from '../../../src/chat/intents/index.ts';
import { numbersIn } from '../../../src/chat/intents/intent.ts';
import { doubtfulNumber, numbersOf } from '../../../src/chat/reading/numberWords.ts';
import { china } from '../../domain/given.ts';

/** What a text that is understood takes for numbers of appeals; undefined: no command, or one that names none. */
function named(text: string): string | undefined {
  const understood = understand(text);
  return understood && numbersIn(understood.words);
}

const fullWidth = (text: string) =>
  text.replace(/[0-9]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)).replaceAll(' ', '\u3000');

describe('编号还是数量 — a count behind a verb names no appeal', () => {
  // biome-ignore format: a list is read as a list
  const counts = [
    '撤回 3 天前提交的那件', '撤回3天前提交的那件', '撤回 2 天前的', '撤回 1 份材料', '撤回1份材料', '撤回 1 个诉求', '撤销 2 个月前的申请',
    '撤回 2 家企业的', '撤回 12 月的', '撤回 5 号楼那件', '撤回 3 号提交的那件', '撤回 1 半', '撤回 2、3 天前的', '撤回 7日前那件', '撤回 1次',
    '签收3件', '签收 2 件', '签收5件', '已签收 4 件诉求', '签收 1、2 两件', '签收 1 份', '签收 10 件', '签收 2 件 003', '签收3个', '签收 2 单', '签收 3 条',
    '签收 4 项', '签收 120 件', '签收 2 批', '签收了3件', '全部签收 003', '003 全部签收 005', '001 签收 002', '签收003到005',
    '进展 2 台变压器已到货', '进展 3 家企业已走访', '进展 220 千伏变电站已开工', '进展 220千伏线路', '进展 50 %', '进展 80%', '进展 5 成',
    '进展 1 期工程已完工', '进展 3 号楼已封顶', '进展 2 次现场会已开', '进展 3,000 平方米厂房已腾退', '进展 10 公里线路', '进展 4 个问题已解决', '进展 500 万元已到账',
    '进展 35kV 线路', '进展 630 kVA 变压器到货', '进展 5 分钟前已送电', '进展 1 周内完成', '进展 2 名同志已到现场', '进展 6 月 1 日开工', '进展 2026 年财报已出',
    '进展 09:30开会', '进展 10：30开会', '进展 3-5 天', '进展 3 至 5 天', '进展 120 至 150 户', '进展 1.5 公里', '进展 8 小时', '进展  2 台变压器',
    '方案 1 个月内完成增容', '方案 3 天内报', '方案 2 个：一是扩容', '方案 5个工作日内答复', '方案 2 套比选', '方案 2026 年底完成', '方案 1 周内', '方案 110 千伏双回路',
    '方案 1 是扩容', '方案 2 步走', '方案 30 日内', '方案 3 家比选',
    '办结 3 件，其余正在办', '办结 2 个问题', '办结 1 半', '办结 110 千伏线路', '办结 2 户', '办结 90 %',
    '退件 3 次了', '退回 2 次了', '退回 2 次了还是没解决', '退件 1 次', '申请退件 2 次', '补正 2 份材料', '退回补正 3 处', '补正 1 个问题', '退回 3 份',
    '催办 2 次了还没有回复', '催办 3 次', '催办 5 天了', '催 3 次了', '再催 2 遍', '补充 3 张照片', '补充2张现场照片', '补充 10 份材料清单', '补充 2026 年财报',
    '补充 150 万元发票', '补充 3 份，见附件', '备注 2 个联系人', '备注 3 楼会议室', '改派 2 次了', '转办 3 家单位', '交办 3 给区住建局', '3 派 区住建局', '改派 2 家单位办',
    '延期 5 天：外线施工', '延期 10 天：外线施工', '延期 3 个工作日', '延期 2 周', '暂停 5 天 待企业：补件', '恢复 2 次', '通过 2 件', '通过 2 次会议研究', '同意 3 件',
    '审核通过 2 件', '意见 2 条：请会商', '督办 3 次无果', '说明情况 2 点', '补录 2 件', '回复批示 1 件', '3件签收', '2 个签收', '12 签收', '5 签收', '1 撤回',
    '签收 12345', '查 12345', '归错了 3 个附件', '退件不成立 2 件', '转普通件 2 件',
  ];
  for (const text of counts) {
    it(text, () => expect(named(text)).to.equal(undefined));
    it(`${fullWidth(text)}, full width`, () => expect(named(fullWidth(text))).to.equal(undefined));
  }

  const numbers: [text: string, named: string][] = [
    ['签收 3', '3'],
    ['签收3。', '3'],
    ['签收 12!', '12'],
    ['签收 1、2', '1、2'],
    ['签收 1 2 5', '1 2 5'],
    ['签收 3,5', '3,5'],
    ['签收 3号', '3号'],
    ['3号签收', '3号'],
    ['3号、5号签收', '3号、5号'],
    ['签收 03', '03'],
    ['签收 003 005', '003 005'],
    ['签收 0003', '0003'],
    ['签收 120', '120'],
    ['120签收', '120'],
    ['签收 JJQSQ20261120-001', 'JJQSQ20261120-001'],
    ['审核通过 whjjqs20261120-1203', 'whjjqs20261120-1203'],
    ['打开 方案 JJQSQX20261120-001', 'JJQSQX20261120-001'],
    ['方案 3：先勘查', '3'],
    ['方案 12：3个工作日内答复', '12'],
    ['方案 3号：先勘查', '3号'],
    ['进展 3号 外线已批复', '3号'],
    ['进展 003 外线已批复', '003'],
    ['进展 003 台账已建', '003'],
    ['进展 120 外线已批复', '120'],
    ['进展 003 3家企业已走访', '003'],
    ['进展 3：2 台变压器已到货', '3'],
    ['撤回 3', '3'],
    ['撤回 3：企业自己解决了', '3'],
    ['撤回 3号，企业自己解决了', '3号'],
    ['撤回 001 3天前提交的', '001'],
    ['催办 3', '3'],
    ['改派120到获得信贷', '120'],
    ['改派 120 获得信贷', '120'],
    ['改派 003 3号专班', '003'],
    ['改派3号到获得信贷', '3号'],
    ['延期 003 至12月10日：外线受阻', '003'],
    ['同意 3', '3'],
    ['同意120延期', '120'],
    ['拟派 3 8', '3'],
  ];
  for (const [text, meant] of numbers) it(`${text} → ${meant}`, () => expect(named(text)).to.equal(meant));

  it('every prefix the settings accept is understood', () => {
    for (let letters = 1; letters <= 6; letters += 1) {
      const number = `${'JJQSQX'.slice(0, letters)}20261120-001`;
      for (const said of ['签收', '打开 方案', '审核通过', '拟派', '收起', '签发督办', '改派', '怎么算的'])
        expect(named(`${said} ${number}`), `${said} ${number}`).to.equal(number);
      expect(understand(number)?.intent.name, number).to.equal('findBare');
      expect(understand(`查 ${number}`)?.words.words).to.equal(number);
    }
  });

  it('a list comes apart into what it names', () => {
    expect(numbersOf('1、2、005，JJ20261120-006')).to.deep.equal(['1', '2', '005', 'JJ20261120-006']);
  });
});

describe('编号还是日期 — what may be something else is told apart', () => {
  const twelfth = china('2026-11-12 10:00');
  const cases: [text: string, words: string, at: string, doubtful: string | undefined][] = [
    ['12号签收', '12号', twelfth, '12号'],
    ['12号签收', '12号', china('2026-11-13 09:00'), '12号'],
    ['12号签收', '12号', china('2026-11-20 10:00'), undefined],
    ['１２号签收', '12号', twelfth, '12号'],
    ['签收 12号', '12号', twelfth, undefined],
    ['进展 12号，已到现场', '12号', twelfth, '12号'],
    ['进展 12号：已到现场', '12号', twelfth, undefined],
    ['012号签收', '012号', twelfth, undefined],
    ['1号、12号签收', '1号、12号', twelfth, '12号'],
    ['进展 110 报警了', '110', twelfth, '110'],
    ['进展 110：报警了', '110', twelfth, undefined],
    ['签收 110', '110', twelfth, undefined],
    ['进展 003 已报警', '003', twelfth, undefined],
    ['签收 JJ20261112-012', 'JJ20261112-012', twelfth, undefined],
  ];
  for (const [text, words, at, doubtful] of cases)
    it(`${text} on ${at.slice(0, 10)}`, () => expect(doubtfulNumber(text, words, at)).to.equal(doubtful));
});
