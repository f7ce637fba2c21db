import { commentOnAppeal } from '../../commands/handling/commentOnAppeal.ts';
import { supplementAppeal } from '../../commands/intake/supplementAppeal.ts';
import { mustFit } from '../../commands/shared/work.ts';
import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { Draft } from '../../domain/tips.ts';
import * as asks from '../../presenters/words/questions.ts';
import { otherwiseDone } from '../../presenters/words/verbs.ts';
import { formReply } from '../intents/one.ts';
import { findSeen } from '../meant/appealMeant.ts';
import { oneNumber } from '../reading/numberWords.ts';
import { done, type Reply, speakerOf, type Turn } from '../turn.ts';
import type { Kind } from './askBack.ts';
import { takeOwn } from './drafts.ts';
import { submitText } from './newAppeal.ts';
import { submitEach } from './severalMatters.ts';
import { tip } from './tips.ts';

type Run = (turn: Turn) => Promise<Reply>;

const chosenOf = /^续办\s+([\w-]+)\s+(\S+)$/;
const meantAs = /^按\s+([\w-]+)\s+(\S+?)(?:\s+(\S+))?$/;

/** Handles a press on one of our questions: does what was said before. Undefined when the press is something else. */
export async function resumePressed(turn: Turn, run: Run): Promise<Reply | undefined> {
  if (!turn.pressed || turn.chosen) return undefined;
  const [, chosenId, chosen] = chosenOf.exec(turn.text) ?? [];
  if (chosenId && chosen) {
    const reply = await run({ ...asSaid(turn, await takeOwn(turn, chosenId, chosen)), chosen });
    return { ...reply, card: asks.chosenCard(chosen) };
  }
  const [, id, kind, number = ''] = meantAs.exec(turn.text) ?? [];
  const act = kind && Object.hasOwn(meanings, kind) ? meanings[kind as Kind] : undefined;
  if (!id || !act) return undefined;
  const draft = await takeOwn(turn, id, [kind, number].filter(Boolean).join(' '));
  mustFit(turn.work, draft.text);
  const reply = await act(asSaid(turn, draft), { number, rev: turn.rev, run });
  return { ...reply, card: asks.settledCard() };
}

/** The turn as it was when the words were said. */
function asSaid(turn: Turn, { text, attachments, chat, message }: Draft): Turn {
  const from = { ...turn.acting.from, chat, message };
  return { ...turn, text, attachments, acting: { ...turn.acting, from }, rev: undefined, form: undefined };
}

interface How {
  number: string;
  /** The appeal's version on which a decision was pressed. */
  rev?: number;
  run: Run;
}

type Act = (turn: Turn, how: How) => Promise<Reply>;

/** Runs the words as if they began with this verb. */
function asCommand(verb: string): Act {
  return (turn, { number, rev, run }) => {
    const head = [verb, number].filter(Boolean).join(' ');
    const text = turn.text ? `${head}：${turn.text}` : head;
    return run({ ...turn, text, rev, quoted: number || turn.quoted, chosen: number || undefined });
  };
}

/** Runs only the verb: the words merely led to it. */
function asBareVerb(verb: string): Act {
  return (turn, { number, rev, run }) =>
    run({ ...turn, text: [verb, number].filter(Boolean).join(' '), rev, attachments: [], chosen: number || undefined });
}

/** A number at the beginning of a leader's words is not part of the remark. */
const ownNumber = new RegExp(`^[\\s#＃]*${oneNumber}(?:这?件)?[\\s,，:：、]*`);

const meanings: Record<Kind, Act> = {
  签收: asBareVerb('签收'),
  进展: asCommand('进展'),
  方案: asCommand('方案'),
  办结: asCommand('办结'),
  申请退件: asCommand('申请退件'),
  补充: asCommand('补充'),
  更正: asCommand('更正'),
  备注: asCommand('备注'),
  意见: (turn, how) => asCommand('意见')({ ...turn, text: turn.text.replace(ownNumber, '') }, how),
  撤回: asBareVerb('撤回'),
  催办: asBareVerb('催办'),
  查看: asBareVerb('查'),
  待办: asBareVerb('我的待办'),
  查: (turn, { run }) => run({ ...turn, text: `查 ${turn.text.replace(/^.*?查(?:询|看)?(?:一下)?\s*/, '')}` }),
  新诉求: (turn) => submitText(turn, { alone: true }),
  分件: submitEach,
  合为一件: (turn) => submitText(turn, { alone: true, whole: true }),
  线索: tip,
  归入: attach,
  照办: (turn, { number, run }) => run({ ...turn, chosen: number || undefined, confirmed: true }),
  问专员: asCommand('问专员'),
  问中心: askCentre,
  暂停: asCommand('暂停'),
  延期: asCommand('延期'),
  已告知: asBareVerb('已告知'),
  审核通过: asBareVerb('审核通过'),
  退回补正: asCommand('退回补正'),
  退件不成立: asCommand('退件不成立'),
  改派: askWhereTo,
  同意: asBareVerb('同意'),
  不同意: asCommand('不同意'),
};

/** Upholding a return means sending the appeal elsewhere: the form asks where, and the words become the reason. */
async function askWhereTo(turn: Turn, { number }: How): Promise<Reply> {
  const appeal = await findSeen(turn, number);
  return formReply(turn, { appeal, verb: 'upholdReturn', values: { reason: turn.text } });
}

/** The words go to the centre, whatever they are. */
async function askCentre({ work, acting, text }: Turn, { number }: How): Promise<Reply> {
  await commentOnAppeal(work, acting, { number, text });
  return done(otherwiseDone.toCentre(number));
}

async function attach(turn: Turn, { number }: { number: string }): Promise<Reply> {
  const { work, acting, attachments } = turn;
  await supplementAppeal(work, acting, { number, attachments });
  return done(otherwiseDone.filed(number, attachments.length));
}

/** Several appeals fit: the words are kept, and a press says which one is meant. */
export async function pickList(turn: Turn, appeals: Appeal[]): Promise<Reply> {
  const { work, text, attachments, chat, acting, message } = turn;
  const id = work.newId();
  const person = speakerOf(turn).id;
  // Words that were kept before came with a different message than this press.
  const origin = { chat: acting.from.chat ?? chat, message: acting.from.message ?? message };
  await work.store.addDraft({ id, person, kind: 'fields', text, attachments, ...origin, createdAt: work.at });
  return { privately: asks.pickCard(appeals, id, work.rules) };
}
