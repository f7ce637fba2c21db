import type { Appeal } from '../../domain/appeal/appeal.ts';
import { isOpen } from '../../domain/appeal/lifecycle.ts';
import { Refusal } from '../../domain/errors.ts';
import { may } from '../../domain/people/access.ts';
import type { Person } from '../../domain/people/contacts.ts';
import { relations } from '../../domain/people/relations.ts';
import { mayTryOutIn, readsInFull } from '../../domain/people/visibility.ts';
import { tryText } from '../../domain/routing/trial.ts';
import { whyOf } from '../../domain/routing/whyOf.ts';
import { fitsNow } from '../../domain/verbs.ts';
import { trialCard } from '../../presenters/cards/trialCard.ts';
import { type WayOut, whyCard } from '../../presenters/cards/whyCard.ts';
import { forChat, seenInChat } from '../../presenters/group/groupMessage.ts';
import { forGroup } from '../../presenters/group/groupText.ts';
import { factsShown, sharesInGroup } from '../meant/shown.ts';
import { type ReadTurn, type Reply, speakerOf, type Turn } from '../turn.ts';
import { bareVerb, type Intent, type Words } from './intent.ts';
import { findOneShown } from './one.ts';

/**
 * 测试派单: what would become of a text. Answered privately; in the centre's group, too, unless the text is sensitive.
 * Throws Refusal `trial.empty`, `trial.private`, `person.unknown`.
 */
async function tryOut({ work, speaker, place, group, mentioned }: Turn, { said, glued }: Words): Promise<Reply> {
  const text = (said ?? glued ?? '').trim();
  const person = speakerOf({ speaker });
  const inGroup = place === 'group';
  if (inGroup && !mayTryOutIn(group?.bindings ?? [], person)) throw new Refusal('trial.private', {});
  if (!text) throw new Refusal('trial.empty', {});
  const trial = tryText(text, mentioned, work.rules);
  const card = trialCard(trial, work.rules);
  const shown = inGroup && trial.outcome.how !== 'held';
  return shown ? { here: seenInChat(card, work.rules) } : { privately: card };
}

/** 为什么派给我们: shown to whoever may see the appeal, in its group masked. Throws Refusal `confidential`. */
async function explain(turn: ReadTurn, words: Words): Promise<Reply> {
  const appeal = await findOneShown(turn, 'see', words);
  if (appeal.confidential) throw new Refusal('confidential', { number: appeal.number });
  const shared = sharesInGroup(turn, appeal);
  const facts = await factsShown(turn, appeal, shared);
  const { store, rules } = turn.work;
  const why = whyOf(appeal, await store.timeline(appeal.number), rules);
  if (shared) return { here: forChat(facts, (fit, shown) => whyCard(fit, why, { way: wayInGroup(appeal), shown })) };
  const person = speakerOf(turn);
  const way = wayOf(person, appeal);
  const told = (text: string) => (readsInFull(person, appeal) ? text : forGroup(text, rules, appeal));
  return { privately: whyCard(facts, why, { way, shown: told }) };
}

/** What he may do now when it is wrong, by his rights and the state of the appeal. */
function wayOf(person: Person, appeal: Appeal): WayOut {
  const ways = ['reroute', 'transfer', 'askReturn'] as const;
  const own = ways.find((verb) => may(person, verb, appeal) && fitsNow(verb, appeal));
  return own ?? (isOpen(appeal) && !relations(person, appeal).has('centre') ? 'ask' : 'none');
}

/** The group of whoever handles it reads what its people may do. */
function wayInGroup(appeal: Appeal): WayOut {
  if (fitsNow('askReturn', appeal)) return 'askReturn';
  return isOpen(appeal) ? 'ask' : 'none';
}

const whose = '(?:我们?|本)(?:单位|专班|局|委|办|中心)?(?:的|这[里边])?';
const asked = `(?:为什么|为何|为啥)(?:会|要)?(?:(?:派|交|转|分)(?:办|送)?给?(?:了)?${whose}|是(?:这个|该|我们)(?:专班|单位)?)(?:来|办理?)*(?:的|呢|啊)?`;

/** Questions about how texts are understood and routed. */
export const explaining: Intent[] = [
  {
    name: 'why',
    verb: 'look',
    pattern: bareVerb(asked),
    run: explain,
  },
  {
    name: 'tryOut',
    verb: 'tryOut',
    pattern: /^(?:测试派单|试派单|派单测试)(?:[\s:：,，]+(?<said>[^\s:：,，][\s\S]*)|(?<glued>[^\s:：,，][\s\S]*))?$/,
    run: tryOut,
  },
];
