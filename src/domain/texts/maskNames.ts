import { surname, wordsLikeNames as words } from './names.ts';

/** Names of people inside free text: recognised by a post, a telephone or another name beside them. */

const rare = '聂樊岳庞靳戚殷涂耿洪颜毕詹牟甄阎辛关文龙牛包康常向温庄祝边';
const family = `(?:${surname}|[${rare}])`;
const given = '[\\u4e00-\\u9fa5]';
/** Characters that end places, bodies and verbs; a name does not end with them. */
const place =
  '(?<![镇乡村街路区县市省局厂店司部办所院处站委组社行园库楼号室班群件事项时候点款费税电水气等了的是在有没要不])';
const name = `(?!${words})(?:${family})${given}{1,2}?${place}`;

const post =
  '联\\s?系\\s?人|联络人|法定代表人|法人代表|法人|经办人|负责人|企业主|老板|总经理|副总|经理|董事长|厂长|店长|会计|出纳|业主|股东|员工|职工|工人|当事人|反映人|投诉人|举报人|申请人|委托人|代理人|收件人|姓名|本人|我叫|我是|名叫|叫做|请联系|联系|请找|找';
const title =
  '总经理|副总经理|副总|经理|董事长|董事|总监|主任|厂长|店长|会计|出纳|老板|先生|女士|小姐|同志|师傅|科长|处长|局长|主管|书记|站长|院长|律师|老师|工程师|总(?![结共体额量部局理长裁经监工公会是要计数之统而有书面归])|工(?![程作业厂人商序期资会地具艺种商信])';
const end = `(?!\\*\\*(?!\\*))(?=(?:${title})?(?:[\\s,，.。;；:：、/(（)）\\]】\\d+*!！?？“”"'-]|电话|手机|联系|微信|反映|表示|来电|来访|称|说|被|和|与|及|$))`;

/** 负责人（主任）, 负责人（副局长）: a title is not a name. */
const office = `(?:${title}|[区镇乡市县校行所队组部会村]长|主席|镇委|区委)`;

// After a post and a sign the name follows, even a rare or a foreign one.
const signed = new RegExp(
  `((?:${post})(?:姓名)?)(\\s?[:：(（【\\[]\\s?|\\s?[-—]\\s?|\\n)(?!\\*|党|副?${office}|${post})([\\u4e00-\\u9fa5])[\\u4e00-\\u9fa5]{1,3}?(?:·[\\u4e00-\\u9fa5]{1,6})?${end}`,
  'g',
);
const latin =
  /((?:联\s?系\s?人|联络人|姓名|负责人|经办人)\s?[:：]\s?)([A-Z])[A-Za-z]{1,20}(?:[ ·][A-Z][A-Za-z]{1,20}){0,2}/g;
const long =
  /((?:联\s?系\s?人|联络人|姓名|负责人|经办人)\s?[:：]\s?)([\u4e00-\u9fa5])[\u4e00-\u9fa5]{4,5}(?=[\s,，。;；、(（]|$)/g;
const bare = new RegExp(`(${post})((?:姓名)?[\\s是为叫]{0,2})(?=${name}${end})(${family})${given}{1,2}?${end}`, 'g');
/** 会计小李 */
const familiar = new RegExp(`(${post})(\\s?)([小老阿])${family}${end}`, 'g');
/** 王经理, 李总 and 张三丰女士 are names; 对方经理, 任何主任 and 关于总… are not. */
const notBefore =
  '(?<![任如几为]何|[对双我甲乙丙各多地官警厂院军校]方|[关由对属位至基终等处鉴源便在]于|[资现黄基奖罚租押定]金|[最提]高|[本上下每一两]周|[本上下每四]季|[阶地时路手]段|[长镜鸠珠]江|[责主担信]任|[工过全课日流]程|单)';
const titled = new RegExp(`(?!${words})(${family})${notBefore}${given}{0,2}?(?:${title})${end}`, 'g');
const hiddenNumber =
  '(?:\\d[.、])?(?:[(（]?\\+?86[)）]?[ -]?)?(?:\\d{0,4}(?:\\(|（)?\\d{0,4}[)）]?-?\\*{4,10}\\d{3,4})';
const callingWord = '(?:联系|固定|办公)?(?:电话|手机|座机|固话|号码|微信|方式|[Tt]el|TEL)(?:号码?)?|请?(?:拨打|致电)';
const calledAt = new RegExp(
  `(?!${words})(${family})${given}{1,2}?${place}([\\s,，、:：(（-]{0,3}的?(?:(?:${callingWord})[\\s,，/:：]{0,2}){0,2}(?:是|为)?[\\s:：]{0,2}(?=${hiddenNumber}))`,
  'g',
);
/** 转801, （微信同号）: what people write between a number and the name of its owner. */
const ofNumber =
  '(?:转(?:\\d{1,5}|\\*{3})|[\\s,，(（]{0,2}(?:手机|电话)?(?:微信)?(?:同号|同微信|微信|手机|电话)[)）]?)';
const behindNumber = new RegExp(
  `(\\*{4}\\d{4}${ofNumber}?[\\s,，、(（]{0,2})(?=${name}${end})(${family})${given}{1,2}?${end}`,
  'g',
);
/** 请与张三联系 */
const met = new RegExp(
  `([与跟同找请向给和由])(?!${words})(${family})${given}{1,2}?${place}(?=(?:直接|电话)?(?:联系|沟通|对接|咨询|核实))`,
  'g',
);
const andOthers = new RegExp(
  `(\\*\\*(?!\\*|\\d)[、，,和与及/\\s]{1,2})(?=${name}${end})(${family})${given}{1,2}?${end}`,
  'g',
);
const mostOthers = 6;

type Find = readonly [pattern: RegExp, shown: (one: string, two: string, three: string) => string];

/** 老陈, 小李经理; 老顾客 and 小程序 are none, and the reader has to agree. */
const noNickname = '程序|龙虾|毛病|毛孩|单|金库|黄历|江湖|顾客|范围|白|钱|管|熊|于|区|高层|万';
const nickname = new RegExp(`(?<!养)([老小阿])(?!${noNickname})${family}(?:${title})?`, 'g');
/** 请何科长核实: a surname with a title that no word begins with. */
const rank = '科长|处长|局长|所长|站长|主任|书记|经理|厂长|师傅|老师|律师';
const ranked = new RegExp(`(?!${words})(${family})${notBefore}(?<![前上三四]任|谢)(?:${rank})`, 'g');
const softer: readonly Find[] = [
  [nickname, (first) => `${first}**`],
  [ranked, (first) => `${first}**`],
];

/** Which patterns find a name, and what is left of it. */
const finds: readonly Find[] = [
  [long, (before, first) => `${before}${first}**`],
  [signed, (post, sign, first) => `${post}${sign}${first}**`],
  [bare, (post, sign, first) => `${post}${sign}${first}**`],
  [familiar, (post, sign, first) => `${post}${sign}${first}**`],
  [met, (before, first) => `${before}${first}**`],
  [titled, (first) => `${first}**`],
  [calledAt, (first, calling) => `${first}**${calling}`],
  [behindNumber, (before, first) => `${before}${first}**`],
];

/**
 * Hides every name except its first character; numbers in the text are already hidden. `isName` has the last word on
 * what a pattern found, with the words around it.
 */
export function maskNames(text: string, isName: Judge = () => true): string {
  let shown = finds.reduce((words, find) => hide(words, find, isName), text.replace(latin, '$1$2**'));
  for (let round = 0; round < mostOthers; round += 1) {
    const more = hide(shown, [andOthers, (before, first) => `${before}${first}**`], isName);
    if (more === shown) break;
    shown = more;
  }
  return shown;
}

/** Names without a word or number beside them; everyday words look like them, so somebody else has to say which is which. */
export function maskNicknames(text: string, isName: Judge): string {
  return softer.reduce((words, find) => hide(words, find, isName), text);
}

type Judge = (found: string) => boolean;

function hide(text: string, [pattern, shown]: Find, isName: Judge): string {
  return text.replace(pattern, (found: string, one: string, two: string, three: string) =>
    isName(found) ? shown(one, two, three) : found,
  );
}

const role = new RegExp(`^(?:副?${office}|副?(?:${title})|${post})$`);

/** 主任, 副总经理, 联系人: a role without a name. */
export function isRole(words: string): boolean {
  return role.test(words);
}

/** "张**" */
export function maskName(name: string): string {
  return `${[...name][0] ?? ''}**`;
}
