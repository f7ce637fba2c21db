import { supplementAppeal } from '../../commands/intake/supplementAppeal.ts';
import { rerouteAppeal } from '../../commands/returns/rerouteAppeal.ts';
import { type Appeal, currentAssignment } from '../../domain/appeal/appeal.ts';
import { canHappen } from '../../domain/appeal/lifecycle.ts';
import { may } from '../../domain/people/access.ts';
import { route } from '../../domain/routing/route.ts';
import type { Rules } from '../../domain/rules.ts';
import { plainText } from '../../domain/texts/plainText.ts';
import type { Matter } from '../../domain/texts/reading.ts';
import { addSeconds } from '../../domain/time/chinaTime.ts';
import { shortNumber } from '../../presenters/cards/facts.ts';
import { alreadyThere } from '../../presenters/words/asks.ts';
import { addedCard } from '../../presenters/words/questions.ts';
import { labels, questions, titles } from '../../presenters/words/questionWords.ts';
import { foundIn } from '../reading/readAppeal.ts';
import { type Reply, speakerOf, type Turn } from '../turn.ts';
import { askBack } from './askBack.ts';
import { optionsOf } from './options.ts';
import { moveOf } from './quotedTable.ts';

/** How unlikely words must be about the last appeal's task force, and how likely about another, to be another matter. */
const hardlyThat = 0.05;
const sureOfOther = 0.95;

/** Is it more of that appeal, a matter of its own, or can one not tell? The models say what both are about. */
export function readContinuation(
  turn: Pick<Turn, 'text' | 'mentioned' | 'work'>,
  last: Appeal,
): 'more' | 'own' | 'unclear' {
  const { rules } = turn.work;
  const text = plainText(turn.text);
  const read = rules.reader.read(text);
  const routing = route(text, turn.mentioned, rules, read);
  if (routing.kind === 'sensitive') return 'own';
  const held = forceOf(last);
  if (routing.kind === 'decided' && held !== undefined && routing.choice.taskForce !== held) return 'own';
  const [matter] = read.matters;
  const firm = matter.company !== undefined && !sameFirm(matter.company, last);
  if (firm && last.company !== undefined) return 'own';
  const isAppeal = read.kind === 'appeal';
  if (read.kind === 'correction') return 'more';
  // Who names the company again begins anew.
  const anew = isAppeal && matter.company !== undefined && read.verb.name === 'new_appeal';
  if (anew && last.company !== undefined) return 'own';
  if (isElsewhere(matter, held)) return isAppeal ? 'own' : 'unclear';
  return firm && isAppeal ? 'unclear' : 'more';
}

function isElsewhere({ ranking }: Matter, held: number | undefined): boolean {
  const [best] = ranking;
  const same = ranking.find(({ taskForce }) => taskForce === held)?.confidence ?? 0;
  return held !== undefined && best.taskForce !== held && best.confidence >= sureOfOther && same <= hardlyThat;
}

function sameFirm(name: string, { company = '', text }: Appeal): boolean {
  return text.includes(name) || (company !== '' && (name.includes(company) || company.includes(name)));
}

function forceOf(appeal: Appeal): number | undefined {
  const { routing } = appeal;
  return currentAssignment(appeal)?.taskForce ?? ('choice' in routing ? routing.choice.taskForce : undefined);
}

/**
 * One sender's text, photos and voice within two minutes are one message: the appeal is stored at once, later parts are
 * added to it, and one press takes them out again. Contact data alone may follow for a longer time. Undefined when the
 * words are a separate matter.
 */
export async function gather(turn: Turn): Promise<Reply | undefined> {
  const { gatherSeconds, attachSeconds } = turn.work.rules.district;
  const contactOnly = isFragment(turn.text, turn.work.rules);
  if (turn.place !== 'private') return contactOnly ? fragmentInGroup(turn) : undefined;
  const last = await lastAppeal(turn, contactOnly ? attachSeconds : gatherSeconds);
  if (!last) return contactOnly ? askWhose(turn) : undefined;
  const read = readContinuation(turn, last);
  if (read === 'more') return addPlain(turn, last);
  if (read === 'own') return undefined;
  return askBack(turn, {
    title: titles.another,
    question: questions.another(last),
    options: [
      { label: labels.supplementTo(shortNumber(last.number)), as: '补充', number: last.number },
      { label: labels.apart, as: '新诉求' },
    ],
  });
}

/**
 * In a group others may speak in between: contact data belongs to the appeal that the person submitted in this chat.
 */
async function fragmentInGroup(turn: Turn): Promise<Reply> {
  const { store, rules } = turn.work;
  const last = await lastAppeal(turn, rules.district.attachSeconds);
  const [first] = last ? await store.timeline(last.number) : [];
  return last && first?.from.chat === turn.chat ? add(turn, last) : askWhose(turn);
}

/** Contact data alone is not an appeal, so ask whose it is. */
export function askWhose(turn: Turn): Promise<Reply> {
  return askBack(turn, {
    title: titles.whichOne,
    question: questions.contactOnly,
    options: [
      { label: labels.supplementOne, as: '补充' },
      { label: labels.asNew, as: '新诉求' },
    ],
  });
}

/** Letters that may stand beside contact data: 补充：企业联系人是. */
const labelLetters = 8;

/** Whether the text is only contact data: names and numbers, with hardly a word beside them. */
export function isFragment(text: string, rules: Rules): boolean {
  const { kind, matters } = rules.reader.read(text);
  const [{ bare, company, contact, phones }] = matters;
  const found = company !== undefined || contact !== undefined || phones.length > 0;
  const beside = bare.replace(/[^\p{Script=Han}a-z]|[甲乙丙丁]/gu, '');
  return found && kind !== 'appeal' && matters.length === 1 && beside.length <= labelLetters;
}

/**
 * Adds plain statements. A question or a second thought right after an appeal is not part of it: the person presses
 * what it is.
 */
function addPlain(turn: Turn, last: Appeal): Promise<Reply> {
  const move = moveOf('gathered', turn, last);
  if (typeof move === 'string') return add(turn, last);
  return askBack(turn, {
    title: titles.record(last.number),
    question: questions.gathered(last),
    options: [...optionsOf(turn, move, last), { label: labels.apart, as: '新诉求' }],
  });
}

async function add(turn: Turn, { number, text: before }: Appeal): Promise<Reply> {
  const { work, acting, text, attachments, message } = turn;
  if (attachments.length === 0 && before.includes(text)) return { privately: alreadyThere(number) };
  const appeal = await supplementAppeal(work, acting, { number, text, attachments, found: foundIn(text, work.rules) });
  await followNamed(turn, appeal);
  return { privately: addedCard(appeal, message) };
}

/** "请专班8协调", said right after an appeal with unclear routing, decides its task force. */
async function followNamed({ work, acting, text, mentioned }: Turn, { number, status, routing }: Appeal) {
  if (status !== 'received' || routing.kind !== 'unsure') return;
  const said = route(text, mentioned, work.rules);
  if (said.kind === 'decided') await rerouteAppeal(work, acting, { number, taskForce: said.choice.taskForce });
}

/** The person's newest appeal, if it is at most this old and still open. */
export async function lastAppeal(turn: Turn, seconds: number): Promise<Appeal | undefined> {
  const { store, at } = turn.work;
  const receivedFrom = addSeconds(at, -seconds);
  const [newest] = await store.appeals({ submittedBy: speakerOf(turn).id, receivedFrom, limit: 1 });
  const own = newest && may(speakerOf(turn), 'see', newest);
  return own && canHappen(newest, 'supplemented') ? newest : undefined;
}
