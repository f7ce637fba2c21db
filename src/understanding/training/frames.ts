import { trimmedEnd } from '../../domain/texts/plainText.ts';
import type { Row } from './rows.ts';

const heads = [
  '',
  '',
  '',
  '请专班8协调：',
  '请帮忙协调：',
  '企业反映：',
  '情况是这样的，',
  '领导好，',
  '麻烦记一下，',
  '走访了解到，',
  '有个事想反映，',
  '请获得信贷专班看一下，',
  '今天接到电话，',
  '另一家企业反映，',
  '又有一家公司讲，',
  '有家企业来电说，',
  '第二家企业反映，',
  '企业负责人表示，',
  '刚才走访的那家反映，',
  '顺便问一下，',
  '再问一个，',
];
const tails = [
  '',
  '，请协调。',
  '，影响投产，请协调。',
  '，希望尽快解决',
  '，一直没有结果',
  '，窗口说材料不全',
  '，企业很着急',
  '，无人处理',
  '，请区里帮忙',
  '，影响生产。',
  '，恳请支持。',
  '，跑了好几趟',
  '，说法不一',
  '，不知道找谁',
  '，能不能快一点',
  '，请获得信贷专班看一下',
  '，麻烦转给电力专班',
  '，请专班3协调一下',
  '的事，请办理建筑许可专班看看',
  '。请相关部门尽快处理',
  '，想问怎么维权',
  '，想问一下怎么办',
  '，这种情况该找谁',
  '，请问怎么处理',
  '，要不要走法律途径',
  '，给个说法',
  '，全厂停产',
  '，全厂停产，急',
  '，机器都停了',
  '，生产线停了一半',
  '，工人没法上班',
  '，工人都在等',
  '，订单要违约',
  '，客户在催货',
  '，交不了货',
  '，一天损失好几万',
  '，天天亏钱',
  '，损失不小',
  '，货出不去',
  '，车进不来',
  '，员工意见很大',
  '，工资都发不出',
  '，资金周转不开',
  '，撑不了多久',
  '，眼看要开工了',
  '，设备下周进场',
  '，影响开业',
  '，没法营业',
  '，生意差了一半',
  '，窗口说材料不全',
  '，窗口让回去等通知',
  '，说系统还没开',
  '，说要等上面批',
  '，两个部门互相推',
  '，到现在没人来',
  '，电话打不通',
  '，来回跑了五趟',
  '，补了三次材料',
  '，前前后后半年了',
  '，去年就报过',
  '，隔壁那家早就办好了',
  '，别的地方都能办',
  '，不知道卡在哪',
  '，说法前后不一',
  '，老板愁得很',
  '，家里老人都急了',
  '，能不能先临时解决',
  '，能不能来人看一下',
  '，想尽快有个答复',
  '，希望给条路',
];

/**
 * As people frame a matter: words before and behind it that are no matter of their own. Lines of one matter may end
 * anywhere. `random` gives numbers in [0, 1).
 */
export function inFrame(row: Row, random: () => number): Row {
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] as string;
  const framed = pick(heads) + trimmedEnd(row.text, '，。,.！!') + pick(tails);
  const inLines = !row.matters && random() < 0.2;
  const text = inLines ? framed.replace(/[，。]/g, (sign) => (random() < 0.6 ? '\n' : sign)) : framed;
  return { ...row, text, spans: row.spans.filter(([, words]) => text.includes(words)) };
}

/** Whether each matter of a framed row still stands in it. */
export function keepsMatters({ text, matters = [] }: Row): boolean {
  return matters.every((matter) => text.includes(matter.text));
}
