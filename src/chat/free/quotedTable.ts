import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { Said as Circumstances } from '../../domain/texts/reading.ts';
import type { Turn } from '../turn.ts';
import type { OfferName } from './options.ts';
import { isSaid, type Said } from './said.ts';

/**
 * What a person who quotes a card is to its appeal at that moment: the unit before and after its sign-in; the company's
 * side (also right after its own appeal, without a quote: gathering.ts); the centre while it must review, rule or grant
 * time, and at other times; people above, who may only remark.
 */
export type Side =
  | 'unsigned'
  | 'handler'
  | 'company'
  | 'gathered'
  | 'review'
  | 'ruling'
  | 'time'
  | 'centre'
  | 'above'
  | 'release';

/**
 * `record`: stored at once as the first deed of the card; `remark`: stored at once as 备注; `answer`: answered from the
 * appeal. Else the words are kept and shown again with these buttons, the likeliest first.
 */
export type Move = 'record' | 'remark' | 'answer' | readonly OfferName[];

const decision = ['approve', 'reject', 'askUnit', 'comment'] as const;

/**
 * What is done with words on a quoted card: for each side, the first kind that fits. Only plain statements are stored
 * at once. A decision is never taken from words alone, and only the company's own words become part of the appeal's
 * text.
 */
const table: Record<Side, readonly (readonly [Said, Move])[]> = {
  unsigned: [
    ['elsewhere', ['giveBack', 'sign', 'progress']],
    ['asks-desk', 'answer'],
    ['asks', ['askCompany', 'askCentre', 'sign', 'progress']],
    ['promises', ['sign', 'plan', 'progress', 'giveBack']],
    ['finished', ['resolve', 'progress', 'sign']],
    ['anything', ['sign', 'progress', 'giveBack']],
  ],
  handler: [
    ['elsewhere', ['giveBack', 'askCentre', 'progress']],
    ['asks-desk', 'answer'],
    ['asks', ['askCompany', 'askCentre', 'progress']],
    ['puts-off', ['pause', 'extend', 'progress', 'askCentre']],
    ['promises', ['plan', 'progress']],
    ['finished', ['resolve', 'progress']],
    ['requests', ['askCentre', 'askCompany', 'progress']],
    ['talks', ['progress', 'comment']],
    ['anything', 'record'],
  ],
  company: [
    ['takes-back', ['withdraw', 'supplement', 'comment']],
    ['asks-desk', 'answer'],
    ['urges', ['nudge', 'askUnit', 'supplement', 'look']],
    ['asks', ['askUnit', 'nudge', 'supplement', 'look']],
    ['told-company', ['inform', 'supplement', 'comment']],
    ['puts-off', ['askUnit', 'withdraw', 'supplement']],
    ['talks', ['supplement', 'comment', 'look']],
    ['anything', 'record'],
  ],
  gathered: [
    ['takes-back', ['withdraw', 'supplement']],
    ['asks', ['supplement', 'askUnit', 'look']],
    ['talks', ['supplement', 'look']],
    ['anything', 'record'],
  ],
  review: [
    ['asks-desk', 'answer'],
    ['asks', ['askUnit', 'reject', 'look']],
    ['agrees', decision],
    ['anything', ['reject', 'comment', 'approve']],
  ],
  ruling: [
    ['asks-desk', 'answer'],
    ['asks', ['askUnit', 'look']],
    ['agrees', ['upholdReturn', 'refuseReturn', 'comment']],
    ['anything', ['refuseReturn', 'upholdReturn', 'comment']],
  ],
  time: [
    ['asks-desk', 'answer'],
    ['asks', ['askUnit', 'look']],
    ['agrees', ['grantTime', 'refuseTime', 'comment']],
    ['anything', ['refuseTime', 'grantTime', 'comment']],
  ],
  centre: [
    ['takes-back', ['withdraw', 'comment', 'supplement']],
    ['asks-desk', 'answer'],
    ['asks', ['askUnit', 'supplement', 'look']],
    ['told-company', ['inform', 'comment', 'supplement']],
    ['decides', ['comment', 'look']],
    ['company-facts', 'record'],
    ['anything', 'remark'],
  ],
  release: [
    ['asks-desk', 'answer'],
    ['decides', ['comment', 'look']],
    ['anything', 'record'],
  ],
  above: [
    ['asks-desk', 'answer'],
    ['anything', 'record'],
  ],
};

/** How the reader tells who speaks. */
const speaker: Record<Side, Circumstances['by']> = {
  unsigned: 'handler',
  handler: 'handler',
  company: 'submitter',
  gathered: 'submitter',
  review: 'centre',
  ruling: 'centre',
  time: 'centre',
  centre: 'centre',
  release: 'centre',
  above: 'leader',
};

/** What is done with these words. Words that came with files are not only a question; files alone say nothing. */
export function moveOf(
  side: Side,
  turn: Pick<Turn, 'text' | 'mentioned' | 'work' | 'attachments'>,
  appeal: Appeal,
): Move {
  const { text, attachments } = turn;
  const heard = { ...turn, said: { by: speaker[side], quoting: side !== 'gathered' } };
  const fits = ([kind, move]: readonly [Said, Move]) => {
    if (kind === 'anything') return true;
    if (text === '' || (move === 'answer' && attachments.length > 0)) return false;
    return matters(kind, appeal) && isSaid(kind, heard);
  };
  return table[side].find(fits)?.[1] ?? 'record';
}

/** A date is a promise only before there is a plan; afterwards it is part of the report. */
function matters(kind: Said, { plan, status }: Appeal): boolean {
  return kind !== 'promises' || (!plan && (status === 'dispatched' || status === 'signed'));
}
