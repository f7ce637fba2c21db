import { expect } from 'chai';
import { intents, understand } from '../../src/chat/intents.ts';

/** The intent and what was read, without the words nobody said. */
function meaning(text: string): Record<string, string | undefined> | undefined {
  const understood = understand(text);
  if (!understood) return undefined;
  const said = Object.entries(understood.words).filter(([, word]) => word !== undefined);
  return { intent: understood.intent.name, ...Object.fromEntries(said) };
}

const halfWidth = (text: string) =>
  text.replaceAll('：', ':').replaceAll('，', ',').replaceAll('（', '(').replaceAll('）', ')').replaceAll('、', ',');
const fullWidth = (text: string) =>
  text.replace(/[0-9A-Z]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)).replaceAll(' ', '\u3000');

describe('听懂 — every example means its own intent and no earlier one', () => {
  for (const intent of intents) {
    const { name, example } = intent;
    it(`“${example}” means ${name}`, () => {
      expect(understand(example)?.intent).to.equal(intent);
      expect(understand(halfWidth(example))?.intent).to.equal(intent);
      expect(understand(`  ${example}\n`)?.intent).to.equal(intent);
    });
    // Ids in the words of buttons are read as they are.
    if (!/[a-z]/.test(example)) {
      it(`“${fullWidth(example)}” too`, () => expect(understand(fullWidth(example))?.intent).to.equal(intent));
    }
  }

  it('no two intents share a name, and no example stands twice', () => {
    expect(new Set(intents.map(({ name }) => name)).size).to.equal(intents.length);
    expect(new Set(intents.map(({ example }) => example)).size).to.equal(intents.length);
  });
});

describe('听懂 — numbers', () => {
  const number = 'JJ20261120-003';
  const cases: [text: string, meaning: Record<string, string>][] = [
    ['签收', { intent: 'signIn' }],
    ['签收。', { intent: 'signIn' }],
    ['签收003', { intent: 'signIn', after: '003' }],
    ['签收 #003', { intent: 'signIn', after: '003' }],
    ['3号 签收', { intent: 'signIn', before: '3号' }],
    ['3号签收', { intent: 'signIn', before: '3号' }],
    ['003、005 签收', { intent: 'signIn', before: '003、005' }],
    ['003,005和007 签收', { intent: 'signIn', before: '003,005和007' }],
    ['签收 003 005', { intent: 'signIn', after: '003 005' }],
    ['全部签收', { intent: 'signIn', before: '全部' }],
    ['签收 全部', { intent: 'signIn', after: '全部' }],
    [`签收 ${number}`, { intent: 'signIn', after: number }],
    [`签收 ${number}、005`, { intent: 'signIn', after: `${number}、005` }],
    ['签收 JJ20261120－003', { intent: 'signIn', after: number }],
    ['签收 jj20261120-003', { intent: 'signIn', after: 'jj20261120-003' }],
    ['方案 003：已勘查（计划11月30日办结）', { intent: 'plan', after: '003', text: '已勘查（计划11月30日办结）' }],
    ['003 方案：已勘查', { intent: 'plan', before: '003', text: '已勘查' }],
    ['003 方案 已勘查', { intent: 'plan', before3: '003', text3: '已勘查' }],
    ['方案 003 已勘查', { intent: 'plan', after2: '003', text2: '已勘查' }],
    ['方案：12月30日前办结', { intent: 'plan', text: '12月30日前办结' }],
    ['方案:先做3项,再做5项', { intent: 'plan', text: '先做3项,再做5项' }],
    ['方案 003：第一步\n第二步：送电', { intent: 'plan', after: '003', text: '第一步\n第二步：送电' }],
    ['进展 003:10项已办8项', { intent: 'progress', after: '003', text: '10项已办8项' }],
    ['签收 003.', { intent: 'signIn', after: '003' }],
    ['方案 003', { intent: 'plan', after: '003' }],
    ['进展 003:外线已批', { intent: 'progress', after: '003', text: '外线已批' }],
    ['办结 003：已解决，已送电', { intent: 'resolve', after: '003', text: '已解决，已送电' }],
    ['改派 003 获得信贷', { intent: 'transfer', after2: '003', text2: '获得信贷' }],
    ['改派 003 3号专班', { intent: 'transfer', after2: '003', text2: '3号专班' }],
    ['退件成立，改派 003 区住建局', { intent: 'transfer', after2: '003', text2: '区住建局' }],
    ['拟派 003 8', { intent: 'reroute', after: '003', target: '8' }],
    ['拟派 003 专班8', { intent: 'reroute', after: '003', target: '专班8' }],
    ['退回补正 003：补附件', { intent: 'reject', after: '003', text: '补附件' }],
    ['查 某某公司', { intent: 'find', words: '某某公司' }],
    ['查询：江畔机械', { intent: 'find', words: '江畔机械' }],
    ['查003', { intent: 'find', words: '003' }],
    [`查${number}`, { intent: 'find', words: number }],
    ['怎么算的？', { intent: 'derivation' }],
    ['绑定专班3', { intent: 'bind', target: '专班3' }],
    ['绑定 获得电力', { intent: 'bind', target: '获得电力' }],
    ['绑定', { intent: 'bind', target: '' }],
    ['绑定服务中心', { intent: 'bind', target: '服务中心' }],
    ['绑定单位 区税务局', { intent: 'bind', target: '单位 区税务局' }],
    ['解绑', { intent: 'unbind', target: '' }],
    ['请签收001', { intent: 'signIn', after: '001' }],
    ['已签收001', { intent: 'signIn', after: '001' }],
    ['签收001诉求', { intent: 'signIn', after: '001' }],
    ['签收了', { intent: 'signIn' }],
    ['进展 外线路径已经批复了', { intent: 'progress', text4: '外线路径已经批复了' }],
    ['方案，已联系供电公司', { intent: 'plan', text4: '已联系供电公司' }],
    ['退件，不属于我单位职责', { intent: 'askReturn', text4: '不属于我单位职责' }],
    ['撤回这个诉求', { intent: 'withdraw' }],
    ['我要撤回001', { intent: 'withdraw', after: '001' }],
    ['撤回：企业自己解决了', { intent: 'withdraw', text: '企业自己解决了' }],
    ['撤回 001，企业自己解决了', { intent: 'withdraw', after2: '001', text2: '企业自己解决了' }],
    ['补充材料如下：营业执照', { intent: 'supplement', text: '营业执照' }],
    ['查宏泰机械有限公司', { intent: 'find', words: '宏泰机械有限公司' }],
    ['查询宏泰机械有限公司', { intent: 'find', words: '宏泰机械有限公司' }],
    ['001办得怎么样了', { intent: 'ask', after: '001' }],
    ['003签收了吗？', { intent: 'ask', after: '003' }],
    ['改派001到获得信贷专班', { intent: 'transfer', after2: '001', text2: '到获得信贷专班' }],
    ['把001改派给获得信贷专班', { intent: 'transfer', before3: '001', text3: '给获得信贷专班' }],
    ['归错了 003 om_1', { intent: 'misfiled', after: '003', id: 'om_1' }],
    ['003', { intent: 'findBare', words: '003' }],
    ['我有哪些待办', { intent: 'todo' }],
    ['同意退件 003', { intent: 'transfer', after: '003' }],
    ['退件成立 003', { intent: 'transfer', after: '003' }],
    ['通过 003', { intent: 'approveShort', after: '003' }],
    ['003 通过', { intent: 'approveShort', before: '003' }],
    ['审核不通过 003：还是不行', { intent: 'rejectShort', after: '003', text: '还是不行' }],
    ['交办 003 区住建局', { intent: 'handTo', after2: '003', text2: '区住建局' }],
    ['003 派给区住建局', { intent: 'handTo', before3: '003', text3: '区住建局' }],
    ['派单 003 专班3', { intent: 'handTo', after2: '003', text2: '专班3' }],
    ['退回 003 不归我们管', { intent: 'sendBack', after2: '003', text2: '不归我们管' }],
    ['003 已办结', { intent: 'resolve', before: '003' }],
    ['有哪些超期的？', { intent: 'overdue' }],
    ['我的超期诉求有哪些', { intent: 'overdue' }],
    ['逾期件', { intent: 'overdue' }],
    ['快到期的诉求', { intent: 'dueSoon' }],
    ['即将到期', { intent: 'dueSoon' }],
    ['今天要办什么', { intent: 'today' }],
    ['今日到期', { intent: 'today' }],
    ['统计', { intent: 'statistics' }],
    ['本月统计', { intent: 'statistics', period1: '本月' }],
    ['统计本季度', { intent: 'statistics', period2: '本季度' }],
    ['统计 本周 获得电力', { intent: 'statistics', period2: '本周', scope1: '获得电力' }],
    ['统计一下获得电力本月', { intent: 'statistics', scope2: '获得电力', period3: '本月' }],
    ['统计 获得电力 今年', { intent: 'statistics', scope2: '获得电力', period3: '今年' }],
    ['统计 区住建局', { intent: 'statistics', scope3: '区住建局' }],
    ['统计获得电力专班', { intent: 'statistics', scope4: '获得电力专班' }],
    ['看一下今天的晨报', { intent: 'digest' }],
    ['清单 4f1c2d3e 今日到期 2', { intent: 'reportList', id: '4f1c2d3e', name: '今日到期', page: '2' }],
    ['督办 003 黄 超期三天', { intent: 'supervise', after: '003', level2: '黄', text4: '超期三天' }],
    ['督办003红：超期', { intent: 'supervise', after: '003', level2: '红', text4: '超期' }],
    ['黄牌督办 003 超期', { intent: 'supervise', level: '黄', after: '003', text4: '超期' }],
    ['003 红色督办：超期', { intent: 'supervise', before: '003', level: '红', text4: '超期' }],
    ['请对 003 督办', { intent: 'supervise', before: '003' }],
    ['督办', { intent: 'supervise' }],
    ['003 意见：请会商', { intent: 'remark', before: '003', text: '请会商' }],
    ['领导批示 003：请会商', { intent: 'remark', after: '003', text: '请会商' }],
    ['意见：请会商', { intent: 'remark', text4: '请会商' }],
    ['回复批示：已会商', { intent: 'answerInstruction', text: '已会商' }],
    ['签发督办 003 p1', { intent: 'signOrder', after: '003', id: 'p1' }],
    ['003 办完了：已解决，已送电', { intent: 'resolve', before: '003', text: '已解决，已送电' }],
    ['延期', { intent: 'extension' }],
    ['申请延期003', { intent: 'extension', after: '003' }],
    ['申请延期 003 至12月10日，外线受阻', { intent: 'extension', after2: '003', text2: '至12月10日，外线受阻' }],
    ['003 延期到12月10日：外线受阻', { intent: 'extension', before3: '003', text3: '到12月10日：外线受阻' }],
    ['延期至12月10日：外线受阻', { intent: 'extension', text4: '至12月10日：外线受阻' }],
    ['延期：外线受阻，至12月10日', { intent: 'extension', text: '外线受阻，至12月10日' }],
    ['暂停计时 003，待上级批复', { intent: 'pause', after2: '003', text2: '待上级批复' }],
    ['申请暂停，待第三方评估，至12月3日', { intent: 'pause', text4: '待第三方评估，至12月3日' }],
    ['003 恢复计时', { intent: 'resume', before: '003' }],
    ['恢复', { intent: 'resume' }],
    ['同意 003', { intent: 'agree', after: '003' }],
    ['003 同意延期', { intent: 'agree', before: '003' }],
    ['同意暂停计时 003', { intent: 'agree', after: '003' }],
    ['不同意 003', { intent: 'disagree', after: '003' }],
    ['不同意暂停 003：请照常办理', { intent: 'disagree', after: '003', text: '请照常办理' }],
    ['不同意，请先报进展', { intent: 'disagree', text4: '请先报进展' }],
    ['催 003', { intent: 'nudge', after: '003' }],
    ['催一下003', { intent: 'nudge', after: '003' }],
    ['003 催办一下', { intent: 'nudge', before: '003' }],
    ['请催办003，企业很着急', { intent: 'nudge', after2: '003', text2: '企业很着急' }],
    ['已告知003', { intent: 'inform', after: '003' }],
    ['003 已转告企业', { intent: 'inform', before: '003' }],
    ['003 已经告知企业了', { intent: 'inform', before: '003' }],
    ['已告知企业，企业表示认可', { intent: 'inform', text4: '企业表示认可' }],
    ['已答复企业 003：已送达书面答复', { intent: 'inform', after: '003', text: '已送达书面答复' }],
    ['补录', { intent: 'backfill' }],
    ['补录签收 003 11月24日', { intent: 'backfill', after2: '003', text2: '11月24日' }],
    ['003 补录 11月24日 签收', { intent: 'backfill', before3: '003', text3: '11月24日 签收' }],
    ['补录 003 方案 11月24日：已勘查', { intent: 'backfill', after2: '003', text2: '方案 11月24日：已勘查' }],
    ['已办未录，补录 003 办结 11月24日：已解决', { intent: 'backfill', after2: '003', text2: '办结 11月24日：已解决' }],
  ];
  for (const [text, meant] of cases) {
    it(`“${text}” → ${Object.values(meant).join(' | ')}`, () => expect(meaning(text)).to.deep.equal(meant));
  }

  it('退件 and 补正 are not taken for their negations', () => {
    expect(meaning('退件不成立 003')?.intent).to.equal('refuseReturn');
    expect(meaning('退件 003：不属本单位职责')?.intent).to.equal('askReturn');
    expect(meaning('补充 003：照片')?.intent).to.equal('supplement');
  });
});

describe('听懂 — an ordinary appeal is no command', () => {
  const sentences = [
    '查封的厂房什么时候能解封,企业等着过户',
    '查询不到我公司的纳税信用等级',
    '查12345热线转来的工单没人回',
    '进展太慢,施工许可办了三个月还没批',
    '进展情况一直没人告诉我们,江畔机械增容的事',
    '方案设计已经过了,消防审查卡住了',
    '方案报上去20天没有回音',
    '办结的营业执照能不能网上打印',
    '办结通知收到了但是证没拿到',
    '补充公积金怎么缴,比例是多少',
    '补充协议签了还是不给付款',
    '签收的快递里没有批复文件',
    '签收单丢了,海关要原件',
    '退件三次了,窗口说材料不齐',
    '改派了三家供电所,还是没人来',
    '撤回申请以后能不能重新提交增值税留抵',
    '绑定银行卡失败,社保费交不上',
    '解绑手机号要去大厅吗',
    '备注栏写错了,不动产证要不要重办',
    '专班什么时候来我们企业走访',
    '帮助企业招工的政策有哪些',
    '3号厂房门口积水,货车进不来',
    '督办了几次还是没人管,企业很着急',
    '督办件一直没有回音',
    '意见书交上去二十天没有回音',
    '意见反馈了三次没人理',
    '批示过的项目还是落不了地',
    '黄牌车进城办不了通行证',
    '红头文件下来了还是没人办',
    '说明情况的材料交了三遍',
    '2026年的研发补助什么时候发',
    '审核通过以后多久放款',
    '进展 10:30开会后再说',
    '方案 1.5万元的罚款太重',
    '签收 3月5日的货到现在没付款',
    '全部签收了货款还是不付',
    '进展 什么时候能有？',
    '撤回 行政处罚决定一直没有结果',
    '查询12345平台工单一直没有回复的公司',
    '查封江畔机械厂',
    '3号厂房漏水怎么样处理',
    '请签收快递的人出来一下',
    '通过 3号门进不去',
    '退回的材料在哪里领',
    '退回 保证金三年没到账',
    '办完了手续银行还是不放款',
    '派单的快递一直没送到',
    '延期交房三年了,开发商一直拖',
    '延期 两年还没有批复',
    '暂停供电两天,损失几十万',
    '暂停营业通知什么时候解除',
    '恢复供电要等多久',
    '同意书盖章要去哪里办',
    '不同意 处罚决定,要求复议',
    '催缴社保的短信收到三次了',
    '催 了三次都没有人来',
    '已答复三次还是没有解决',
    '告知承诺制办理许可要多久',
    '告知企业补正的材料清单看不懂',
    '补录社保要带什么材料',
    '补录的工资表税务不认',
    '超期罚款太高,能不能减免',
    '逾期未答复,企业很着急',
    '我们已经超期三个月没拿到证',
    '即将到期的许可证怎么续',
    '快到期的贷款能不能续贷,银行不受理',
    '今天停电两次,车间停产',
    '今日去大厅办理营业执照,窗口没人',
    '统计局要求每月报表,系统登不上',
    '统计年报怎么报不上去',
    '统计本月工资发放时社保系统报错',
    '本月统计报表一直提交不了',
    '统计口径不一致,补贴申请被退回',
    '晨报道了一家企业停产',
    '清单里的设备没有到货',
    '清单 附件打不开',
    '111',
    '江畔机械有限公司:变压器增容两个月未批,联系人王强 13900001234',
  ];
  for (const text of sentences) it(text, () => expect(meaning(text)).to.equal(undefined));
});
