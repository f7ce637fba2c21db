import type { Appeal } from '../../domain/appeal/appeal.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Person } from '../../domain/people/contacts.ts';
import { relations } from '../../domain/people/relations.ts';
import { mayTryOutIn, readsInFull } from '../../domain/people/visibility.ts';
import { tryText } from '../../domain/routing/trial.ts';
import { whyOf } from '../../domain/routing/whyOf.ts';
import { trialCard } from '../../presenters/cards/trialCard.ts';
import { type Asker, whyCard } from '../../presenters/cards/whyCard.ts';
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
  if (shared) return { here: forChat(facts, (fit, shown) => whyCard(fit, why, { asker: 'handler', shown })) };
  const person = speakerOf(turn);
  const asker = askerOf(person, appeal);
  const told = (text: string) => (readsInFull(person, appeal) ? text : forGroup(text, rules, appeal));
  return { privately: whyCard(facts, why, { asker, shown: told }) };
}

/** What he can do when it is wrong. */
function askerOf(person: Person, appeal: Appeal): Asker {
  const own = relations(person, appeal);
  return (['centre', 'handler', 'submitter'] as const).find((relation) => own.has(relation)) ?? 'reader';
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
