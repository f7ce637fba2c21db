import type { Refusals } from '../../../domain/errors.ts';
import { dayText } from '../../../domain/time/chinaTime.ts';

type Code = Extract<keyof Refusals, `substitute.${string}`>;

/** 代岗. */
export const substituteRefusals: { [C in Code]: (facts: Refusals[C]) => string } = {
  'substitute.self': () => '不能由本人代岗。请@代岗的同志，如“代岗 @某同志 至11月30日”。',
  'substitute.date': ({ date, days }) =>
    `代岗截止日期${dayText(date)}不对：应在今天及以后，最长${days}天。长期变动请报区营商办更新名单。`,
  'substitute.nothing': ({ name }) => `${name}没有可以代岗的岗位。领导、区营商办和督查室的岗位不设代岗，请报区营商办。`,
  'substitute.nobody': () => '请@代岗的同志并写明截止日期，如“代岗 @某同志 至11月30日”。代岗的同志须在联系人名单中。',
  'substitute.none': () => '目前没有可以结束的代岗，未作变动。',
  'substitute.unknown': ({ names }) =>
    `“${names.join('、')}”不在联系人名单中，或没有@到本人，未作变动。请@本人；不在名单中的，请先报区营商办添加。`,
};
