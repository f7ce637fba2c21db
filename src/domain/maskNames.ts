import { surname } from './names.ts';

/** Names of people inside free text: known by a post beside them, by a telephone beside them, or by another name. */

const rare = '聂樊岳庞靳戚殷涂耿洪颜毕詹牟甄阎辛关文龙牛包康常向温庄祝边';
const family = `(?:${surname}|[${rare}])`;
/** Everyday words that begin as names do. */
const words =
  '方式|方面|方案|方便|方向|方法|方能|方可|方才|高度|高压|高低|高温|高新|高速|高级|高峰|金额|金融|金属|何[时处人种事地日]|严[重格禁厉]|任[何务意职免期]|白[天班白]|马[上路]|黄[金色]|江[边北南苏西]|石[材油灰]|钱[款财]|周[边末期围转一二三四五六日年报]|田间|单[独位价据]|施[工行]|夏季|万[元一家人]|毛[利坯]|孔洞|段时|齐全|齐备|强[制烈调电]|季[度节]|林[业地]|童工|文[件字本旅明化]|程[序度]|范[围本]|曾经|叶片|余[额下款电]|陆[续地]|申请|左[右侧]|章[程节]|龙头|史上|陶瓷|顾[客虑问]|谢[谢绝]|许[可多]|韩国|董事|杜绝|钟[头点]|付[款费清出给]|雷[电雨]|武[汉装]|盛大|查[询看明处收封找验]|凌晨|焦[急虑]|欧[洲元]|束手|关[于闭系注键]|包[括含装干]|康复|常[常见州年务]|向[上下前来]|温[度州]|边[上界]|于[是今]|沈巷|丁字|郑州|徐州|苏州|杭州|谭|洪水|水|牛[奶肉]|庄稼|连|解|和';
const given = '[\\u4e00-\\u9fa5]';
/** No name ends with what places, bodies and verbs end with. */
const place =
  '(?<![镇乡村街路区县市省局厂店司部办所院处站委组社行园库楼号室班群件事项时候点款费税电水气等了的是在有没要不])';
const name = `(?!${words})(?:${family})${given}{1,2}?${place}`;

const post =
  '联\\s?系\\s?人|联络人|法定代表人|法人代表|法人|经办人|负责人|企业主|老板|总经理|副总|经理|董事长|厂长|店长|会计|出纳|业主|股东|员工|职工|工人|当事人|反映人|投诉人|举报人|申请人|委托人|代理人|收件人|姓名|本人|我叫|我是|名叫|叫做|请联系|联系|请找|找';
const title =
  '总经理|副总经理|副总|经理|董事长|董事|总监|主任|厂长|店长|会计|出纳|老板|先生|女士|小姐|同志|师傅|科长|处长|局长|主管|书记|站长|院长|律师|老师|工程师|总(?![结共体额量部局理长裁经监工公会是要计数之统而有书面归])|工(?![程作业厂人商序期资会地具艺种商信])';
const end = `(?!\\*\\*(?!\\*))(?=(?:${title})?(?:[\\s,，.。;；:：、/(（)）\\]】\\d+*!！?？“”"'-]|电话|手机|联系|微信|反映|表示|来电|来访|称|说|被|和|与|及|$))`;

/** 负责人（主任）, 负责人（副局长）: an office is nobody's name. */
const office = `(?:${title}|[区镇乡市县校行所队组部会村]长|主席|镇委|区委)`;

// A post with a sign behind it: whatever follows is the name, also a rare or a foreign one.
const signed = new RegExp(
  `((?:${post})(?:姓名)?)(\\s?[:：(（【\\[]\\s?|\\s?[-—]\\s?|\\n)(?!\\*|党|副?${office})([\\u4e00-\\u9fa5])[\\u4e00-\\u9fa5]{1,3}?(?:·[\\u4e00-\\u9fa5]{1,6})?${end}`,
  'g',
);
const latin =
  /((?:联\s?系\s?人|联络人|姓名|负责人|经办人)\s?[:：]\s?)([A-Z])[A-Za-z]{1,20}(?:[ ·][A-Z][A-Za-z]{1,20}){0,2}/g;
const long =
  /((?:联\s?系\s?人|联络人|姓名|负责人|经办人)\s?[:：]\s?)([\u4e00-\u9fa5])[\u4e00-\u9fa5]{4,5}(?=[\s,，。;；、(（]|$)/g;
const bare = new RegExp(`(${post})((?:姓名)?[\\s是为叫]{0,2})(?=${name}${end})(${family})${given}{1,2}?${end}`, 'g');
/** 会计小李 */
const familiar = new RegExp(`(${post})(\\s?)([小老阿])${family}${end}`, 'g');
/** 王经理, 李总, 张三丰女士; 对方经理, 任何主任 and 关于总… are none. */
const notBefore =
  '(?<![任如几为]何|[对双我甲乙丙各多地官警厂院军校]方|[关由对属位至基终等处鉴源便在]于|[资现黄基奖罚租押定]金|[最提]高|[本上下每一两]周|[本上下每四]季|[阶地时路手]段|[长镜鸠珠]江|[责主担信]任|[工过全课日流]程|单)';
const titled = new RegExp(`(?!${words})(${family})${notBefore}${given}{0,2}?(?:${title})${end}`, 'g');
const hiddenNumber = '(?:\\d{0,4}(?:\\(|（)?\\d{0,4}[)）]?-?\\*{4,10}\\d{3,4})';
const calledAt = new RegExp(
  `(?!${words})(${family})${given}{1,2}?${place}([\\s,，、:：(（-]{0,3}(?:的?(?:联系)?(?:电话|手机|号码|微信|方式)?(?:号码?)?(?:是|为)?)?[\\s:：]{0,2}(?=${hiddenNumber}))`,
  'g',
);
const behindNumber = new RegExp(
  `(\\*{4}\\d{4}[\\s,，、(（]{0,2})(?=${name}${end})(${family})${given}{1,2}?${end}`,
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

/** Every name but its first character; numbers in the text are hidden already. */
export function maskNames(text: string): string {
  let shown = text
    .replace(latin, '$1$2**')
    .replace(long, '$1$2**')
    .replace(signed, '$1$2$3**')
    .replace(bare, '$1$2$3**')
    .replace(familiar, '$1$2$3**')
    .replace(met, '$1$2**')
    .replace(titled, '$1**')
    .replace(calledAt, '$1**$2')
    .replace(behindNumber, '$1$2**');
  for (let round = 0; round < mostOthers; round += 1) {
    const more = shown.replace(andOthers, '$1$2**');
    if (more === shown) break;
    shown = more;
  }
  return shown;
}
