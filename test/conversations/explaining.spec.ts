import { expect } from 'chai';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { eachDatabase, onSqlite } from '../support/databases.ts';

const first = 'JJ20261120-001';
const appeal = '沈巷镇江畔机械有限公司反映，申请变压器增容两个月未批复，联系人王建国 13900000001';

describe('测试派单 — shows what would become of a text and keeps nothing', () => {
  eachDatabase((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
    });
    afterEach(() => town.end());

    it('creates no appeal, no draft, no tip, and uses no number', async () => {
      const { specialist, centreGroup, electricityGroup, office } = town;
      await specialist.says(`测试派单 ${appeal}`);
      specialist.hears('测试派单', '未受理', '没有受理、编号');
      specialist.hearsNothing();
      await town.later(900);
      for (const reader of [specialist, centreGroup, electricityGroup, office]) reader.hearsNothing();
      const kept = await town.deps.read(async (store) => store.appeals({}));
      expect(kept).to.deep.equal([]);
      await specialist.says(appeal);
      specialist.hears('诉求已受理', first);
    });
  });
});

describe('测试派单 — what it tells', () => {
  onSqlite((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
    });
    afterEach(() => town.end());

    it('the ranking with its words, the threshold, the fields, kind, verb and sensitivity', async () => {
      await town.specialist.says(`测试派单：${appeal}`);
      town.specialist.hears(
        '自动派单的门槛',
        '1. 获得电力专班，区发改委主办，把握',
        '依据',
        '变压器',
        '2. ',
        '3. ',
        '企业：江畔机械有限公司',
        '联系人：王建国',
        '电话：13900000001',
        '地点：沈巷镇',
        '来源：',
        '紧急：否',
        '类型：企业诉求',
        '敏感：未见敏感内容',
      );
    });

    it('an official letter', async () => {
      const letter =
        '关于恳请协调解决厂区供电问题的函\n区为企服务中心：\n我公司（宏泰精密机械有限公司）位于沈巷镇工业园。自今年9月申请变压器增容以来，供电部门至今未予批复，已影响新生产线投产。恳请贵中心予以协调。\n联系人：陈立新，电话：0553-5800000。\n宏泰精密机械有限公司\n2026年11月18日';
      await town.centre.says(`测试派单\n${letter}`);
      town.centre.hears('获得电力专班', '企业：宏泰精密机械有限公司', '联系人：陈立新', '0553-5800000', '地点：沈巷镇');
    });

    it('a pasted table is shown matter by matter, each with its task force', async () => {
      const table =
        '走访记录：\n1.江畔机械：变压器增容报了两个月没动静；\n2.同兴五金：银行续贷压着不批，流动资金紧张；\n3.恒远食品：食品经营许可证到期换证换不了。';
      await town.specialist.says(`测试派单 ${table}`);
      town.specialist.hears('看起来有 3 件事项', '第 1 件', '获得电力专班', '第 2 件', '获得信贷专班', '第 3 件');
    });

    it('says when it would ask, hold or take it for no appeal', async () => {
      const { specialist } = town;
      await specialist.says('测试派单 有家厂费用太高了，希望降一降');
      specialist.hears('不自动派单', '低于自动派单的门槛');
      await specialist.says('测试派单 所里的人索贿两万元才肯给办证');
      specialist.hears('疑似敏感（“索贿”）', '专人保密办理', '敏感：疑似敏感，依据');
      await specialist.says('测试派单 谢谢各位，辛苦了，改天请大家来厂里指导');
      specialist.hears('不像一件诉求', '类型：致谢');
      await specialist.says('测试派单 变压器的事，请获得信贷专班看一下');
      specialist.hears('直接交办获得信贷专班', '写明了专班');
      await specialist.says('测试派单');
      specialist.hears('请在“测试派单”后面写上');
      expect(await town.deps.read((store) => store.appeals({}))).to.deep.equal([]);
    });

    it('in a task force’s group nobody reads of it; in the centre’s the centre does, but nothing sensitive', async () => {
      const { liaison, centre, electricityGroup, centreGroup } = town;
      await liaison.says(`测试派单 ${appeal}`, { in: electricityGroup });
      electricityGroup.hearsNothing();
      liaison.hears('请在与我的私聊中发送');
      await centre.says(`测试派单 ${appeal}`, { in: centreGroup });
      const { message } = centreGroup.hears('获得电力专班', '139****0001');
      expect(JSON.stringify(message)).not.to.include('王建国');
      await centre.says('测试派单 所里的人索贿两万元才肯给办证', { in: centreGroup });
      centreGroup.hearsNothing();
      centre.hears('索贿');
    });

    it('who is not in the roster leaves no tip by it', async () => {
      await town.stranger.says(`测试派单 ${appeal}`);
      town.stranger.hears('不在本系统的联系人名单');
      town.centreGroup.hearsNothing();
    });
  });
});

describe('为什么派给我们 — what decided, who, and what to do', () => {
  onSqlite((open) => {
    let town: District;
    beforeEach(async () => {
      town = await district(fridayMorning, open);
    });
    afterEach(() => town.end());

    it('the reader’s guess: its words, how sure it was, the measure, and the way back', async () => {
      const { specialist, liaison } = town;
      await specialist.says(appeal);
      await specialist.says('为什么是这个专班');
      specialist.shows('为什么派给这个专班', '拟派：获得电力专班', '换一个');
      await town.later(400);
      liaison.forgets();
      await liaison.says('为什么派给我们 001');
      liaison.hears('承办：获得电力专班', '系统按内容拟派，把握', '“变压器”“增容”', `申请退件 ${first}`);
      await specialist.says('001为什么派给我们？');
      specialist.shows('为什么派给这个专班', '请联系区为企服务中心改派');
    });

    it('the measure it falls under', async () => {
      await town.specialist.says('江畔机械有限公司反映银行不给续贷，流动资金紧张');
      await town.specialist.says('为什么派给我们 001');
      town.specialist.shows('为什么派给这个专班', '获得信贷专班', '对应举措：第39项');
    });

    it('in the group, quoting the card: shown there, masked', async () => {
      const { specialist, liaison, officer, electricityGroup } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      const quoting = electricityGroup.card('企业诉求交办').messageId;
      electricityGroup.forgets();
      await officer.says('为什么派给我们？', { in: electricityGroup, quoting });
      const { message } = electricityGroup.hears('为什么派给这个专班', '提交时@了这个专班的联系人');
      for (const name of ['王建国', '13900000001']) expect(JSON.stringify(message)).not.to.include(name);
    });

    it('words that name the task force', async () => {
      const { specialist } = town;
      await specialist.says('有家厂费用太高了，请获得信贷专班看一下');
      await specialist.says('为什么派给我们 001');
      specialist.shows('为什么派给这个专班', '获得信贷专班', '写明了这个专班');
    });

    it('a person’s choice before the dispatch', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      await specialist.says('拟派 001 专班8');
      await specialist.says('为什么派给我们 001');
      specialist.shows('为什么派给这个专班', '获得信贷专班', '11月20日(周五)10:00由沈巷镇营商环境专员选定');
    });

    it('a transfer, by role and with its reason', async () => {
      const { specialist, liaison, centre, creditLiaison } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      await centre.says('改派 001 获得信贷：企业实为贷款问题，找王建国 13900000001 核实过');
      creditLiaison.forgets();
      await creditLiaison.says('为什么派给我们 001');
      const { message } = creditLiaison.hears('由区为企服务中心改派', '企业实为贷款问题', '申请退件');
      expect(JSON.stringify(message)).not.to.include('13900000001');
    });

    it('an upheld return', async () => {
      const { specialist, liaison, centre, creditLiaison } = town;
      await specialist.says(appeal, { mentioning: [liaison] });
      await liaison.says('申请退件 001：不属本单位职责');
      await centre.says('退件成立，改派 001 获得信贷');
      creditLiaison.forgets();
      await creditLiaison.says('为什么派给我们 001');
      creditLiaison.hears('区为企服务中心认定原单位退件成立，改派到这里');
    });

    it('nobody decided yet', async () => {
      await town.specialist.says('有家厂费用太高了，希望降一降');
      await town.specialist.says('为什么是这个专班 001');
      town.specialist.shows('为什么派给这个专班', '尚未确定承办专班');
    });

    it('what was withdrawn is told as such, and no step that nobody can take', async () => {
      const { specialist } = town;
      await specialist.says(appeal);
      await specialist.says('撤回 001');
      specialist.forgets();
      await specialist.says(`为什么派给我们 ${first}`);
      specialist.shows('为什么派给这个专班', '曾拟派：获得电力专班');
      specialist.hides('为什么派给这个专班', '换一个');
    });

    it('who may not see it, and what is confidential', async () => {
      const { specialist, otherSpecialist } = town;
      await specialist.says(appeal);
      await otherSpecialist.says(`为什么派给我们 ${first}`);
      otherSpecialist.hears('没有找到编号');
      await specialist.says('所里的人索贿两万元才肯给办证');
      specialist.forgets();
      await specialist.says('为什么派给我们 002');
      specialist.hears('按保密要求办理');
    });
  });
});
