import type { SandboxMessage } from '../../fakeLark/api.ts';
import { allElements, mentionedIds, openButtons } from './cardReading.ts';
import { record, str } from './loose.ts';
import { codeGiven, newest, ownMessage, readable, type TourWorld } from './talk.ts';

/** What the tour remembers between visits; `step` beyond the last means finished. */
export interface TourMemory {
  step: number;
  /** The private chat's newest sequence when the step began: older messages do not count. */
  fromSeq: number;
  code?: string;
  card?: { chatId: string; messageId: string };
  liaison?: string;
}

export const tourSteps = ['welcome', 'send', 'receipt', 'dispatch', 'sign', 'plan', 'told'] as const;

/** What the tour has learnt from the chats so far; steps that ask somebody to act move on by themselves. */
export function advanceTour(memory: TourMemory, world: TourWorld): TourMemory {
  const learnt = learn(memory, world);
  return isDone(learnt, world) && isActing(learnt) ? nextStep(learnt, world) : learnt;
}

/** The following step. The receipt may stand there as soon as the appeal was sent: only later steps move the mark. */
export function nextStep(memory: TourMemory, world: TourWorld): TourMemory {
  const fromSeq = tourSteps[memory.step] === 'send' ? memory.fromSeq : newest(world);
  return { ...memory, step: memory.step + 1, fromSeq };
}

/** Steps that end when their deed is done; the others wait for 【下一步】, so that one can read. */
function isActing(memory: TourMemory): boolean {
  return ['send', 'dispatch', 'sign', 'plan'].includes(tourSteps[memory.step] ?? '');
}

/** Whether what the present step asks for has happened. */
export function isDone(memory: TourMemory, world: TourWorld): boolean {
  switch (tourSteps[memory.step]) {
    case 'send':
      return ownMessage(memory, world) !== undefined;
    case 'receipt':
      return memory.code !== undefined;
    case 'dispatch':
      return memory.card !== undefined && world.openChat === memory.card.chatId;
    case 'sign':
      return isPast('签收', memory, world);
    case 'plan':
      return isPast('方案', memory, world);
    default:
      return true;
  }
}

function learn(memory: TourMemory, world: TourWorld): TourMemory {
  const step = tourSteps[memory.step];
  if (step === 'receipt') {
    const code = codeGiven(memory, world);
    return code && code !== memory.code ? { ...memory, code } : memory;
  }
  if (!memory.card && (step === 'dispatch' || step === 'sign' || step === 'plan')) {
    const found = findDispatch(memory, world);
    return found ? { ...memory, ...found } : memory;
  }
  return memory;
}

/** The group card of this appeal that can be signed, and whom it asks. */
function findDispatch({ code }: TourMemory, world: TourWorld): Pick<TourMemory, 'card' | 'liaison'> | undefined {
  if (!code) return undefined;
  for (const chat of world.chats.filter((each) => each.kind === 'group')) {
    const card = world.messagesOf(chat.chatId).findLast((message) => isDispatch(message, code));
    if (!card) continue;
    const known = (openId: string) => world.people.some((person) => person.openId === openId);
    const liaison = mentionedIds(card.content).find(known) ?? chat.members.find(known);
    return { card: { chatId: chat.chatId, messageId: card.messageId }, liaison };
  }
  return undefined;
}

function isDispatch(message: SandboxMessage, code: string): boolean {
  if (!message.senderIsBot || message.recalled || message.type !== 'interactive') return false;
  return readable(message).includes(code) && offers(message, '签收');
}

/** Whether a button of the card says this, or opens the form for it. */
function offers(message: SandboxMessage, verb: string): boolean {
  return openButtons(message.content).some((button) => {
    const say = str(record(button.value).say).replace(/^打开 /, '');
    return say.split(' ')[0] === verb || button.label === verb;
  });
}

/** The card no longer asks for it. An open form hides the other buttons, so it settles nothing. */
function isPast(verb: string, { card }: TourMemory, world: TourWorld): boolean {
  const message = card && world.messagesOf(card.chatId).find((each) => each.messageId === card.messageId);
  if (!message) return false;
  const filling = allElements(message.content).some((element) => element.tag === 'form');
  return message.recalled || !(filling || offers(message, verb));
}
