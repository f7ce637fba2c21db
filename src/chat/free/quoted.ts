import { reportProgress } from '../../commands/handling/reportProgress.ts';
import { supplementAppeal } from '../../commands/intake/supplementAppeal.ts';
import type { Appeal } from '../../domain/appeal/appeal.ts';
import { Refusal } from '../../domain/errors.ts';
import type { CardKind } from '../../domain/message.ts';
import { may } from '../../domain/people/access.ts';
import { relations } from '../../domain/people/relations.ts';
import { hadIt } from '../../domain/people/visibility.ts';
import { fitsNow, type Verb } from '../../domain/verbs.ts';
import * as asks from '../../presenters/words/asks.ts';
import { labels, questions, titles } from '../../presenters/words/questionWords.ts';
import { doneWords, otherwiseDone } from '../../presenters/words/verbs.ts';
import { internalParts } from '../reading/internalWords.ts';
import { foundIn } from '../reading/readAppeal.ts';
import { done, type Reply, speakerOf, type Turn } from '../turn.ts';
import { detailOf } from './answers.ts';
import { askBack, type Option } from './askBack.ts';
import { type OfferName, optionsOf } from './options.ts';
import { moveOf, type Side } from './quotedTable.ts';
import { remark } from './remarks.ts';

interface Deed {
  verb: Verb;
  run(turn: Turn, appeal: Appeal): Promise<Reply>;
  /** True when files without words are accepted. */
  files: boolean;
}

const progress: Deed = {
  verb: 'progress',
  files: true,
  async run({ work, acting, text, attachments }, { number }) {
    await reportProgress(work, acting, { number, ...internalParts(text), attachments });
    return done(otherwiseDone.asProgress(number));
  },
};

/** 进展, in free words. */
export const progressOn = progress.run;

const supplement: Deed = {
  verb: 'supplement',
  files: true,
  async run({ work, acting, text, attachments }, { number }) {
    const found = text ? foundIn(text, work.rules) : undefined;
    await supplementAppeal(work, acting, { number, text: text || undefined, attachments, found });
    return done(doneWords.supplement(number));
  },
};

const comment: Deed = {
  verb: 'comment',
  files: false,
  async run(turn, appeal) {
    const reply = await remark(turn, appeal, turn.text);
    return turn.attachments.length > 0 ? done(otherwiseDone.commentWithoutFiles(appeal.number)) : reply;
  },
};

/**
 * The quoted card shows what its reader is to the appeal: a receipt means the submitter, a dispatch card the handler.
 */
const deeds: Record<CardKind | 'none', Deed[]> = {
  receipt: [supplement, comment],
  dispatch: [progress, supplement, comment],
  centre: [supplement, progress, comment],
  'head-note': [comment],
  note: [comment],
  supervision: [comment],
  order: [progress, comment],
  none: [progress, supplement, comment],
};

/** A quote always means that appeal, also without its number: the words never become a new appeal or a 线索. */
export async function onQuoted(turn: Turn, number: string): Promise<Reply> {
  const appeal = await turn.work.store.appeal(number);
  if (!appeal) throw new Refusal('appeal.unknown', { number });
  if (!may(speakerOf(turn), 'see', appeal)) return notHis(turn, appeal);
  const possible = deeds[turn.quotedSlot ?? 'none'].filter((deed) => can(turn, appeal, deed));
  const [first] = possible;
  if (!first) return tooLate(turn, appeal);
  const side = sideOf(turn, appeal, first);
  const move = moveOf(side, turn, appeal);
  if (move === 'answer') return detailOf(turn, appeal);
  if (!turn.quotedSlot && possible.includes(progress) && possible.includes(supplement)) return whichRole(turn, appeal);
  if (move === 'record') return first.run(turn, appeal);
  if (move === 'remark' && possible.includes(comment)) return comment.run(turn, appeal);
  return doubtful(turn, appeal, { side, names: move === 'remark' ? ['comment', 'look'] : move });
}

/** Drafts that wait for a person to release them. */
const drafts: ReadonlySet<CardKind | undefined> = new Set(['head-note', 'supervision'] as const);

/** What the speaker is to the appeal, by the quoted card and by his rights. */
function sideOf(turn: Turn, appeal: Appeal, first: Deed): Side {
  const { quotedSlot } = turn;
  if (drafts.has(quotedSlot)) return 'release';
  if (first === progress) return appeal.status === 'dispatched' ? 'unsigned' : 'handler';
  const own = relations(speakerOf(turn), appeal);
  if (own.has('centre') && (quotedSlot === 'centre' || !own.has('submitter'))) return centreSide(appeal);
  return first === supplement ? 'company' : 'above';
}

/** What the centre has to decide now. */
function centreSide({ status, asked }: Appeal): Side {
  if (status === 'resolved') return 'review';
  if (status === 'returned') return 'ruling';
  return asked ? 'time' : 'centre';
}

const deciding: ReadonlySet<Side> = new Set(['review', 'ruling', 'time', 'release']);
const handling: ReadonlySet<Side> = new Set(['unsigned', 'handler']);

/** Nothing is signed, returned, decided or promised by a guess: the person presses what his words mean. */
async function doubtful(
  turn: Turn,
  appeal: Appeal,
  { side, names }: { side: Side; names: readonly OfferName[] },
): Promise<Reply> {
  const { number } = appeal;
  const options = optionsOf(turn, names, appeal);
  const before = beforeQuestion(side, appeal, options[0]?.as);
  return askBack(turn, {
    title: handling.has(side) ? titles.handle(number) : titles.record(number),
    question: questions.notRecorded(before),
    options: options.length > 0 ? options : optionsOf(turn, ['look'], appeal),
  });
}

function beforeQuestion(side: Side, { number, title }: Appeal, likeliest: Option['as'] | undefined): string {
  if (side === 'unsigned') return questions.unsigned(number);
  if (deciding.has(side)) return asks.decideOnCard;
  return likeliest === '撤回' ? questions.mayWithdraw({ number, title }) : '';
}

function can(turn: Turn, appeal: Appeal, { verb, files }: Deed): boolean {
  return (files || turn.text !== '') && may(speakerOf(turn), verb, appeal) && fitsNow(verb, appeal);
}

function whichRole(turn: Turn, { number, title }: Appeal): Promise<Reply> {
  return askBack(turn, {
    title: titles.record(number),
    question: questions.twoRoles({ title }),
    options: [
      { label: labels.progress, as: '进展', number },
      { label: labels.supplement, as: '补充', number },
    ],
  });
}

/** The appeal is finished, or he may not do this: he is told the state, and the words are kept. */
function tooLate(turn: Turn, appeal: Appeal): Promise<Reply> | Reply {
  return keep(turn, appeal.number, asks.notTakenAny(appeal));
}

function notHis(turn: Turn, appeal: Appeal): Promise<Reply> | Reply {
  const moved = hadIt(speakerOf(turn), appeal) ? asks.movedAway(appeal, turn.work.rules) : asks.notYours(appeal.number);
  return keep(turn, appeal.number, moved);
}

function keep(turn: Turn, number: string, why: string): Promise<Reply> | Reply {
  if (!turn.text) return { privately: asks.filesNotKept(why) };
  const options: Option[] = may(speakerOf(turn), 'submit')
    ? [{ label: labels.apart, as: '新诉求' }]
    : [{ label: labels.toCentre, as: '线索' }];
  return askBack(turn, { title: titles.notTaken(number), question: questions.notTaken(why), options });
}
