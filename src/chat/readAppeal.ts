import type { Contact } from '../domain/appeal.ts';
import type { Channel } from '../domain/events.ts';
import { townPrefix } from '../domain/rules.ts';

/** What a free text tells about the appeal besides the matter itself; every field may be missing. */
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
const townName = /([\u4e00-\u9fa5]{1,4}?(?:镇|街道))/;
const zoneName = /(鸠江经济开发区|鸠江经开区|鸠江开发区)/;
const opening =
  /^(?:(?:各位)?领导(?:们)?(?:好)?|你好|您好|请问|帮忙问个事|麻烦记一下|有个情况|企业(?:来电)?反映|走访时(?:老板提到)?|今天|昨天|刚刚|急|[,，。:：\s!！])+/;
const beforeCompany =
  /^.*?(?:位于|来自|辖区内?|辖区企业|接到|收到|走访|联系|镇|街道|开发区|经开区)(?=[\u4e00-\u9fa5A-Za-z0-9×]{3})/;
/** Words that show the "name" to be a phrase or a kind of company. */
const notACompany =
  /一家|有家|几家|某|我们?|你|他|这|那|老板|领导|情况|记一下|企业$|公司$|[厂店]$|协会|管理人|的|了|吗|请|想|补充|电话|联系|诉求|问题|事项|专班/;
const registeredIsMore = /^(?:我们|这家|那家|某|一家|有家|几家|外地)/;

const phone = /(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?!\d)|(?<!\d)(0\d{2,3}[- ]?\d{7,8})(?!\d)/;
const contactName =
  /(?:联系人|联系|找|法人|负责人|经办人)\s*[:：是]?\s*([\u4e00-\u9fa5]{1,3}?(?:总|经理|主任|厂长|会计|老板|先生|女士)|[\u4e00-\u9fa5]{2,3})(?=[\s,，。;；、(\d:：1]|电话|手机|$)/;

/** Reads company, place and contact out of a message. Nothing is invented: a field not found stays away. */
export function readAppeal(text: string): AppealFields {
  const clean = text.replace(opening, '').trim();
  const place = readTown(clean);
  const company = readCompany(clean);
  return {
    company,
    town: place,
    contact: readContact(clean),
    title: titleOf(clean, company),
    channel: readChannel(text),
  };
}

function readTown(text: string): string | undefined {
  if (zoneName.test(text)) return 'development-zone';
  const name = townName.exec(text)?.[1];
  return name ? townPrefix + name.replace(/^(?:位于|来自|在|是|我们|的)/, '') : undefined;
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
  return text.replace(/^(?:[\u4e00-\u9fa5]{1,4}?(?:镇|街道)|鸠江(?:经济)?(?:开发区|经开区))(?:的|辖区)?/, '');
}

function readContact(text: string): Contact | undefined {
  const match = phone.exec(text);
  const number = (match?.[1] ?? match?.[2])?.replace(/[- ]/g, '');
  const name = contactName.exec(text)?.[1];
  return number || name ? { name, phone: number } : undefined;
}

/** A few words to tell appeals apart in a list: the first clause that says something, without company and place. */
function titleOf(text: string, company: string | undefined): string {
  const about = company ? text.slice(text.indexOf(company) + company.length) : stripPlace(text);
  const clauses = about
    .replace(/^(?:反映|来电|诉称|咨询|提出|希望|说)/, '')
    .split(/[,，。;；!！?？\n]/)
    .map((clause) => clause.replace(/^[:：、\s]+|\s+$/g, ''))
    .filter((clause) => clause.length >= 4 && !phone.test(clause));
  const chosen = clauses[0] ?? text.trim();
  return [...chosen].slice(0, 24).join('');
}

function readChannel(text: string): Channel {
  if (/走访|上门|入企/.test(text)) return 'visit';
  if (/座谈会|联席会|沙龙|会上/.test(text)) return 'meeting';
  if (/来电|电话反映|打电话/.test(text)) return 'phone';
  return 'other';
}
