import fc from 'fast-check';
import type { Planted } from './needles.ts';

const digit = fc.integer({ min: 0, max: 9 });
const digits = (length: number) => fc.array(digit, { minLength: length, maxLength: length }).map((row) => row.join(''));
/** No number of an appeal and no date of these tests. */
const notOurs = (row: string) => !/202[67]|^0+/.test(row);

/** How people break a row of digits: lengths of its groups, what is left over stands in the last. */
// biome-ignore format: a list of short rows
const broken: Record<string, number[][]> = {
  mobile:   [[11], [3, 4, 4], [3, 8], [7, 4], [5, 6], [4, 3, 4], [3, 3, 5], [4, 4, 3], [3, 4, 2, 2], Array(11).fill(1)],
  idCard:   [[18], [6, 8, 4], [14, 4], [6, 4, 4, 4], [6, 12], [3, 3, 4, 4, 4], [4, 4, 4, 4, 2]],
  account:  [[19], [4, 4, 4, 4, 3], [6, 13], [4, 15]],
  landline: [[7], [3, 4], [4, 3]],
};
// biome-ignore format: a list of short strings
const between = ['', ' ', '-', ' - ', '  ', '　', '.', '·', '—', '－', '–', '_', '/', '\t'];
/** Between more groups than three these are a list. */
const alsoBetweenFew = ['、', '，', '\n'];
const wide = (row: string) => row.replace(/[0-9]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));

/** Words in a row with these digits among them. */
function holding(digits: string): (parts: string[]) => Planted {
  return (parts) => ({ text: parts.join(''), needles: [{ digits }] });
}

function written(row: string, kind: string): fc.Arbitrary<string> {
  return fc
    .constantFrom(...(broken[kind] ?? []))
    .chain((groups) =>
      fc.record({
        groups: fc.constant(groups),
        sign: fc.constantFrom(...between, ...(kind === 'mobile' && groups.length <= 3 ? alsoBetweenFew : [])),
        isWide: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
      }),
    )
    .map(({ groups, sign, isWide }) => {
      const ends = groups.map((_, index) => groups.slice(0, index + 1).reduce((sum, length) => sum + length));
      const parts = groups.map((length, index) => row.slice((ends[index] ?? 0) - length, ends[index]));
      const text = parts.join(sign);
      return isWide ? wide(text) : text;
    });
}

// biome-ignore format: a list of short words
const family = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴', '徐', '孙', '胡', '朱', '高', '林', '何', '郭', '马', '欧阳'];
// biome-ignore format: a list of short words
const given = ['强', '伟', '芳', '敏', '静', '洋', '勇', '艳', '娟', '涛', '明', '霞', '刚', '秀英', '建国', '志强', '文斌', '海燕', '翀', '彧', '晓峰', '玉珍'];
const name = fc.tuple(fc.constantFrom(...family), fc.constantFrom(...given)).map((parts) => parts.join(''));

const mobile = fc.tuple(fc.constantFrom('13', '15', '17', '18', '19'), digits(9)).map((parts) => parts.join(''));

// biome-ignore format: a list of short words
const calling = ['电话', '电话：', '手机', '手机号', '联系方式：', '联系电话:', 'tel', 'Tel: ', '微信', '请拨打', '', '，'];
const mobileText = mobile
  .filter(notOurs)
  .chain((row) =>
    fc
      .tuple(
        fc.constantFrom(...calling),
        fc.constantFrom('', '+86', '+86 ', '0086', '86-', '(+86)'),
        written(row, 'mobile'),
        fc.constantFrom('', '转801', '（微信同号）', '，微信同号'),
      )
      .map(holding(row)),
  );

const landlineText = fc
  .tuple(fc.constantFrom('5', '8', '3', '7'), digits(6))
  .map((parts) => parts.join(''))
  .filter(notOurs)
  .chain((row) =>
    fc
      .tuple(
        fc.constantFrom(
          '0553-',
          '0553 ',
          '(0553)',
          '（0553）',
          '0553－',
          '+86 553 ',
          '电话',
          '座机：',
          '固定电话 ',
          '办公室电话',
        ),
        written(row, 'landline'),
        fc.constantFrom('', '转8001', '没人接'),
      )
      .map(holding(row)),
  );

const idCardText = fc
  .tuple(
    fc.constantFrom('340221', '340207', '110101', '320102'),
    fc.integer({ min: 1950, max: 2005 }).map(String),
    fc.constantFrom('0101', '0923', '1130', '1205'),
    digits(3),
    fc.constantFrom('0', '7', 'X', 'x'),
  )
  .map((parts) => parts.join(''))
  .chain((row) =>
    fc
      .tuple(fc.constantFrom('身份证', '身份证号：', '身份证号码', '证件号 ', ''), written(row, 'idCard'))
      .map(holding(row.toLowerCase())),
  );

const accountText = fc
  .tuple(fc.constantFrom('622202', '621700', '622848', '130701'), digits(13))
  .map((parts) => parts.join(''))
  .filter(notOurs)
  .chain((row) =>
    fc
      .tuple(
        fc.constantFrom('卡号', '账号：', '银行账户 ', '开户行工行，账号', '对公账户', ''),
        written(row, 'account'),
      )
      .map(holding(row)),
  );

const letters = fc
  .array(fc.constantFrom(...'bcdfghjkmnpqrstvwxz'), { minLength: 5, maxLength: 9 })
  .map((row) => row.join(''));
const messengerText = fc.oneof(
  fc
    .tuple(fc.constantFrom('微信号', '微信：', '微信号：', 'vx:', 'wx：', 'WeChat: ', 'V信：'), letters, digits(2))
    .map(([sign, id, tail]): Planted => ({ text: `${sign}${id}${tail}`, needles: [{ account: id }] })),
  fc
    .tuple(fc.constantFrom('QQ', 'QQ:', 'qq号', 'QQ：', 'QQ号码 '), digits(8).filter(notOurs))
    .map(([sign, row]): Planted => ({ text: `${sign}${row}`, needles: [{ digits: row }] })),
  fc
    .tuple(
      fc.constantFrom('邮箱', '邮箱：', '发到', 'E-mail: ', ''),
      letters,
      fc.constantFrom('@qq.com', '＠163.com', '@ahwh.gov.cn', '(at)qq.com'),
    )
    .map(([sign, id, host]): Planted => ({ text: `${sign}${id}${host}`, needles: [{ account: id }] })),
);

const spokenText = mobile.filter(notOurs).map((row): Planted => {
  const spoken = row.replace(/./g, (one) => '〇一二三四五六七八九'[Number(one)] ?? '');
  return { text: `电话${spoken}`, needles: [{ spoken }] };
});

// biome-ignore format: a list of short words
const posts = ['联系人', '联系人：', '联系人:', '联系人 ', '联系人为', '联系人（', '负责人', '负责人：', '法定代表人：', '经办人:', '老板', '厂长', '会计', '请联系', '我叫', '姓名：', '投诉人：', '员工'];
const titles = ['总经理', '经理', '女士', '先生', '厂长', '师傅', '主任'];
const namedText = name.chain((who) => {
  const needles = [{ name: who }];
  const beside = fc.tuple(mobileText, fc.constantFrom('', ' ', '，', '：', '电话', '（'), fc.boolean()).map(
    ([call, sign, isBehind]): Planted => ({
      text: isBehind ? `${call.text}，${who}` : `${who}${sign}${call.text}${sign === '（' ? '）' : ''}`,
      needles: [...needles, ...call.needles],
    }),
  );
  return fc.oneof(
    fc
      .constantFrom(...posts)
      .map((post): Planted => ({ text: `${post}${who}${post.endsWith('（') ? '）' : ''}`, needles })),
    fc.constantFrom(...titles).map((title): Planted => ({ text: `${who}${title}`, needles })),
    beside,
  );
});

/** One thing to hide, in one of the ways people write it. */
const planted: fc.Arbitrary<Planted> = fc.oneof(
  { weight: 4, arbitrary: mobileText },
  { weight: 2, arbitrary: landlineText },
  { weight: 2, arbitrary: idCardText },
  { weight: 2, arbitrary: accountText },
  { weight: 2, arbitrary: messengerText },
  spokenText,
  { weight: 5, arbitrary: namedText },
);

const about = [
  '变压器增容两个月未批复',
  '已约周一现场勘查',
  '供电方案需补资料',
  '企业要求尽快答复',
  '外线路径待批',
  '用地红线图已补',
  '已电话沟通',
];
const joint = ['，', '。', '；', '\n', ' '];

/** Two numbers with a blank between them are one. */
function isApart(sign: string, text: string): boolean {
  return sign !== ' ' || !/^[\d\uff10-\uff19(（+]/.test(text);
}

/** A few words of the matter with one to three things to hide among them. */
export const plantedText: fc.Arbitrary<Planted> = fc
  .tuple(
    fc.constantFrom(...about),
    fc.array(fc.tuple(fc.constantFrom(...joint), planted), { minLength: 1, maxLength: 3 }),
    fc.constantFrom('', '，请协调', '。', '！'),
  )
  .map(([begins, parts, ends]) => ({
    text: `${begins}${parts.map(([sign, { text }]) => `${isApart(sign, text) ? sign : '，'}${text}`).join('')}${ends}`,
    needles: parts.flatMap(([, { needles }]) => needles),
  }));
