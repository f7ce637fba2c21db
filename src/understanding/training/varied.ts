import { doubleFamilyNames, familyNames } from '../text/surnames.ts';
import type { Row } from './rows.ts';

const givenLetters =
  '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华建国红梅志远海燕春来立新书铭晓娥德胜发才宏文静怡守田桂香慕云国强岚荣福林生根宝玉珍凤琴美玲慧莹雪峰鹏飞宇浩然子涵欣雨佳琪思博睿俊辉正东家旺长青松柏竹菊维民学军爱华翠萍成龙立群继业永康庆丰水金木土火';
const nameLetters =
  '芜皖江城鼎盛恒远宏泰瑞丰锦华昌隆兴旺泽润佳沐澜岸奥霖翊臻越昕合穗荣铭绿垄汛安煜坤搪小鲸青梧彩衣竹里墨点云麓溪谷蓝汐旭鹏望禾启枫澜石泓洲巴蜀桥头阿霁优选胖老街喵禾木子星河山海月亮甜野拾光慢七分初见乐享千寻百味三味聚和鲜味';
const trades =
  '商贸|五金|食品|包装|科技|电子|建材|物流|纺织|服饰|农业|医药|新材料|餐饮|家具|化工|塑业|汽配|印务|机械|机电|精密|铸造|门窗|家居|软件|供应链|传动科技|冷链|户外|小吃|面馆|火锅|烘焙|茶铺|豆腐坊|早点|洗护|小馆|农庄|合作社|花坊|宠物|汽修|洗车|涂装|园林|劳保|广告|渔具|童装|眼镜|纸箱|弹簧厂|五金厂|木器厂|砖厂|游艇|搪瓷|托育|书店|面业|优选|船务|苗圃'.split(
    '|',
  );
const forms = [
  '',
  '',
  '',
  '',
  '有限公司',
  '有限公司',
  '有限责任公司',
  '股份有限公司',
  '厂',
  '店',
  '集团',
  '(芜湖)有限公司',
  '（芜湖）有限公司',
  '经营部',
];

/** Fields that `varied` fills with other names. */
export const variedFields: ReadonlySet<string> = new Set(['company', 'contact', 'person']);

/** Names that begin with no Han family name. */
const otherNames = ['阿依古丽', '古丽娜尔', '买买提', '阿卜杜拉', '巴特尔', '乌兰', '卓玛', '扎西', '其其格', '艾力江'];

/**
 * The same text about other people and firms: names of training texts must not be learned by heart. Towns, numbers and
 * everything else stay. `random` gives numbers in [0, 1).
 */
export function varied(row: Row, random: () => number): Row {
  const pick = (from: readonly string[] | string) => from[Math.floor(random() * from.length)] as string;
  const given = () => pick(givenLetters) + (random() < 0.6 ? pick(givenLetters) : '');
  const family = () => (random() < 0.04 ? pick(doubleFamilyNames) : pick(familyNames));
  const person = (name: string): string => {
    if (name.length > 1 && random() < 0.03) return pick(otherNames);
    const title =
      /(?:总经理|副总|经理|主任|厂长|店长|会计|老板娘?|先生|女士|小姐|师傅|主管|书记|律师|老师|同学|阿姨|大姐|博士|厂|总|工|哥|姐)$/.exec(
        name,
      )?.[0];
    if (/^[老小阿]/.test(name) && name.length === 2) return name.charAt(0) + family();
    return (
      family() +
      (title && name.length > title.length ? (name.length > title.length + 1 ? given() : '') + title : given())
    );
  };
  const firm = () =>
    (random() < 0.15 ? '芜湖' : '') +
    pick(nameLetters) +
    pick(nameLetters) +
    (random() < 0.75 ? pick(trades) : '') +
    pick(forms);
  let { text } = row;
  const spans = row.spans.map(([field, words]): [string, string] => {
    const other =
      field === 'contact' || field === 'person'
        ? person(words)
        : field === 'company' && random() < 0.7
          ? firm()
          : words;
    if (other !== words && words.length > 1) text = text.replaceAll(words, other);
    return [field, words.length > 1 ? other : words];
  });
  return { ...row, text, spans: spans.filter(([, words]) => text.includes(words)) };
}

const signs = /[，。、；：！？,.;:!?"“”（）()]/g;

/** As a voice becomes text: without any sign. */
export function withoutSigns(row: Row): Row {
  const bare = (text: string) => text.replace(signs, '');
  const text = bare(row.text);
  const spans = row.spans.map(([field, words]): [string, string] => [field, bare(words)]);
  return { ...row, text, spans: spans.filter(([, words]) => words !== '' && text.includes(words)) };
}
