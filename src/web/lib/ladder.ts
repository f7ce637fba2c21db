import type { SandboxMessage, SandboxPerson } from '../../fakeLark/api.ts';
import { mentionedIds } from './cardReading.ts';
import { codeGiven, linesOf, type TourWorld } from './talk.ts';

/** The second tour: nobody signs and nobody plans, and the reminders climb (docs/develop/domain.md#ladder). */
export const ladderSteps = ['appeal', 'today', 'last-call', 'overdue', 'draft', 'note', 'supervision'] as const;
export type LadderStep = (typeof ladderSteps)[number];

/** Where a rung was seen, and who reads it there. */
export interface Place {
  chatId: string;
  messageId: string;
  reader?: string;
}

/** Kept between visits; `step` beyond the last means finished. */
export interface LadderMemory {
  step: number;
  /** The newest sequence of all chats when the tour began: older messages do not count. */
  fromSeq: number;
  code?: string;
  places: { [S in LadderStep]?: Place };
}

interface Rung {
  /** A part of its card's title, so that small changes of wording do no harm. */
  title: RegExp;
  /** The heading in that card under which the appeal stands. */
  under?: RegExp;
  /** How time is moved until the card is there, and how often at most; absent: somebody presses a button. */
  by?: 'hour' | 'morning';
  most: number;
  /** Which of the readers is shown, by the page's name for the role. */
  reader: RegExp;
}

export const rungs: Record<Exclude<LadderStep, 'appeal'>, Rung> = {
  today: { title: /今日办理提醒/, under: /^(今日|明日)到期/, by: 'morning', most: 4, reader: /联络员|业务人员/ },
  'last-call': { title: /最后提醒/, by: 'hour', most: 10, reader: /联络员|业务人员/ },
  overdue: { title: /今日办理提醒/, under: /^(已到期|逾期|超期)/, by: 'morning', most: 4, reader: /分管/ },
  draft: { title: /审发/, by: 'morning', most: 12, reader: /值班/ },
  note: { title: /^(?!.*审发).*(情况的提示|关于.*提示)/, most: 0, reader: /主要负责人/ },
  supervision: { title: /督办/, by: 'morning', most: 8, reader: /区营商办/ },
};

/** A company of its own: the words of the first tour would be taken for a repeat. */
export const ladderAppeal =
  '沈巷镇样板模具有限公司反映：厂区变压器容量不足，增容申请一直未批，影响按期交货，请协调解决。联系人李经理，电话13900005678。';
const company = '样板模具';

/** What has been seen since; the first step moves on by itself. */
export function advanceLadder(memory: LadderMemory, world: TourWorld): LadderMemory {
  const step = ladderSteps[memory.step];
  if (!step) return memory;
  if (step === 'appeal') {
    const code = codeGiven(memory, world);
    return code ? nextRung({ ...memory, code }) : memory;
  }
  const place = memory.places[step] ?? find(step, memory, world);
  return place && !memory.places[step] ? { ...memory, places: { ...memory.places, [step]: place } } : memory;
}

export function nextRung(memory: LadderMemory): LadderMemory {
  return { ...memory, step: memory.step + 1 };
}

/** Whether the present rung has been seen. */
export function isReached({ step, places }: LadderMemory): boolean {
  const name = ladderSteps[step];
  return name !== undefined && places[name] !== undefined;
}

export function newestOfAll({ chats, messagesOf }: TourWorld): number {
  return Math.max(0, ...chats.flatMap(({ chatId }) => messagesOf(chatId).map(({ seq }) => seq)));
}

function find(step: Exclude<LadderStep, 'appeal'>, memory: LadderMemory, world: TourWorld): Place | undefined {
  const { reader } = rungs[step];
  for (const { chatId, members } of world.chats) {
    const message = world.messagesOf(chatId).findLast((each) => isRung(each, step, memory));
    if (!message) continue;
    const called = mentionedIds(message.content).filter((openId) => members.includes(openId));
    const candidates = [...called, ...members].flatMap(
      (openId) => world.people.find((one) => one.openId === openId) ?? [],
    );
    return { chatId, messageId: message.messageId, reader: (candidates.find(fits(reader)) ?? candidates[0])?.openId };
  }
  return undefined;
}

function fits(reader: RegExp): (person: SandboxPerson) => boolean {
  return ({ name, label }) => reader.test(name) || reader.test(label);
}

function isRung(
  message: SandboxMessage,
  step: Exclude<LadderStep, 'appeal'>,
  { fromSeq, code }: LadderMemory,
): boolean {
  if (message.seq <= fromSeq || !message.senderIsBot || message.recalled) return false;
  const { title, under } = rungs[step];
  const lines = linesOf(message);
  if (!title.test(lines[0] ?? '')) return false;
  const sequence = code?.split('-').at(-1) ?? '';
  const ours = lines.findIndex(
    (line) => line.includes(code ?? company) || (line.includes(company) && line.includes(sequence)),
  );
  if (ours < 0 || !under) return ours >= 0;
  const heading = lines.slice(0, ours + 1).findLast((line) => /（\d+件）/.test(line));
  return heading !== undefined && under.test(heading);
}
