import type { Channel, Contact, Found } from '../../domain/appeal/parts.ts';
import { townPrefix } from '../../domain/rules.ts';
import { mask } from '../../domain/texts/masking.ts';
import { surname, wordsLikeNames } from '../../domain/texts/names.ts';
import { plainText } from '../../domain/texts/plainText.ts';

/**
 * What a free text says about the appeal, apart from the matter itself; every field except the title may be missing.
 */
export interface AppealFields {
  company?: string;
  /** Unit id of the town or street, or of the development zone. */
  town?: string;
  contact?: Contact;
  title: string;
  channel: Channel;
}

const legalForm = '(?:有限责任公司|股份有限公司|集团有限公司|有限公司|合伙企业|专业合作社|家庭农场)';
const registered = new RegExp(`([\\u4e00-\\u9fa5A-Za-z0-9×()（）]{2,24}?${legalForm})`);
/** "同兴五金反映,…", "江畔商贸:…" */
const spokenFor = /^([\u4e00-\u9fa5A-Za-z0-9×()（）]{3,10}?)(?:反映|来电|诉称|咨询|[:：])/;
// Two characters, or three where a name can begin; 城镇职工, 乡镇企业 and 门前街道 are not places.
const notInName = '的在于是为由到和与及我你他们这那各本该区市县省住访系自至去给从向对了想讲说家来位';
const named = `(?:(?![${notInName}])[\\u4e00-\\u9fa5])`;
const ending = '(?:(?<![城乡村集小古重])镇|(?<![前路条边面旁主外内段门社])街道)';
const townName = new RegExp(`((?:(?<![^${notInName}\\P{Script=Han}])${named}{3}|${named}{2})${ending})`, 'u');
const atPlace = new RegExp(`^(?:${townName.source}|鸠江(?:经济)?(?:开发区|经开区))(?:的|辖区)?`, 'u');
const zoneName = /(鸠江经济开发区|鸠江经开区|鸠江开发区)/;
const opening =
  /^(?:(?:各位)?领导(?:们)?(?:好)?|你好|您好|请问|帮忙问个事|麻烦记一下|有个情况|企业(?:来电)?反映|走访时(?:老板提到)?|今天|昨天|刚刚|急|@[^\s@]{1,20}\s|[,，。:：\s!！])+/;
const beforeCompany =
  /^(?:[这那][^,，]{1,8}?是|.*?(?:位于|来自|辖区内?|辖区企业|接到|收到|走访|联系|镇|街道|开发区|经开区))(?=[\u4e00-\u9fa5A-Za-z0-9×]{3})/;
/** Words that show that the "name" is only a phrase or a kind of company. */
const notACompany =
  /一家|有家|几家|某|我们?|你|他|这|那|老板|领导|情况|记一下|企业$|公司$|[厂店]$|协会|管理人|的|了|吗|请|想|补充|电话|联系|诉求|问题|事项|专班/;
const registeredIsMore = /^(?:我们|这家|那家|某|一家|有家|几家|外地)/;

const phone = /(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?!\d)|(?<!\d)(0\d{2,3}[- ]?\d{7,8})(?!\d)/;
const post = '(?:总|经理|主任|厂长|会计|老板|先生|女士|师傅)';
const han = '[\\u4e00-\\u9fa5]';
/** "联系人:王强", "找李经理"; 联系不上 names nobody, so without a colon a name must begin with a surname. */
const contactName = new RegExp(
  `(?:联系人|联络人|法人|负责人|经办人|联系|找)(?:(?:姓名)?\\s*[:：]\\s*(${han}{1,3}?${post}|${han}{2,4}?)|(?:\\s*(?:改为|改成|换成|换为|变更为|是|为))?\\s*(?!${wordsLikeNames})(${surname}(?:${post}|${han}{1,2}?${post}?)))(?=[\\s,，。;；、(（\\d:：1]|电话|手机|$)`,
);

/** A link, removed because its letters are not a name: https:… */
const link = /(?:https?:\/\/|www\.)[^\s\u4e00-\u9fa5，。；：！？（）、]+ *[:：]? */gi;

/** Reads company, place and contact out of a message. Nothing is invented: a field that is not found is left out. */
export function readAppeal(text: string): AppealFields {
  const clean = plainText(text).replace(link, ' ').replace(opening, '').trim() || plainText(text).trim();
  const place = readTown(clean);
  const company = readCompany(clean);
  return {
    company,
    town: place,
    contact: readContact(clean),
    title: titleOf(clean.length < 4 ? plainText(text) : clean, company),
    channel: readChannel(text),
  };
}

/** What a supplement may fill in; see `AppealFields`. */
export function foundIn(text: string): Found {
  const { company, town, contact } = readAppeal(text);
  return { company, town, contact };
}

function readTown(text: string): string | undefined {
  if (zoneName.test(text)) return 'development-zone';
  const name = townName.exec(text)?.[1];
  return name ? townPrefix + name : undefined;
}

function readCompany(text: string): string | undefined {
  const full = registered.exec(text)?.[1];
  if (full) {
    const name = stripPlace(full.replace(beforeCompany, ''));
    return registeredIsMore.test(name) ? undefined : name;
  }
  const name = spokenFor.exec(stripPlace(text))?.[1];
  return name && !notACompany.test(name) ? name : undefined;
}

function stripPlace(text: string): string {
  return text.replace(atPlace, '');
}

function readContact(text: string): Contact | undefined {
  const match = phone.exec(text);
  const number = (match?.[1] ?? match?.[2])?.replace(/[- ]/g, '');
  const named = contactName.exec(text);
  const name = named?.[1] ?? named?.[2];
  return number || name ? { name, phone: number } : undefined;
}

/** Clauses that say nothing about the matter. */
const empty =
  /^(?:有?一家企业|顺便(?:再)?问一?下|我们是小微企业|(?:我?想)?(?:请)?问一?下|(?:说)?起来话长|你好麻烦记一下|联系人?.{0,6}|我们是做.{1,6}的)$/;

/** A few words to tell appeals apart in a list: the first clause that says something, without company and place. */
function titleOf(text: string, company: string | undefined): string {
  const about = company ? text.slice(text.indexOf(company) + company.length) : stripPlace(text);
  const clauses = about
    .replace(/^(?:反映|来电|诉称|咨询|提出|希望|说(?!起来))/, '')
    .split(/[,，。;；!！?？\n]/)
    .map((clause) => clause.replace(/^[:：、\s]+/, '').trimEnd())
    .filter((clause) => clause.length >= 4 && !phone.test(clause) && !empty.test(clause));
  const chosen = clauses[0] ?? text.replace(/\s+/g, ' ').trim();
  // Masked before it is cut, because half a number would not be recognised as one.
  return [...mask(chosen)].slice(0, 24).join('');
}

function readChannel(text: string): Channel {
  if (/走访|上门|入企/.test(text)) return 'visit';
  if (/座谈会|联席会|沙龙|会上/.test(text)) return 'meeting';
  if (/来电|电话反映|打电话/.test(text)) return 'phone';
  return 'other';
}
