import { expect } from 'chai';
import type { Membership } from '../../../src/domain/people/contacts.ts';
import { route, sensitiveTerms } from '../../../src/domain/routing/route.ts';
import { findTaskForces, namedTaskForces } from '../../../src/domain/routing/taskForceWords.ts';
import { aPerson, rules } from '../given.ts';

const liaison = (...numbers: number[]) =>
  aPerson('p1', ...numbers.map((taskForce): Membership => ({ role: 'liaison', taskForce })));

/** What the routing comes to: the task force and how it was found. */
function found(text: string, ...mentioned: ReturnType<typeof aPerson>[]): string {
  const routing = route(text, mentioned, rules);
  if (routing.kind === 'sensitive') return `sensitive ${routing.terms.join(' ')}`;
  if (routing.kind === 'unsure') return 'unsure';
  return `${routing.kind === 'decided' ? routing.by : 'guess'} ${routing.choice.taskForce}`;
}

describe('分派 — what decides', () => {
  const decided: [text: string, result: string][] = [
    ['获得电力专班:门口线杆歪了', 'words 3'],
    ['请转获得信贷专班,流贷快到期了', 'words 8'],
    ['获得电力 专班,门口线杆歪了', 'words 3'],
    ['专班8,流贷快到期了', 'words 8'],
    ['专班 8 流贷快到期了', 'words 8'],
    ['8号专班请看一下', 'words 8'],
    ['8 号专班请看一下', 'words 8'],
    ['第3专班请看一下', 'words 3'],
    ['第3号专班请看一下', 'words 3'],
    ['专班第12号', 'words 12'],
    ['８号专班请看一下', 'words 8'],
    ['获得用水用气指标专班,水压低', 'words 13'],
    ['知识产权创造保护和运用工作专班,商标被仿', 'words 16'],
    ['获得电力专班,我司贷款续贷的事顺便问一下', 'words 3'],
  ];
  for (const [text, result] of decided) it(`${text} → ${result}`, () => expect(found(text)).to.equal(result));

  it('a mention of a contact of one task force, whatever the text', () => {
    expect(found('门口路灯不亮', liaison(3))).to.equal('mention 3');
    expect(found('贷款续贷材料退了三次', liaison(3))).to.equal('mention 3');
  });
  it('a mention of two contacts of the same task force', () => {
    expect(found('门口路灯不亮', liaison(3), aPerson('p2', { role: 'office', taskForce: 3 }))).to.equal('mention 3');
  });
  it('a mention of a unit’s contact, when the unit leads one task force', () => {
    const officer = aPerson('p3', { role: 'contact', unit: 'finance-bureau', tier: 3 });
    const led = rules.taskForces.filter(({ leadUnit }) => leadUnit === 'finance-bureau').map(({ number }) => number);
    expect(found('门口路灯不亮', officer)).to.equal(led.length === 1 ? `mention ${led[0]}` : 'unsure');
  });
  it('words go before a mention', () => expect(found('获得电力专班', liaison(8))).to.equal('words 3'));

  it('a mention of a contact of several narrows: the text chooses among them', () => {
    expect(found('变压器增容两个月没批,供电公司不来', liaison(3, 8))).to.equal('guess 3');
    expect(found('银行贷款到期要续贷,担保公司不给保', liaison(3, 8))).to.equal('guess 8');
  });
  it('a mention of a contact of several and a text that says nothing: only these are offered', () => {
    const routing = route('门口的事请看一下', [liaison(3, 8)], rules);
    expect(routing.kind).to.equal('unsure');
    if (routing.kind !== 'unsure') return;
    expect(routing.candidates.map(({ taskForce }) => taskForce)).to.have.members([3, 8]);
  });
  it('two task forces named: the text chooses among them', () => {
    expect(found('获得电力专班、获得信贷专班,变压器增容没钱付')).to.equal('guess 3');
  });
  it('a mention of somebody who serves none changes nothing', () => {
    const text = '变压器增容两个月没批,供电公司不来';
    expect(found(text, aPerson('p4', { role: 'leader' }))).to.equal(found(text));
  });
});

describe('分派 — what never decides', () => {
  const texts = [
    '政府采购中标后甲方拖着不签合同',
    '8',
    '8号上午来我司看一下',
    '招标投标保证金八个月没退',
    '市场监管所来了三拨检查',
    '专班3天没回复了',
    '专班8月底前要答复',
    '专班2026年成立的吗',
    '11月3号专班来过我司',
    '18个专班都跑遍了',
    '区里的专班来过',
    '我们获得电力了',
    '3号厂房漏水',
    '专班99请看一下',
  ];
  for (const text of texts) {
    it(text, () => expect(namedTaskForces(text, rules.taskForces)).to.deep.equal([]));
  }
});

describe('分派 — sensitive words', () => {
  for (const text of [
    '窗口人员索贿',
    '检查的时候吃拿卡要',
    '办证要塞 红 包才行,还收回扣',
    '选择性执法,只查我们一家',
    '这批设备涉密',
  ]) {
    it(`nobody hears of: ${text}`, () => {
      const routing = route(text, [liaison(3)], rules);
      expect(routing.kind).to.equal('sensitive');
      if (routing.kind === 'sensitive') expect(routing.terms).to.have.length.greaterThan(0);
    });
  }
  it('also when broken by blanks, lines or invisible characters', () => {
    expect(sensitiveTerms('吃 拿\n卡\u200b要', rules)).to.include('吃拿卡要');
  });
  it('also beside 获得电力专班', () => expect(found('获得电力专班的人吃拿卡要')).to.equal('sensitive 吃拿卡要'));
  for (const text of ['政策红包怎么领', '这样做对企业有好处', '食品腐败变质被投诉', '商业机密被泄露']) {
    it(`everyday words are none: ${text}`, () => expect(sensitiveTerms(text, rules)).to.deep.equal([]));
  }
});

describe('分派 — a guess', () => {
  /** Our own words, one or two a task force: a change of the words must not make it worse. */
  const labelled: [text: string, taskForce: number][] = [
    ['新公司办营业执照,经营范围怎么写', 1],
    ['公司注销时简易注销被驳回', 1],
    ['厂房施工许可证和消防验收要跑好几趟', 2],
    ['变压器增容申请两个月没批', 3],
    ['厂区经常停电,电压也不稳', 3],
    ['厂房不动产登记证办不下来,过户卡住了', 4],
    ['数电票额度不够,留抵退税也没到账', 5],
    ['出口货物清关慢,原产地证怎么办', 6],
    ['破产管理人查询债务人财产要跑多家', 7],
    ['银行贷款到期,想办续贷和担保', 8],
    ['大股东不开股东会,小股东权益受损', 9],
    ['胜诉后法院执行半年没进展,合同款收不回', 10],
    ['劳动仲裁多久出结果,想招聘一批普工', 11],
    ['政府采购的履约保证金一直不退', 12],
    ['园区自来水水压低,燃气报装也没人管', 13],
    ['工程招标文件里设了门槛,投标保证金没退', 14],
    ['政务服务网上传材料总失败,窗口说要重来', 15],
    ['商标被仿冒,专利侵权怎么维权', 16],
  ];
  for (const [text, taskForce] of labelled) {
    it(`${text} → ${taskForce}`, () => {
      const routing = route(text, [], rules);
      const offered = routing.kind === 'unsure' ? routing.candidates : routing.kind === 'guess' ? [routing.choice] : [];
      expect(offered.map((one) => one.taskForce)).to.include(taskForce);
    });
  }

  it('is mostly sure of these, and right where it is sure', () => {
    const sure = labelled.flatMap(([text, taskForce]) => {
      const routing = route(text, [], rules);
      return routing.kind === 'guess' ? [routing.choice.taskForce === taskForce] : [];
    });
    expect(sure.every(Boolean)).to.equal(true);
    expect(sure.length).to.be.at.least(12);
  });

  it('tells its reason in the words of the text', () => {
    const text = '变压器增容申请两个月没批';
    const routing = route(text, [], rules);
    if (routing.kind !== 'guess') throw new Error(`expected a guess, found ${routing.kind}`);
    expect(routing.choice.words).to.have.length.within(1, 3);
    for (const word of routing.choice.words) expect(text).to.include(word);
    expect(routing.choice.unit).to.equal('development-reform-commission');
  });

  it('offers at most three when it is unsure, and none twice', () => {
    for (const text of ['门口路灯不亮', '贷款、变压器、商标、招标、社保都有问题', '一家企业有事', '今天天气不错']) {
      const routing = route(text, [], rules);
      if (routing.kind === 'sensitive') throw new Error(text);
      expect(routing.candidates.length).to.be.at.most(3);
      expect(new Set(routing.candidates.map(({ taskForce }) => taskForce)).size).to.equal(routing.candidates.length);
    }
  });
});

describe('分派 — a task force as an administrator types it', () => {
  const typed: [words: string, numbers: number[]][] = [
    ['获得电力', [3]],
    ['获得电力专班', [3]],
    ['获得电力指标专班', [3]],
    ['3', [3]],
    ['专班3', [3]],
    ['第3专班', [3]],
    ['3号', [3]],
    ['３号专班', [3]],
    ['获得', [3, 8, 13]],
    ['信贷', [8]],
    ['99', []],
    ['火星', []],
    ['获', []],
    ['', []],
  ];
  for (const [words, numbers] of typed) {
    it(`“${words}” → ${numbers.join(', ') || 'none'}`, () => {
      expect(findTaskForces(words, rules.taskForces).map(({ number }) => number)).to.deep.equal(numbers);
    });
  }
});
