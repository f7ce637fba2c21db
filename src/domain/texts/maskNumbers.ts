/**
 * Numbers that lead to a person: telephones, ID cards, accounts. People split them with blanks and signs, so rows of
 * digits are found first, whatever is between the digits. Then each row is read as what it may be.
 */

/** Groups of digits with a few signs or a messenger's name between them; `+86` and `(0553)` with their sign. */
const row = /[+(（]{0,2}\d(?:(?:[ \t\n._\-/·()（）[\]【】、，,;；|#+—–]{0,3}|微信|[Vv]信|[wv]x|QQ|qq)\d)*[Xx]?/g;
const group = /\d+/g;

/** Words before a number to call or to pay to. */
const called =
  /(?:电话|座机|固话|手机|联系方式|致电|热线|传真|拨打|办公室|值班室|短信|微信|[Vv]信|[wv]x|QQ|qq|tel|Tel|TEL|账号|账户|帐号|帐户|卡号|身份证)(?:号码?)?[\s:：是为]{0,3}$/;
const account = /(?:账号|账户|帐号|帐户|卡号)(?:号码?)?[\s:：是为]{0,3}$/;
/** Words before the number of a thing or a document. */
const ofThing =
  /(?:订单|合同|发票|工单|项目|许可证|执照|备案|受理|案|文|批|单|税|图|型|户|表|设备|资产|信用|注册|登记|编)(?:编号|号码|代码|号)(?:[:：是为 ]|\s){0,2}$/;
/** GB/T 19001-2016, SCB10-1250/10: letters at the beginning of a code. */
const code = /(?:^|[^A-Za-z])[A-Za-z]{1,6}(?:\/[A-Z])? ?-?$/;
const unit =
  /^\s?(?:[元万亿千百吨瓦度伏安米亩升台套件个户人名家次天月年岁辆项间层座栋份张股位条名只支种吨%％‰℃㎡]|平方|立方|公里|公斤|小时|分钟|美元|k[VvWw]|[MG][Ww]|kg|km|mm|cm|m2|m²)/;

const mobile = /^(?:(?:00)?86)?(1[3-9]\d{9})$/;
const idCard = /^[1-8]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]$/;
const oldIdCard = /^[1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$/;
const landline = /^(?:(?:00)?86(?=0?[1-9]))?(?<!\d)(0(?:10|2\d|[3-9]\d{2}))\d{7,8}$/;
const abroad = /^(?:00)?86(10|2\d|[3-9]\d{2})\d{7,8}$/;
const service = /^[48]00\d{7}$/;
const day = /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;
const creditCode = /^9[1-3]\d{15,16}$/;

interface Group {
  digits: string;
  /** Where it begins and ends in its row. */
  from: number;
  to: number;
}

/**
 * Hides every number that leads to a person, except its first and last digits; dates, amounts, quantities and numbers
 * of documents stay.
 */
export function maskNumbers(text: string): string {
  return text.replace(row, (found, at: number) => {
    const before = text.slice(Math.max(0, at - reach), at);
    return masked(found, before, text.slice(at + found.length, at + found.length + 4));
  });
}

function masked(found: string, before: string, after: string): string {
  const groups = [...found.matchAll(group)].map((one) => ({
    digits: one[0],
    from: one.index,
    to: one.index + one[0].length,
  }));
  const around: Around = { found, groups, before, after };
  let shown = '';
  let done = 0;
  const { start, end } = unhidden(around);
  for (let index = start; index < end; ) {
    const { count, text, from, to } =
      extension(around, index) ?? accountIn(around, index) ?? known(around, index) ?? unknown(around, index);
    shown += found.slice(done, from) + text;
    done = to;
    index += count;
  }
  return shown + found.slice(done);
}

/** The groups left to check. Digits beside the stars of an already hidden number are skipped: they are its ends. */
function unhidden({ groups, before, after }: Around): { start: number; end: number } {
  const isEnd = (one: Group | undefined) => one !== undefined && one.digits.length <= 4;
  const start = /\*{4}$/.test(before) && isEnd(groups[0]) ? 1 : 0;
  const end = after.startsWith('****') && isEnd(groups.at(-1)) ? groups.length - 1 : groups.length;
  return { start, end };
}

interface Around {
  found: string;
  groups: Group[];
  before: string;
  after: string;
}

/** The text that replaces the next `count` groups. */
interface Read {
  count: number;
  text: string;
  from: number;
  to: number;
}

const mostGroups = 19;
/** Characters before a number in which a word can say what the number is. */
const reach = 16;
const shortestAccount = 15;
const longestAccount = 22;
const listed = /[、，,;；|\n]/;

/** 转801 is an extension of the number before it, and not part of what follows. */
function extension({ before, found, groups }: Around, index: number): Read | undefined {
  const { digits, from, to } = groups[index] as Group;
  const isOne = index === 0 && digits.length <= 5 && /(?:转|分机)\s?$/.test(before + found.slice(0, from));
  return isOne ? { count: 1, text: digits, from, to } : undefined;
}

/** An account covers its whole row, whatever a part of it looks like. */
function accountIn({ found, groups, before }: Around, index: number): Read | undefined {
  const first = groups[index] as Group;
  const signed = account.test(frontOf(before, found, first));
  if (!signed && !isCard(groups.slice(index, index + 5), found) && !isFrontOfCard(first, groups[index + 1]))
    return undefined;
  let digits = first.digits;
  let end = index;
  while (end + 1 < groups.length) {
    const next = groups[end + 1] as Group;
    if (listed.test(found.slice((groups[end] as Group).to, next.from))) break;
    if (digits.length + next.digits.length > longestAccount) break;
    digits += next.digits;
    end += 1;
  }
  if (digits.length < shortestAccount) return undefined;
  return { count: end + 1 - index, text: ends(digits, 4), from: first.from, to: (groups[end] as Group).to };
}

/** The few characters in front of a group. */
function frontOf(before: string, found: string, { from }: Group): string {
  return `${from < reach ? before : ''}${found.slice(Math.max(0, from - reach), from)}`;
}

/** 6222 0212 3456 7890 123: four groups of four with the same sign between them, which are not years or sizes. */
function isCard(five: Group[], found: string): boolean {
  const four = five.slice(0, 4);
  if (four.length < 4 || !four.every(({ digits }) => digits.length === 4)) return false;
  if (four.every(({ digits }) => /^[12]\d{3}$|[05]0$/.test(digits))) return false;
  const signs = new Set(signsOf(five, found));
  return signs.size === 1 && !listed.test([...signs].join(''));
}

/** 6228 4876… is one card, split after the first group; 2026 6228… is a year and a card. */
function isFrontOfCard(first: Group, next: Group | undefined): boolean {
  if (!next || next.digits.length < 10 || !/^(?!(?:19|20)\d{2}$)(?:\d{4}|\d{6})$/.test(first.digits)) return false;
  const length = first.digits.length + next.digits.length;
  return length >= 16 && length <= 19;
}

/** The longest run of groups from `index` on that is a telephone or an ID card. */
function known(around: Around, index: number): Read | undefined {
  const { found, groups } = around;
  const first = groups[index] as Group;
  let digits = '';
  let best: Read | undefined;
  for (let end = index; end < Math.min(groups.length, index + mostGroups) && digits.length < 20; end += 1) {
    const last = groups[end] as Group;
    digits += last.digits;
    if (!isOneNumber(groups.slice(index, end + 1), found)) continue;
    const x = /^[Xx]/.exec(found.slice(last.to))?.[0] ?? '';
    const text =
      (x && shape(digits + x, found.slice(first.from, last.to))) || shape(digits, found.slice(first.from, last.to));
    const to = last.to + (x && idCard.test(digits + x) ? 1 : 0);
    if (text) best = { count: end + 1 - index, text, from: beginning(around, first), to };
  }
  return best;
}

/** Where the number begins: the + of +86 belongs to it, the bracket of an area code does not. */
function beginning({ found }: Around, { from }: Group): number {
  return from - (/[(（]?\+$/.exec(found.slice(Math.max(0, from - 2), from))?.[0].length ?? 0);
}

/** 138 1234 5678 and 1 3 8 1 2 … are one number each; 13、14、15、16、17、8 is a list. */
function isOneNumber(groups: Group[], found: string): boolean {
  const [first] = groups;
  const last = groups.at(-1);
  if (!first || !last || groups.length === 1) return true;
  const each = /^(?:00)?861?$/.test(first.digits) ? groups.slice(1) : groups;
  if (each.every(({ digits }) => digits.length === 1)) return true;
  if (!listed.test(found.slice(first.from, last.to))) return groups.length <= 6;
  if (groups.length > 3 || first.digits.replace(/^(?:00)?86/, '').length > 7) return false;
  return signsOf(groups, found).every((sign) => listed.test(sign));
}

function signsOf(groups: Group[], found: string): string[] {
  return groups.slice(1).map(({ from }, index) => found.slice((groups[index] as Group).to, from));
}

function shape(digits: string, written: string): string | undefined {
  const call = mobile.exec(digits)?.[1];
  if (call) return ends(call, 3);
  if (idCard.test(digits) || oldIdCard.test(digits)) return `${digits.slice(0, 4)}**********${digits.slice(-4)}`;
  if (listed.test(written) && !/^0\d{2,3}\D/.test(written)) return undefined;
  if (service.test(digits)) return ends(digits, 3);
  const area = landline.exec(digits)?.[1];
  if (area) return `${/^\d+[)）]/.exec(written)?.[0] ?? area}-****${digits.slice(-4)}`;
  const far = abroad.exec(digits)?.[1];
  return far ? `0${far}-****${digits.slice(-4)}` : undefined;
}

/** A run of no known kind: hidden when it is long enough and is not a date, an amount or the like. */
function unknown(around: Around, index: number): Read {
  const { found, groups } = around;
  const first = groups[index] as Group;
  let end = index;
  let length = first.digits.length;
  while (end + 1 < groups.length) {
    const next = groups[end + 1] as Group;
    const between = found.slice((groups[end] as Group).to, next.from);
    if (listed.test(between) || length + next.digits.length > 19) break;
    if (next.digits.length > 9) break;
    if (known(around, end + 1)) break;
    length += next.digits.length;
    end += 1;
  }
  const all = groups.slice(index, end + 1);
  const last = all.at(-1) as Group;
  const hides = length >= 7 && !isSomethingElse(around, all);
  if (hides) return { count: all.length, text: hidden(all), from: first.from, to: last.to };
  const whole = found.slice(first.from, last.to);
  if (isOneFigure(whole)) return { count: all.length, text: whole, from: first.from, to: last.to };
  return { count: 1, text: first.digits, from: first.from, to: first.to };
}

/** A decimal number, or an IP address. */
function isOneFigure(whole: string): boolean {
  return /^\d{1,9}\.\d{1,8}$/.test(whole) || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(whole);
}

function hidden(run: Group[]): string {
  const digits = run.map((one) => one.digits).join('');
  return digits.length >= 15 ? ends(digits, 4) : `****${digits.slice(-4)}`;
}

function isSomethingElse(around: Around, run: Group[]): boolean {
  const { found, groups, before, after } = around;
  const [first] = run as [Group];
  const last = run.at(-1) as Group;
  const front = first === groups[0] ? before + found.slice(0, first.from) : found.slice(0, first.from);
  if (called.test(front) || (first !== groups[0] && called.test(before))) return false;
  const behind = last === groups.at(-1) ? after : found.slice(last.to, last.to + 4) + after;
  if (ofThing.test(front) || (run.length > 1 && code.test(front))) return true;
  const whole = found.slice(first.from, last.to);
  const ofCompany = creditCode.test(whole) || (/^9[1-3]\d{6}$/.test(whole) && /^[A-Z]/.test(behind));
  return ofCompany || isDay(run, whole) || isAmount(whole, behind) || isLoose(run, whole);
}

/** 20261120, 2026-11-20, 2026.11.20 17, 2024-2026 */
function isDay(run: Group[], whole: string): boolean {
  const [first] = run as [Group];
  if (day.test(first.digits) || day.test(first.digits.slice(0, 8))) return first.digits.length <= 14;
  return /^(?:19|20)\d{2}[-./ ]{1,2}(?:\d{1,2}(?!\d)|(?:19|20)\d{2}$)/.test(whole);
}

/** A quantity with its unit; rows of more than eight digits count as a quantity only with a point or commas. */
function isAmount(whole: string, behind: string): boolean {
  if (!unit.test(behind)) return false;
  return /^\d{1,8}$/.test(whole) || (!/^\d+$/.test(whole) && !/\d{10}/.test(whole));
}

/** One figure, a row of small numbers, or a range between round numbers. */
function isLoose(run: Group[], whole: string): boolean {
  if (isOneFigure(whole)) return true;
  if (run.length < 2) return false;
  if (run.every(({ digits }) => digits.length <= 2))
    return run.some(({ digits }) => digits.length === 2) || run.length < 10;
  return run.every(({ digits }) => digits.endsWith('00') || /^(?:19|20)\d{2}$/.test(digits));
}

/** First and last digits of a number, with stars between. */
function ends(digits: string, first: number): string {
  return `${digits.slice(0, first)}****${digits.slice(-4)}`;
}
