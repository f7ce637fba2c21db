import type { Appeal } from '../../domain/appeal/appeal.ts';
import { plainText } from '../../domain/texts/plainText.ts';
import { takePromise } from '../reading/dates.ts';
import { foundIn } from '../reading/readAppeal.ts';
import { notOurs, saysDone, talkIn, urges } from '../reading/smallTalk.ts';
import type { Turn } from '../turn.ts';

/**
 * Kinds of words about an appeal, no matter who says them. This file only recognises them; what is done, by role and
 * card, is in quotedTable.ts. Words may be of several kinds: the table checks the kinds that matter to it.
 */
export type Said =
  | 'asks' // a question
  | 'asks-desk' // a question that the appeal's own card and history answer
  | 'takes-back' // 企业说不用办了
  | 'elsewhere' // 这个是不是应该区住建局办
  | 'puts-off' // 领导让先放一放
  | 'finished' // 已办结
  | 'promises' // a date by which it will be done
  | 'requests' // speaks to somebody: 请把我移出群
  | 'told-company' // 已经跟企业说了
  | 'urges' // 能不能快一点
  | 'agrees' // 同意, 可以
  | 'decides' // 同意, 不同意, 驳回 and other beginnings of a decision
  | 'talks' // says nothing about the matter: 好的，谢谢
  | 'company-facts' // the company's name or contact, or what the company says
  | 'anything';

type Heard = Pick<Turn, 'text' | 'mentioned' | 'work'>;

/** Patterns of questions: at the end of a clause, at its beginning, or anywhere in it. */
const asksAtEnd = /(?:吗|呢|么|了没有?|与否)[\s。.!！~～]*$/;
const asksAtHead = /^(?:请问|想问|问一?下|咨询一?下|麻烦问)/;
const interrogative =
  /谁(?![都也])|怎么(?!都|也)|怎样|为什么|为何|什么(?![都也])|哪(?:里|儿|个|家|位|天|些|一|年|种)|多少|几[点号天时个家件位]|何时|多久|[是能会要行对可]不[是能会要行对可]|好不好|该不该|可否|能否|有没有|有无|是否|如何/;
/** 已核实是否欠费, 正在研究如何改线: not questions, they tell what is done about one. */
const toldBefore = /[已正]|核[实对]|研究|商[议量讨]|讨论|确[认定]|了解|查[明清]|明确|不[管论]|无论/;

function isQuestion(text: string): boolean {
  if (/[?？]/.test(text)) return true;
  return text.split(/[\s,，。;；!！]+/).some((clause) => {
    if (asksAtHead.test(clause) || asksAtEnd.test(clause)) return true;
    const found = interrogative.exec(clause);
    return found !== null && !toldBefore.test(clause.slice(0, found.index));
  });
}

const takenBack =
  /发错|弄错|报错|搞错|作废|不用(?:再)?(?:办|处理|管|协调)|不(?:想|要|再|打算)?办了|不需要(?:再)?(?:办|处理|协调)|撤回|撤销|撤了|取消(?:申请|诉求|办理|了|$)|自(?:己|行)(?:已经?)?解决/;
const elsewhere =
  /应该?(?:当)?(?:是|由|归)?[^,，。;；]{1,12}(?:局|委|办|中心|公司|镇|街道|专班)(?:来|负责|管|办|处理|承办|的)/;
const putOff =
  /放一?放|缓一?缓|放着|搁置|暂缓|缓办|停一?停|停一下|等一等|先(?:别|不|停|等)|暂时(?:别|不)|延期|暂停|推迟|展期|领导(?:让|叫|说|的意思|要求|指示)/;
const unfinished = /其余|正在|下一步|仍|尚|还[在需要有没]|待|继续/;
/** A polite word at the beginning of a clause asks somebody for something; 已请供电公司 only tells. */
const request = /(?:^|[\s,，。;；!！])(?:请(?!示|求)|麻烦|拜托|帮忙?|让他|叫他)|[你您]|@|移出|拉(?:我|进)|加我/;
const toldCompany =
  /(?:告知|告诉|转告|转达|通知|答复|回复)了?(?:给)?(?:企业|对方|老板)|[跟和与向给](?:企业|对方|老板)(?:负责人|联系人)?(?:说|讲|解释|反馈|沟通|打)|企业(?:已经?|都)?(?:知道|知悉|知晓)/;
const agreeing =
  /^(?:好的?[,，]?|原则上?|经研究[,，]?)?(?:同意|可以|批准|准予|(?:审核)?通过|行(?![政业动])|没问题|[无没]意见)/;
/** 同意，但最迟12月15日 does not agree to what was asked, but to something else. */
const onCondition = /但|不过|最迟|必须|须|请|除|如果|前提/;
const deciding =
  /^(?:好的?[,，]?|原则上?)?(?:同意|可以|批准|准予|通过|行(?![政业动])|不行|不同意|不予|不可以|不批准|不通过|驳回|退回|延期|暂停|发送|暂不)|(?:延期|暂停|通过|退件|退回|认定)/;
const ofCompany = /^(?:补充|企业|公司|厂里|老板|对方|联系人|电话|手机)|企业(?:补|说|称|表示|反映|来电|提供|要求|希望)/;
/** Words of this length or more say something: 已批复. */
const wordsThatTell = 5;
const tells = /[已完到送]|了$|中$/;

const is: Record<Said, (heard: Heard, appeal: Appeal) => boolean> = {
  asks: ({ text }) => isQuestion(plain(text)),
  'asks-desk': ({ text, work }) => isQuestion(plain(text)) && ofDesk(text, work),
  'takes-back': ({ text }) => takenBack.test(plain(text)),
  elsewhere: ({ text }) => notOurs(plain(text)) || elsewhere.test(plain(text)),
  'puts-off': ({ text }) => putOff.test(plain(text)),
  finished: ({ text }) => saysDone(plain(text)) && !unfinished.test(plain(text)),
  promises: ({ text, work }) => takePromise(text, work.at, work).promisedOn !== undefined,
  requests: ({ text, mentioned }) => mentioned.length > 0 || request.test(plain(text)),
  'told-company': ({ text }) => toldCompany.test(plain(text)),
  urges: ({ text }) => (urges(plain(text)) || /快[一些点]/.test(text)) && [...text].length <= 30,
  agrees: ({ text }) => agreeing.test(plain(text)) && !onCondition.test(plain(text)),
  decides: ({ text }) => deciding.test(plain(text)),
  talks: ({ text, work }) => text !== '' && (isShort(text) || talkIn(text, work.rules) !== undefined),
  'company-facts': ({ text, work }) => text === '' || ofCompany.test(plain(text)) || tellsWho(text, work),
  anything: () => true,
};

/** Whether the words are of this kind. */
export function isSaid(kind: Said, heard: Heard, appeal: Appeal): boolean {
  return is[kind](heard, appeal);
}

/** Whether the words name the company or its contact. */
function tellsWho(text: string, { rules }: Heard['work']): boolean {
  const { company, contact } = foundIn(text, rules);
  return company !== undefined || contact !== undefined;
}

function plain(text: string): string {
  return plainText(text).trim();
}

/** Whether the words are only about the desk's own business: who has the appeal, since when, by when, whom to call. */
function ofDesk(text: string, { rules }: Heard['work']): boolean {
  const talk = talkIn(text, rules);
  return talk !== undefined && talk !== 'take-back' && talk !== 'urge';
}

function isShort(text: string): boolean {
  const bare = plain(text).replace(/[\s\p{P}\p{S}]/gu, '');
  return [...bare].length < wordsThatTell && !tells.test(bare) && !/\d{3}/.test(bare);
}
