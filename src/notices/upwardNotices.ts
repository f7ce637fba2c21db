import { type Appeal, currentAssignment, type Instruction } from '../domain/appeal/appeal.ts';
import type { AppealEvent } from '../domain/appeal/events.ts';
import { may } from '../domain/people/access.ts';
import { distinctPeople, holds, type Person, roles } from '../domain/people/contacts.ts';
import type { Store } from '../ports/store.ts';
import type { AppealFacts } from '../presenters/cards/facts.ts';
import { headNoteCard } from '../presenters/cards/headNote.ts';
import { answerCard, instructionCard, instructionNote } from '../presenters/cards/instruction.ts';
import { orderCard } from '../presenters/cards/supervision.ts';
import { urgeNote } from '../presenters/cards/supervisionLines.ts';
import { forChat } from '../presenters/group/groupMessage.ts';
import { unreachedNote } from '../presenters/words/upwardWords.ts';
import { named } from './drawing.ts';
import { instructionReaders } from './instructionReaders.ts';
import { dispatchChat, type Notice, privately, toCentre } from './recipients.ts';
import { handlersOf, tierOf } from './tiers.ts';

export type UpwardEvent = Extract<
  AppealEvent,
  { type: 'head_noted' | 'supervised' | 'instructed' | 'instruction_answered' }
>;

/** Who is told of a note to a head, a 督办, a leader's 批示 and its answer. */
export async function upwardNotices(event: UpwardEvent, facts: AppealFacts, store: Store): Promise<Notice[]> {
  switch (event.type) {
    case 'head_noted':
      return (await heads(store, facts)).flatMap((head) =>
        privately(head, headNoteCard(facts), { as: 'heads', slot: 'note' }),
      );
    case 'supervised':
      return event.level === 'red' ? orderNotices(store, facts) : urgeNotices(store, facts, event);
    case 'instructed': {
      const given = facts.appeal.instructions?.find(({ id }) => id === event.instruction);
      return given ? [...(await toInstructed(store, facts, given)), ...(await tellCentre(store, facts, given))] : [];
    }
    case 'instruction_answered':
      return answerNotices(store, facts, event);
    default:
      return event satisfies never;
  }
}

/** 批示 that are still open when the appeal goes to a new holder, who then has to answer them. */
export async function openInstructions(store: Store, facts: AppealFacts): Promise<Notice[]> {
  const open = facts.appeal.instructions?.filter(({ answer }) => !answer) ?? [];
  return (await Promise.all(open.map((one) => toInstructed(store, facts, one)))).flat();
}

async function heads(store: Store, { appeal, rules }: AppealFacts): Promise<Person[]> {
  const held = currentAssignment(appeal);
  return held ? tierOf(store, rules, held, 'head') : [];
}

interface Unit {
  chat?: string;
  readers: Person[];
}

/**
 * The chat where the unit is told in public, and who is mentioned there: in groups only officers and deputies
 * (docs/develop/domain.md#todays-list).
 */
async function unitOf(store: Store, { appeal, rules }: AppealFacts): Promise<Unit> {
  const held = currentAssignment(appeal);
  if (!held) return { readers: [] };
  const chat = await dispatchChat(store, rules, held);
  const people = [...(await handlersOf(store, rules, held)), ...(await tierOf(store, rules, held, 'deputy'))];
  return { chat: chat?.id, readers: distinctPeople(people) };
}

async function orderNotices(store: Store, facts: AppealFacts): Promise<Notice[]> {
  const { chat, readers } = await unitOf(store, facts);
  const card = forChat(facts, orderCard);
  const unit = chat
    ? [{ to: { chat }, message: card, slot: 'order' as const }]
    : readers.flatMap((reader) => privately(reader, card, { as: 'handlers', slot: 'order' }));
  const told = unit.length > 0 ? unit : await toCentre(store, forChat(facts, unreachedNote));
  const toHeads = (await heads(store, facts)).flatMap((head) => privately(head, card, { as: 'heads', slot: 'order' }));
  return [...told, ...toHeads];
}

async function urgeNotices(
  store: Store,
  facts: AppealFacts,
  { reason, by }: Extract<UpwardEvent, { type: 'supervised' }>,
): Promise<Notice[]> {
  const { chat, readers } = await unitOf(store, facts);
  const urger = by.role === 'district-office' ? '区营商办' : '区为企服务中心';
  const message = forChat(facts, (fit, words) =>
    urgeNote(fit, { reason: words(reason), by: urger }, readers.map(named)),
  );
  if (chat) return [{ to: { chat }, message }];
  const told = readers.flatMap((reader) => privately(reader, message, { as: 'handlers' }));
  return told.length > 0 ? told : toCentre(store, forChat(facts, unreachedNote));
}

async function toInstructed(store: Store, facts: AppealFacts, given: Instruction): Promise<Notice[]> {
  const { handlers, deputies } = await instructionReaders(store, facts);
  return [
    ...handlers.flatMap((person) => privately(person, instructionCard(facts, given, true), { as: 'handlers' })),
    ...deputies.flatMap((person) => privately(person, instructionCard(facts, given, false), { as: 'deputies' })),
  ];
}

function tellCentre(store: Store, facts: AppealFacts, given: Instruction): Promise<Notice[]> {
  return toCentre(
    store,
    forChat(facts, (fit) => instructionNote(fit, instructionOf(fit, given))),
  );
}

/** The same 批示 among the facts of a group. */
function instructionOf({ appeal }: AppealFacts, { id }: Instruction): Instruction {
  return appeal.instructions?.find((one) => one.id === id) as Instruction;
}

async function answerNotices(store: Store, facts: AppealFacts, { at }: AppealEvent): Promise<Notice[]> {
  const notices: Notice[] = [];
  for (const one of facts.appeal.instructions?.filter(({ answer }) => answer?.at === at) ?? []) {
    for (const giver of await givers(store, facts, one))
      notices.push(...privately(giver, answerCard(facts, one, false), { as: 'giver' }));
    const draw = (fit: AppealFacts) => answerCard(fit, instructionOf(fit, one), true);
    notices.push(...(await toCentre(store, forChat(facts, draw))));
  }
  return notices;
}

/**
 * The person who gave the 批示, or who holds his post now. If a liaison recorded it: the liaison, and also the leader
 * when the district has only one.
 */
async function givers(store: Store, { appeal }: AppealFacts, { id, by, recorded }: Instruction): Promise<Person[]> {
  const found = await store.person(by);
  const writer = found && may(found, 'instruct', appeal) ? found : await successor(store, appeal, id);
  if (!recorded) return writer ? [writer] : [];
  const leaders = await store.people({ roles: ['leader'] });
  const meant = leaders.length === 1 ? leaders.filter((leader) => !holds(leader, 'leader-liaison')) : [];
  return [...meant, ...(writer ? [writer] : [])];
}

/** The person who now holds the post from which it was given, if there is only one such person. */
async function successor(
  store: Store,
  { number, assignments }: Appeal,
  instruction: string,
): Promise<Person | undefined> {
  const timeline = await store.timeline(number);
  const given = timeline.find((event) => event.type === 'instructed' && event.instruction === instruction);
  const role = roles.find((known) => known === given?.by.role);
  if (!role) return undefined;
  const taskForce = role === 'task-force-leader' ? assignments.at(-1)?.taskForce : undefined;
  const [only, another] = await store.people({ roles: [role], taskForce });
  return another ? undefined : only;
}
