import type { Rules } from '../../domain/rules.ts';
import type { Lists } from './characters.ts';
import { even } from './even.ts';
import { doubleFamilyNames, familyNames } from './surnames.ts';

/** Words the tagger knows by kind; which of them a name, a place or a company makes it learns from the texts. */
const words: Record<string, readonly string[]> = {
  form: [
    '有限责任公司',
    '股份有限公司',
    '集团有限公司',
    '有限公司',
    '公司',
    '集团',
    '合伙企业',
    '专业合作社',
    '合作社',
    '家庭农场',
    '农场',
    '事务所',
    '个体工商户',
    '工作室',
    '厂',
    '店',
    '馆',
    '行',
    '坊',
    '园',
    '社',
    '铺',
    '屋',
    '中心',
    '超市',
    '酒店',
    '宾馆',
    '药房',
    '诊所',
    '学校',
    '幼儿园',
    '苗圃',
    '渔场',
    '码头',
    '基地',
  ],
  trade: [
    '商贸',
    '五金',
    '食品',
    '包装',
    '科技',
    '电子',
    '建材',
    '物流',
    '纺织',
    '服饰',
    '农业',
    '医药',
    '新材料',
    '餐饮',
    '家具',
    '化工',
    '塑业',
    '汽配',
    '印务',
    '机械',
    '机电',
    '精密',
    '铸造',
    '门窗',
    '家居',
    '制造',
    '实业',
    '贸易',
    '建设',
    '装饰',
    '文旅',
    '教育',
    '户外',
    '小吃',
    '面馆',
    '火锅',
    '烘焙',
    '茶饮',
    '豆制品',
    '豆腐',
    '粮油',
    '生物',
    '能源',
    '光伏',
    '仓储',
    '船务',
    '航运',
    '智能',
    '软件',
    '网络',
    '传媒',
    '广告',
    '设计',
    '印刷',
    '纸箱',
    '塑胶',
    '模具',
    '弹簧',
    '轴承',
    '电缆',
    '环保',
    '汽车',
    '汽修',
    '养殖',
    '水产',
    '园艺',
    '花木',
    '零售',
    '便利',
    '美容',
    '口腔',
    '康养',
    '托育',
    '人力',
    '劳务',
    '保安',
    '物业',
    '家政',
  ],
  title: [
    '总经理',
    '副总',
    '经理',
    '董事长',
    '总监',
    '主任',
    '厂长',
    '店长',
    '会计',
    '出纳',
    '老板娘',
    '老板',
    '先生',
    '女士',
    '小姐',
    '同志',
    '师傅',
    '科长',
    '处长',
    '局长',
    '主管',
    '书记',
    '站长',
    '院长',
    '律师',
    '老师',
    '工程师',
    '总',
    '工',
    '哥',
    '姐',
    '叔',
    '姨',
    '博士',
    '同学',
    '阿姨',
    '大姐',
    '场长',
    '社长',
    '队长',
  ],
  post: [
    '联系人',
    '联络人',
    '法人',
    '负责人',
    '经办人',
    '对接人',
    '联系',
    '找',
    '我叫',
    '我是',
    '姓名',
    '来电人',
    '反映人',
    '店主',
    '企业主',
    '投资人',
  ],
  head: ['企业名称', '单位名称', '企业', '单位', '公司名称', '名称', '诉求企业', '反映单位', '店名', '招牌', '厂名'],
  says: ['反映', '反馈', '来电', '说', '讲', '咨询', '诉称', '表示', '提出', '想问', '的老板', '老板说', '走访'],
  bureau: [
    '局',
    '委',
    '办',
    '所',
    '法院',
    '银行',
    '供电',
    '供水',
    '燃气',
    '窗口',
    '大厅',
    '政府',
    '社区',
    '村委',
    '街道办',
    '镇政府',
  ],
  areaEnd: ['镇', '街道', '乡', '村', '社区', '开发区', '经开区', '园区'],
};

/** Towns and streets of the district and its zone, in full and short, when the configuration names none. */
const places = [
  '沈巷镇',
  '二坝镇',
  '汤沟镇',
  '白茆镇',
  '万春街道',
  '官陡街道',
  '清水街道',
  '四褐山街道',
  '裕溪口街道',
  '湾里街道',
  '龙山街道',
  '鸠江经济开发区',
  '鸠江经开区',
  '鸠江开发区',
  '沈巷',
  '二坝',
  '汤沟',
  '白茆',
  '万春',
  '官陡',
  '清水',
  '四褐山',
  '裕溪口',
  '湾里',
  '龙山',
  '经开区',
  '开发区',
];

/** The lists of this district: towns and units of its configuration, surnames, titles, legal forms. */
export function listsOf(rules: Pick<Rules, 'units'>): Lists {
  const units = rules.units.flatMap(({ name, aliases, kind }) => (kind === 'enterprise' ? [] : [name, ...aliases]));
  const towns = rules.units.filter(({ kind }) => kind === 'town-or-street').flatMap(({ name }) => [name, short(name)]);
  const found = new Map<string, number[]>();
  const names: string[] = [];
  const add = (list: string, entries: readonly string[]) => {
    if (!names.includes(list)) names.push(list);
    const number = names.indexOf(list);
    for (const word of entries) {
      const known = found.get(even(word)) ?? [];
      if (!known.includes(number)) found.set(even(word), [...known, number]);
    }
  };
  for (const [list, entries] of Object.entries(words)) add(list, entries);
  add('town', [...places, ...towns]);
  add('unit', units);
  add('surname', [...familyNames, ...doubleFamilyNames]);
  const begins = new Map<string, number>();
  for (const word of found.keys()) begins.set(word.charAt(0), Math.max(begins.get(word.charAt(0)) ?? 0, word.length));
  return { marks: (text) => marksOf(text, found, begins) };
}

function short(name: string): string {
  return name.replace(/(?:镇|街道)$/, '');
}

type Begins = ReadonlyMap<string, number>;

/** `begins`: for each first letter the length of the longest word. */
function marksOf(text: string, found: ReadonlyMap<string, number[]>, begins: Begins): number[][] {
  const marks: number[][] = Array.from({ length: text.length }, () => []);
  for (let from = 0; from < text.length; from += 1) {
    const longest = Math.min(begins.get(text.charAt(from)) ?? 0, text.length - from);
    for (let length = longest; length >= 1; length -= 1) {
      for (const list of found.get(text.slice(from, from + length)) ?? []) mark(marks, list, from, length);
    }
  }
  return marks;
}

/** Only, first, last or inner character of a word of the list. */
function mark(marks: number[][], list: number, from: number, length: number): void {
  for (let at = 0; at < length; at += 1) {
    const place = length === 1 ? 0 : at === 0 ? 1 : at === length - 1 ? 2 : 3;
    marks[from + at]?.push(list * 4 + place);
  }
}
