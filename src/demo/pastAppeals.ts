import { type PastAppeal, planned } from './pastScript.ts';

const town = 'ou_demo_specialist_1';
const street = 'ou_demo_specialist_2';

/**
 * The appeals that the first visitor finds: some overdue, some due today and tomorrow, one to be reviewed, one
 * answered, one new.
 */
export const pastAppeals: PastAppeal[] = [
  {
    daysAgo: 7,
    time: '09:20',
    by: town,
    taskForce: 3,
    text: '沈巷镇××精密机械有限公司反映：变压器增容申请两个月未批，新生产线无法投产，请协调。联系人张经理，电话13900002001。',
    deeds: [
      ...planned(
        { daysAgo: 6, time: '10:30' },
        {
          text: '原线路容量不足，需新架外线约600米，与道路施工方会商路径后送电。',
          companyText: '供电方案正在会商外线路径，确定后立即告知贵公司。',
          promised: -2,
        },
      ),
      { daysAgo: 3, time: '11:05', does: 'progress', text: '外线路径与在建道路管线冲突，正与施工方会商。' },
    ],
  },
  {
    daysAgo: 6,
    time: '14:35',
    by: street,
    taskForce: 2,
    text: '湾里街道××包装材料有限公司反映：厂房扩建施工图审查一个多月没有结果，影响开工，请协调。联系人李经理，电话13900002002。',
    deeds: planned(
      { daysAgo: 5, time: '09:10' },
      {
        text: '图审意见已汇总，请审图机构集中复核消防部分。',
        companyText: '审图机构正在集中复核，结果出来后告知贵公司。',
        promised: -2,
      },
    ),
  },
  {
    daysAgo: 5,
    time: '10:15',
    by: town,
    taskForce: 13,
    text: '沈巷镇××食品有限公司反映：生产用水压力不足，清洗工序时常停顿，请协调。联系人王厂长，电话13900002003。',
    deeds: planned(
      { daysAgo: 4, time: '09:40' },
      {
        text: '已现场测压，拟更换入户管段，由供水公司施工。',
        companyText: '供水公司将更换入户管段，施工时间另行告知。',
        promised: -1,
      },
    ),
  },
  {
    daysAgo: 5,
    time: '15:50',
    by: street,
    taskForce: 15,
    text: '湾里街道××物流有限公司反映：道路运输许可换证在窗口往返三次，材料要求不一致，请协调。联系人赵经理，电话13900002004。',
    deeds: [
      ...planned(
        { daysAgo: 4, time: '10:20' },
        {
          text: '统一窗口材料清单，安排专人帮办换证。',
          companyText: '已安排专人帮办，请携带清单所列材料到综合窗口。',
          promised: 1,
        },
      ),
      {
        daysAgo: 1,
        time: '15:00',
        does: 'resolve',
        outcome: '已解决',
        text: '换证已办结，窗口材料清单已统一并上墙。',
        companyText: '贵公司的道路运输许可已换证，今后以公布的材料清单为准。',
      },
    ],
  },
  {
    daysAgo: 6,
    time: '09:05',
    by: town,
    taskForce: 17,
    text: '沈巷镇××建材有限公司反映：产品抽检结果迟迟未出，影响发货，请协调。联系人周经理，电话13900002005。',
    deeds: [
      ...planned(
        { daysAgo: 5, time: '10:00' },
        { text: '已联系检测机构加急出具报告。', companyText: '检测机构正在加急出具报告。', promised: -1 },
      ),
      {
        daysAgo: 3,
        time: '16:20',
        does: 'resolve',
        outcome: '已解决',
        text: '检测报告已出具，结论合格，已送达企业。',
        companyText: '检测报告已送达，结论合格，可以正常发货。',
      },
      { daysAgo: 2, time: '10:10', does: 'approve' },
      { daysAgo: 1, time: '09:30', does: 'inform' },
    ],
  },
  {
    daysAgo: 4,
    time: '11:25',
    by: town,
    taskForce: 8,
    text: '沈巷镇××纺织有限公司反映：续贷材料反复补交，贷款月底到期，请协调。联系人吴会计，电话13900002006。',
    deeds: planned(
      { daysAgo: 3, time: '09:15' },
      { text: '协调经办银行一次性告知材料，按期续贷。', companyText: '银行将一次性告知所需材料。', promised: 0 },
    ),
  },
  {
    daysAgo: 3,
    time: '10:40',
    by: street,
    taskForce: 14,
    text: '湾里街道××装饰工程有限公司反映：投标保证金退还超过期限，请协调。联系人郑经理，电话13900002007。',
    deeds: planned(
      { daysAgo: 2, time: '09:25' },
      { text: '已约谈代理机构，限期退还保证金。', companyText: '代理机构将按期退还保证金。', promised: 1 },
    ),
  },
  {
    daysAgo: 3,
    time: '16:05',
    by: town,
    taskForce: 18,
    text: '沈巷镇××电子科技有限公司反映：员工子女入学信息登记不上，请协调。联系人孙经理，电话13900002008。',
    deeds: planned(
      { daysAgo: 2, time: '11:00' },
      { text: '与教育部门核对登记口径，分批补录。', companyText: '登记口径正在核对，将分批补录。', promised: 6 },
    ),
  },
  {
    daysAgo: 2,
    time: '11:10',
    by: street,
    taskForce: 1,
    text: '湾里街道××商贸有限公司反映：经营范围变更登记两周未办结，请协调。联系人冯经理，电话13900002009。',
    deeds: [],
  },
  {
    daysAgo: 1,
    time: '10:05',
    by: town,
    taskForce: 11,
    text: '沈巷镇××家居有限公司反映：一线用工缺口较大，希望对接招聘渠道，请协调。联系人陈经理，电话13900002010。',
    deeds: [],
  },
  // Submitted after the dispatch hours: it is dispatched this morning, and today's numbers still begin with 001.
  {
    daysAgo: 1,
    time: '17:45',
    by: street,
    taskForce: 4,
    text: '湾里街道××智能装备有限公司反映：厂房不动产登记资料被退回，不清楚缺哪一项，请协调。联系人蒋经理，电话13900002011。',
    deeds: [],
  },
];
