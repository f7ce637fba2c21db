/**
 * Finds who promises, clause by clause: a date that is denied, only wished for, or somebody else's is not a promise of
 * the unit.
 */

/**
 * How many characters around a date are looked at: a clause is short, and a long pasted text must not be searched again
 * for each date.
 */
const reach = 40;
const separators = /[，,。；;！!？?\n（）()：:“”、]/;

const denied =
  /不能|不可能|不敢|不一定|不确定|不保证|不承诺|不具备|不排除|不再|不予|不是|不可|无法|难以|难于|很难|较难|来不及|做不到|办不到|未必|未能|未确定|没法|没办法|没有把握|没把握|恐|尚未|并非|是否|能否|可否|暂不|除非|否则|左右|大约|大概/;
const deniedAfter =
  /^(?:不了|不成|不完|有?困难|有?难度|不现实|不够|来不及|吗|么|与否|的(?:可能|把握|难度|目标))|不现实|不可能|可能性(?:不|较|很)|难以实现|无法实现|有困难|有难度|没有?把握|不一定|的?话$/;
const wished =
  /希望|(?<!按照?[^，,]{0,8})要求|请求|恳请|建议|最好|盼|期望|期待|催促|督促|敦促|诉求是|想要|想在|应企业|(?<![申聘报提邀])请(?!示|假|款|调)/;
const conditional = /^(?:如果?|若|假如|倘若|一旦|只要|只有|要是|视)|(?:的话|的前提下|的情况下)$/;

const others =
  '(?:企业|公司|厂家|厂方|厂里|业主|开发商|承建商|承包商|施工(?:单位|方|队)|设计(?:单位|方|院)|建设(?:单位|方)|监理|供电(?:局|所|部门|单位)|水务(?:集团|部门)?|燃气(?:集团|部门)?|银行|法院|上级|市里|省里|市[\\u4e00-\\u9fff]{0,6}[局委办]|省[\\u4e00-\\u9fff]{0,6}[厅局委办]|第三方|对方|他们|物业|运营商|电信|移动|联通|铁塔|代理机构|评估(?:机构|单位)|检测(?:机构|单位)|中标(?:单位|方)|供应商|客户|群众|用户|负责人|老板)';
/** 与企业商定, 答复企业, 已联系供电公司: the other party is only spoken to; the unit itself is the speaker. */
const spokenTo =
  '与|和|同|跟|向|对(?!方)|给|为|替|帮|将|把|告知|答复|回复|通知|联系|走访|约谈|联合|配合|商请|协商|沟通|函';
const subject = `^(?:(?!${spokenTo})[\\s\\S]){0,12}?${others}`;
const says = '(?:称|说|表示|答复|回复|承诺|告知|通知|反馈|反映|确认|回应|提出|答应|保证|认为|估计)';
const does =
  '(?:方面|负责人|工作人员|那边|已经?|也|均|明确|书面|电话|口头|现场|立即|尽快|按期|将|可以?|能够?|会|应|要|须|需要?|拟|于|在|计划|预计|争取|力争|定于|保证|确保|自行|负责|配合|安排|组织)*';
const othersSay = new RegExp(`${subject}[^的]{0,10}${says}[^的]{0,14}$`);
const othersDo = new RegExp(`${subject}${does}$`);
const beganByOthers = new RegExp(subject);
const own = /我们?|本(?:局|委|办|院|镇|单位|中心|部门|机关|专班|街道)/;

/**
 * The clause around `index`, split into the part before `index` and the part from `end` on, and the previous clause.
 */
function around(text: string, index: number, end: number) {
  const near = text.slice(Math.max(0, index - 2 * reach), index);
  let from = near.length;
  while (from > 0 && !separators.test(near[from - 1] ?? '')) from -= 1;
  let earlier = Math.max(0, from - 1);
  while (earlier > 0 && !separators.test(near[earlier - 1] ?? '')) earlier -= 1;
  const behind = text.slice(end, end + reach / 2);
  return {
    before: near.slice(from).slice(-reach),
    clauseBefore: near.slice(earlier, Math.max(0, from - 1)).slice(-reach),
    mark: near[from - 1] ?? '',
    after: behind.split(separators)[0] ?? '',
  };
}

/**
 * Whether the text from `index` to `end` is a promise of the unit that writes; `closing`: it ends with 办结, which only
 * the unit can do.
 */
export function isOwnPromise(
  text: string,
  { index, end, closing }: { index: number; end: number; closing: boolean },
): boolean {
  const { before, clauseBefore, mark, after } = around(text, index, end);
  if (denied.test(before) || deniedAfter.test(after) || wished.test(before) || conditional.test(before)) return false;
  if (/^[?？]/.test(text.slice(end + after.length, end + after.length + 1))) return false;
  if (own.test(before)) return true;
  if (othersSay.test(before) || othersDo.test(before)) return false;
  const goesOn = mark !== '' && /[，,：:“、]/.test(mark);
  if (!goesOn) return true;
  if (conditional.test(clauseBefore) || othersSay.test(clauseBefore) || /(?:希望|要求|最好|建议)$/.test(clauseBefore))
    return false;
  return closing || own.test(clauseBefore) || !beganByOthers.test(clauseBefore);
}

/** 缴费后3个工作日内, 自受理之日起10日内: counted from something other than today. */
export function countsFromElsewhere(text: string, index: number): boolean {
  return /(?:[后起]|之日起?算?|以来)[，,]?(?:的|在|于|约)?$|(?:最?近|过去|前)$/.test(
    text.slice(Math.max(0, index - 8), index),
  );
}
