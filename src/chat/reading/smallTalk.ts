import { namedTaskForces } from '../../domain/routing/taskForceWords.ts';
import type { Rules } from '../../domain/rules.ts';
import { plainText } from '../../domain/texts/plainText.ts';
import { readAppeal } from './readAppeal.ts';

/**
 * Kinds of words that contain no matter: they ask how it goes, whom to call or how to submit, they urge, take back, or
 * chat.
 */
export type Talk = 'status' | 'contact' | 'how-to' | 'urge' | 'take-back' | 'chat';

/** Words about the desk's own business. A text of only these words names no company and no matter. */
const ofTheDesk = [
  '请问|想问|问问|麻烦|您好|你好|各位|领导|您|你们|你|我们|我|咱们|他们|大家|人家',
  '昨天|今天|前天|明天|上午|下午|刚才|刚刚|上次|上周|之前|前面|上面|下面|现在|目前|最近',
  '那|这|该|此|件|个|条|家|诉求|事情|事项|事|编号|工单',
  '办理|处理|解决|进展|进度|情况|结果|消息|签收|接收|答复|回复|反馈|受理|交办|提交|上报|报送|催办|办|报|催',
  '怎么样|怎样|怎么|如何|什么时候|什么|何时|多久|时间|多少|几|谁|哪里|哪|一步|步|些|吗|呢|么',
  '没有|没|有|能|可以|会|要|还|都|也|就|是|不|了|的|得|到|吧|啊|哦|呀|嘛|过|给|把|在|跟|和|再|先|一下|下|点|完|好|成',
  '尽快|抓紧|加快|快|请|帮忙|帮|看|查|问|等|人',
  '收到|嗯|知道|明白|谢谢|感谢|辛苦|马上|转告|转达|告诉|告知|通知|企业|老板|联系|开会|会议|上班|下班|值班|在线|材料|文件|资料|发|传|份|群里',
  '联系电话|电话|号码|手机号|手机|联系方式|联系人|联络员|负责人|经办人|牵头单位|单位',
].join('|');
const desk = new RegExp(ofTheDesk, 'g');

const takenBack = /发错|弄错|报错|搞错|作废|不用办|不办|不用处理|撤回|撤销|撤了|取消/;
const takingBack = new RegExp(`${takenBack.source}|不好意思|对不起|抱歉|重复|掉|${ofTheDesk}`, 'g');

const howTo = /(?:怎么|如何|怎样)(?:提交|上报|报送|报诉求|发诉求|用)/;
const status =
  /怎么样|怎样|如何|什么时候|何时|多久|还没|没人(?:签收|接)|哪一?步|哪里了|有没有(?:结果|消息|进展)|有(?:结果|消息|进展)(?:了)?(?:吗|没|么)|(?:签收|办好|办完|办结|处理|解决|答复|回复)了?(?:吗|没|么)|我(?:们)?(?:提交|上报|报)的诉求|什么情况/;
const whom = /电话|号码|手机|联系方式|联系人|联络员|负责人|经办人|牵头单位/;
const asksWhom = /多少|谁|哪|什么|吗|给我|发我|告诉|[?？]/;
/** The company's own papers may be the matter, so the bot asks back instead of only answering. */
const ofACompany = /企业|材料|资料|文件|老板/;
const urging = /抓紧|尽快|加快|快点|催/;
const told = /反映|诉称|来电称|咨询/;

/** Undefined when the words name a company or a matter. */
export function talkIn(text: string, rules: Rules): Talk | undefined {
  const plain = plainText(text);
  if (told.test(plain) || readAppeal(plain, rules).company) return undefined;
  const bare = plain.replace(/[\s\p{P}\p{S}]/gu, '');
  if (bare.length > 30) return undefined;
  if (takenBack.test(bare) && bare.replace(takingBack, '') === '') return 'take-back';
  if (withoutForces(bare, rules).replace(desk, '') !== '') return undefined;
  if (howTo.test(bare)) return 'how-to';
  if (whom.test(bare) && asksWhom.test(plain)) return 'contact';
  if (status.test(bare)) return ofACompany.test(bare) ? 'chat' : 'status';
  // "请获得信贷专班看一下" says where the appeal should go.
  if (namedTaskForces(plain, rules.taskForces).length > 0) return undefined;
  return urging.test(bare) ? 'urge' : 'chat';
}

const byName =
  /^(?:请问|想问一?下|问一下|查一下)?[,，\s]*(?<who>[\u4e00-\u9fa5A-Za-z0-9×()（）]{2,24}?)的?(?:(?:那|这)(?:一)?(?:件|个|家|户)?(?:诉求|事情?)?|诉求|事情)(?:现在|目前)?(?:办理?|处理|解决|进展|进度|情况|得|到|的)*(?:怎么样|怎样|如何|什么时候|何时|哪一?步|有(?:没有)?结果|签收了?[吗没])[^,，。;；]{0,6}$/;

/** "宏泰机械那件怎么样了": the name whose appeal is asked about. */
export function askedByName(text: string): string | undefined {
  const who = byName.exec(plainText(text).trim())?.groups?.who ?? '';
  return who.replace(desk, '').length >= 2 ? who : undefined;
}

/** 电力专班 as people shorten it: the word before 专班 is part of a task force's name. */
function withoutForces(bare: string, { taskForces }: Rules): string {
  return bare.replace(/([\u4e00-\u9fa5]{0,16}?)专班/g, (whole, before: string) => {
    for (let length = before.length; length >= 2; length -= 1) {
      const name = before.slice(-length);
      if (taskForces.some((force) => force.name.includes(name))) return before.slice(0, -length);
    }
    return whole;
  });
}

/** Whether a handler says that the appeal is not his. */
export function notOurs(text: string): boolean {
  return /不是我们|不归|不属|不该我们|不由我们|非我(?:们|单位|局)|不在我(?:们|单位|局)|退回|退件|应(?:该|当)?(?:是|由|归)[^,，。;；]{1,12}(?:局|委|办|中心|公司|镇|街道|专班)/.test(
    text,
  );
}

/** "请抓紧", "企业很着急，尽快": whether it urges, whatever else it says. */
export function urges(text: string): boolean {
  return urging.test(text);
}

/** "已办结", "都办完了": whether it says that the appeal is finished. */
export function saysDone(text: string): boolean {
  return /办结|办完|办好了|已(?:经)?(?:全部)?解决|处理完|解决了/.test(text);
}
