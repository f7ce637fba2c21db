import { mask } from '../../domain/texts/masking.ts';
import type { Linear } from '../learning/linear.ts';
import { running } from '../learning/running.ts';
import { clausesOf } from '../text/clauses.ts';

const longest = 24;
const shortest = 4;
/** 1. (2) ③ 四、 at the head of a clause. */
const listMark = /^\s?(?:[(（]?\d{1,2}[.、)）]|[①-⑨]|第?[一二三四五六七八九][、是])/;
/** What stands before the matter itself. */
const leads =
  /^(?:(?:各位|尊敬的)?领导(?:们)?好?|你好|您好|喂|那个|请问|顺便(?:再)?(?:问一?下)?|问一?下|麻烦记一下|反映|来电|诉称|咨询|提出|希望|说(?!起来)|讲|问(?!题)|【[^】]{1,8}】|反映问题|老板|的|事项|诉求(?:内容)?|内容|问题|[,.，。:：、;；!！?？\s(（)）】\]|-])+/;
/** Says nothing of the matter, whatever the models make of it. */
const nothing =
  /^(?:(?:单位|企业|公司|店铺)?名称.{0,30}|社会信用代码.{0,24}|(?:第.|另|又|有|又有|另有|还有)?一?家?(?:企业|公司|店)(?:负责人)?(?:反映|来电|讲|说|表示|提出)?|我们是[^,，]{1,8}|说来话长|联系人.{0,6}|走访记录|(?:序号|企业|公司|单位|名称|联系|人|电话|方式|地址|诉求|反映|事项|内容|问题|乡镇|街道|日期|时间|类别|备注){2,})$/;

/** A clause that only says who speaks, or of whom. */
export function saysNothing(clause: string): boolean {
  return nothing.test(clause.replace(/[^\p{L}\p{N}]/gu, ''));
}

const link = /(?:https?:\/\/|www\.)[^\s\u4e00-\u9fa5]+/g;

/**
 * The clause that says what the matter is, in even letters, without list mark, company and place in front. `bare` has the same
 * clauses with signs for the fields; a clause of nothing but fields says nothing.
 */
export function titleOf(bare: string, names: readonly string[], taskForce: Linear, one: number): string {
  const text = bare.replace(link, (words) => ' '.repeat(words.length));
  const along = running(text, taskForce);
  const clauses = clausesOf(text)
    .map(({ from, to }) => ({
      score: along.scores(from, to)[one] as number,
      words: told(text.slice(from, to), names),
    }))
    .filter(({ words }) => [...words].length >= shortest && !nothing.test(words));
  const best = Math.max(...clauses.map(({ score }) => score));
  const chosen =
    clauses.find(({ score }) => score >= best - 1)?.words || told(text, names) || told(bare, names, false) || '…';
  // Hidden before it is cut: half a number would no longer be known as one.
  return [...mask(chosen.replace(/\s+/g, ' '))].slice(0, longest).join('');
}

function told(words: string, names: readonly string[], withoutLead = true): string {
  const matter = withoutLead
    ? words
        .replace(listMark, '')
        .replace(/^[甲乙丙丁\s]*/, '')
        .replace(leads, '')
    : words;
  return matter.replace(/[甲乙丙丁]/g, (sign) => names[signs.indexOf(sign)] ?? '').trim();
}

const signs = '甲乙丙丁';
