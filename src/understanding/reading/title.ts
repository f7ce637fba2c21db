import { mask } from '../../domain/texts/masking.ts';
import { maskName } from '../../domain/texts/maskNames.ts';
import type { Linear } from '../learning/linear.ts';
import { running } from '../learning/running.ts';
import { clausesOf, type Span } from '../text/clauses.ts';
import { even } from '../text/even.ts';
import type { Part } from './fields.ts';

const longest = 24;
const shortest = 4;
/** 1. (2) ③ 四、 at the head of a clause. */
const listMark = /^\s?(?:[(（]?\d{1,2}[.、)）]|[①-⑨]|第?[一二三四五六七八九][、是])/;
/** What stands before the matter itself. */
const leads =
  /^(?:(?:各位|尊敬的)?领导(?:们)?好?|你好|您好|喂|那个|请问|顺便(?:再)?(?:问一?下)?|问一?下|麻烦记一下|反映|来电|诉称|咨询|提出|希望|说(?!起来)|讲|问(?!题)|【[^】]{1,8}】|反映问题|老板|的|事项|诉求(?:内容)?|内容|问题|[,.，。:：、;；!！?？\s(（)）】\]|-])+/;
/** Says nothing of the matter, whatever the models make of it. */
const nothing =
  /^(?:(?:单位|企业|公司|店铺)?名称.{0,30}|社会信用代码.{0,24}|(?:第.|另|又|有|又有|另有|还有)?一?家?(?:企业|公司|店)(?:负责人)?(?:反映|来电|讲|说|表示|提出)?|我们是[^,，]{1,8}|(?:请|转|麻烦|由)?.{0,10}专班\d{0,2}(?:协调|看看|看|办理|处理|牵头)?(?:一下)?|说来话长|联系人.{0,6}|走访记录|(?:序号|企业|公司|单位|名称|联系|人|电话|方式|地址|诉求|反映|事项|内容|问题|乡镇|街道|日期|时间|类别|备注){2,})$/;

/** A clause that only says who speaks, or of whom, or that somebody will. */
export function saysNothing(clause: string): boolean {
  const matter = clause.replace(leads, '').replace(/[^\p{L}\p{N}]/gu, '');
  return matter === '' || nothing.test(matter);
}

const link = /(?:https?:\/\/|www\.)[^\s\u4e00-\u9fa5]+/g;

/**
 * The clause that says what the matter is, as people wrote it (`written`), without list mark, company and place in
 * front; names and numbers are hidden. A clause of nothing but fields says nothing.
 */
export function titleOf(part: Part, written: string, taskForce: Linear, one: number): string {
  const shown = shownOf(part, written);
  const text = part.bare.replace(link, (words) => ' '.repeat(words.length));
  const along = running(text, taskForce);
  const whole = { from: 0, to: text.length };
  const told = (clause: Span, own = text, withoutLead = true) => shown(matterIn(own, clause, withoutLead), own);
  const clauses = clausesOf(text)
    .map((clause) => ({ score: along.scores(clause.from, clause.to)[one] as number, words: told(clause) }))
    .filter(({ words }) => [...words].length >= shortest && !nothing.test(even(words)));
  const best = Math.max(...clauses.map(({ score }) => score));
  const chosen =
    clauses.find(({ score }) => score >= best - 1)?.words || told(whole) || told(whole, part.bare, false) || '…';
  // Hidden before it is cut: half a number would no longer be known as one.
  return [...mask(chosen)].slice(0, longest).join('');
}

/** Where the matter begins behind list mark, fields and lead of a clause. */
function matterIn(text: string, { from, to }: Span, withoutLead: boolean): Span {
  if (!withoutLead) return { from, to };
  const words = text.slice(from, to);
  const told = words
    .replace(listMark, '')
    .replace(/^[甲乙丙丁\s]*/, '')
    .replace(leads, '');
  return { from: to - told.length, to };
}

/** Words of a bare text as they were written: companies stay, other fields are left out, people are hidden. */
function shownOf({ fields, places }: Part, written: string): (at: Span, own: string) => string {
  const person = (from: number) => fields.find((one) => one.field === 'person' && one.from <= from && from < one.to);
  return ({ from: begin, to: end }, own) => {
    const words = places.slice(begin, end).map(({ from, to, field }, index) => {
      if (field) return field.field === 'company' ? written.slice(from, to) : '';
      const named = person(from);
      if (named) return named.from === from ? maskName(written.slice(named.from, named.to)) : '';
      return own.charAt(begin + index) === ' ' ? ' ' : written.slice(from, to);
    });
    return words.join('').replace(/\s+/g, ' ').trim();
  };
}
