import { appointSubstitute, endSubstitute } from '../../commands/people/appointSubstitute.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Membership, Tier } from '../../domain/people/contacts.ts';
import { substituteKept } from '../../presenters/notes/substitutes.ts';
import { otherwiseDone } from '../../presenters/words/verbs.ts';
import { readDate } from '../reading/dates.ts';
import { readUnit, rulesOfDistrict } from '../reading/targets.ts';
import { done, type Reply, type Turn } from '../turn.ts';
import type { Intent, Words } from './intent.ts';

const tiers: Record<string, Tier> = { 主要负责人: 1, 一把手: 1, 分管负责同志: 2, 分管: 2, 业务人员: 3, 业务: 3 };
const unitAndTier = new RegExp(`^(?<unit>\\S{1,40}?)\\s*的?(?<tier>${Object.keys(tiers).join('|')})`);

/** "代岗 @某同志 至11月30日"; the district office also "代岗 @甲 由@乙 至…" and "代岗 区发改委 分管 由@乙 至…". */
async function substitute(turn: Turn, { date = '', post = '' }: Words): Promise<Reply> {
  const { work, acting, mentioned, unknown } = turn;
  if (unknown.length > 0) throw new Refusal('substitute.unknown', { names: unknown });
  const substitute = mentioned.at(-1);
  if (!substitute) throw new Refusal('substitute.nobody', {});
  const until = readDate(date, work.at, work);
  if (!until) throw new Refusal('date.unreadable', { text: date });
  const absent = mentioned.length > 1 ? mentioned[0] : undefined;
  const posts = absent ? undefined : await vacantPost(turn, post);
  const left = absent || posts ? '' : namedIn(post);
  if (left) throw new Refusal('substitute.unknown', { names: [left] });
  await appointSubstitute(work, acting, { substitute, absent, posts, until });
  return done(substituteKept(substitute.name, until));
}

async function vacantPost({ work }: Turn, words: string): Promise<Membership[] | undefined> {
  const named = unitAndTier.exec(words.replace(/@\S+/g, '').trim())?.groups;
  const tier = named && tiers[named.tier ?? ''];
  if (!named || !tier) return undefined;
  return [{ role: 'contact', unit: readUnit(named.unit ?? '', await rulesOfDistrict(work)), tier }];
}

/** A name without @ means somebody other than the speaker, so the speaker's own post must not be given away. */
function namedIn(words: string): string {
  const since = /(?:从|自)?(?:今天|今日|明天|明日|后天|[\d年月日号./-]+)(?:起|开始)?/g;
  const rest = words.replace(/@\S+/g, '').replace(since, '');
  return rest.replace(/期间|岗位|我的|我|由|请|让|[\s,，。:：]/g, '');
}

async function end({ work, acting, mentioned, unknown }: Turn): Promise<Reply> {
  if (unknown.length > 0) throw new Refusal('substitute.unknown', { names: unknown });
  await endSubstitute(work, acting, mentioned[0]);
  return done(otherwiseDone.substituteEnded);
}

const dateWords = '[^\\s,，。;；]{2,12}';

export const substituting: Intent[] = [
  {
    name: 'substitute',
    verb: 'substitute',
    pattern: new RegExp(
      `^我?(?:请假|外出|出差|休假)?[,，\\s]*(?:[由请]\\s*(?:@\\S{1,64}\\s*)?)?代岗(?<post>[^至到]*)[至到]\\s*(?<date>${dateWords})\\s*[。.]?$`,
    ),
    run: substitute,
  },
  {
    name: 'endSubstitute',
    verb: 'substitute',
    pattern:
      /^(?:我回来了[,，\s]*)?(?:(?:提前)?(?:结束|取消)(?:\s*@\S{1,64}(?:\s*的)?\s*)?代岗(?:\s*@\S{1,64})?|代岗结束)[。.]?$/,
    run: end,
  },
];
