import { commentOnAppeal } from '../commands/commentOnAppeal.ts';
import { reportProgress } from '../commands/reportProgress.ts';
import { supplementAppeal } from '../commands/supplementAppeal.ts';
import type { Appeal } from '../domain/appeal.ts';
import { Refusal } from '../domain/errors.ts';
import { canHappen } from '../domain/lifecycle.ts';
import { may } from '../domain/policy.ts';
import type { CardSlot } from '../ports.ts';
import * as asks from '../presenters/asks.ts';
import { askTakeBack, detailOf } from './answers.ts';
import { askBack, type Option } from './askBack.ts';
import { takePromise } from './dates.ts';
import type { Wanted } from './numbers.ts';
import { handlerOptions } from './offers.ts';
import { foundIn } from './readAppeal.ts';
import { isQuestion, notOurs, talkIn } from './talk.ts';
import { done, type Reply, speakerOf, type Turn } from './turn.ts';
import { undecided } from './undecided.ts';

interface Deed extends Wanted {
  run(turn: Turn, number: string): Promise<Reply>;
  /** Takes files without a word. */
  files: boolean;
}

const progress: Deed = {
  verb: 'progress',
  event: 'progressed',
  files: true,
  async run({ work, acting, text, attachments }, number) {
    await reportProgress(work, acting, { number, text, attachments });
    return done(`已记为进展 ${number}`);
  },
};

const supplement: Deed = {
  verb: 'supplement',
  event: 'supplemented',
  files: true,
  async run({ work, acting, text, attachments }, number) {
    const found = text ? foundIn(text) : undefined;
    await supplementAppeal(work, acting, { number, text: text || undefined, attachments, found });
    return done(`已补充到 ${number}`);
  },
};

const comment: Deed = {
  verb: 'comment',
  event: 'commented',
  files: false,
  async run({ work, acting, text, attachments }, number) {
    await commentOnAppeal(work, acting, { number, text });
    return done(`已记备注 ${number}${attachments.length > 0 ? '；备注不带附件，附件未保存' : ''}`);
  },
};

/** The card that is quoted tells what its reader is to the appeal: a receipt its submitter, a dispatch its handler. */
const deeds: Record<CardSlot | 'none', Deed[]> = {
  receipt: [supplement, comment],
  dispatch: [progress, supplement, comment],
  centre: [supplement, progress, comment],
  'head-note': [comment],
  note: [comment],
  supervision: [comment],
  order: [progress, comment],
  none: [progress, supplement, comment],
};

/** A quote means that appeal without its number, and nothing else: it never becomes an appeal or a 线索 by itself. */
export async function onQuoted(turn: Turn, number: string): Promise<Reply> {
  const appeal = await turn.work.store.appeal(number);
  if (!appeal) throw new Refusal('appeal.unknown', { number });
  if (!may(speakerOf(turn), 'see', appeal)) return notHis(turn, appeal);
  const possible = deeds[turn.quotedSlot ?? 'none'].filter((deed) => can(turn, appeal, deed));
  const [first] = possible;
  if (!first) return tooLate(turn, appeal);
  const answer = await answered(turn, appeal, first);
  if (answer) return answer;
  if (!turn.quotedSlot && possible.includes(progress) && possible.includes(supplement)) return whichRole(turn, appeal);
  return undecided(turn, appeal) ?? doubtful(turn, appeal, first) ?? first.run(turn, number);
}

/** What is no report: questions get the detail, second thoughts are asked about. */
async function answered(turn: Turn, appeal: Appeal, first: Deed): Promise<Reply | undefined> {
  const { text, work, attachments } = turn;
  const talk = talkIn(text, work.rules);
  if (talk === 'take-back' && first === supplement) return askTakeBack(turn, appeal);
  const unsigned = first === progress && appeal.status === 'dispatched';
  const question = talk === 'status' || talk === 'contact' || (unsigned && isQuestion(text) && !notOurs(text));
  return question && attachments.length === 0 ? detailOf(turn, appeal) : undefined;
}

/** Nothing is signed, returned or promised by implication: a handler presses what his words are. */
function doubtful(turn: Turn, appeal: Appeal, first: Deed): Promise<Reply> | undefined {
  const { text, work } = turn;
  const unsigned = appeal.status === 'dispatched';
  const promised = appeal.status === 'signed' && !appeal.plan && takePromise(text, work.at).promisedOn !== undefined;
  if (first !== progress || !(unsigned || notOurs(text) || promised)) return undefined;
  return askBack(turn, {
    title: `请确认如何办理 ${appeal.number}`,
    question: `${unsigned ? `${appeal.number} 尚未签收，` : ''}内容尚未记录。您刚才发来：`,
    options: handlerOptions(turn, appeal),
  });
}

function can(turn: Turn, appeal: Appeal, { verb, event, files }: Deed): boolean {
  return (files || turn.text !== '') && may(speakerOf(turn), verb, appeal) && canHappen(appeal, event);
}

function whichRole(turn: Turn, { number, title }: Appeal): Promise<Reply> {
  return askBack(turn, {
    title: `请确认如何记录 ${number}`,
    question: `您既是“${title}”的提交方，又是承办方。刚才发来：`,
    options: [
      { label: '报进展', as: '进展', number },
      { label: '补充', as: '补充', number },
    ],
  });
}

/** Finished, or not for him to do: the state is told and the words are kept. */
function tooLate(turn: Turn, appeal: Appeal): Promise<Reply> | Reply {
  return keep(turn, appeal.number, asks.notTakenAny(appeal));
}

function notHis(turn: Turn, appeal: Appeal): Promise<Reply> | Reply {
  const moved = hadIt(turn, appeal) ? asks.movedAway(appeal, turn.work.rules) : asks.notYours(appeal.number);
  return keep(turn, appeal.number, moved);
}

function keep(turn: Turn, number: string, why: string): Promise<Reply> | Reply {
  if (!turn.text) return { privately: asks.filesNotKept(why) };
  const options: Option[] = may(speakerOf(turn), 'submit')
    ? [{ label: '另立一件', as: '新诉求' }]
    : [{ label: '转区为企服务中心', as: '线索' }];
  return askBack(turn, { title: `内容未记入 ${number}`, question: `${why}您刚才发来：`, options });
}

/** It was with him or his unit before it went elsewhere. */
function hadIt(turn: Turn, appeal: Appeal): boolean {
  const person = speakerOf(turn);
  return appeal.assignments.some((held) => {
    const before: Appeal = { ...appeal, assignments: [{ ...held, to: undefined }] };
    return held.to !== undefined && appeal.status !== 'confidential' && may(person, 'comment', before);
  });
}
