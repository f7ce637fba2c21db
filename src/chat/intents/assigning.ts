import { rerouteAppeal } from '../../commands/returns/rerouteAppeal.ts';
import { transferAppeal } from '../../commands/returns/transferAppeal.ts';
import type { Appeal } from '../../domain/appeal/appeal.ts';
import { Refusal } from '../../domain/errors.ts';
import { type Rules, taskForce } from '../../domain/rules.ts';
import { chooseForceCard } from '../../presenters/cards/chooseForceCard.ts';
import { setFor } from '../../presenters/notes/notes.ts';
import { maybeUnit } from '../../presenters/words/doubts.ts';
import { fieldWords } from '../../presenters/words/questionWords.ts';
import { doneWords } from '../../presenters/words/verbs.ts';
import { Doubtful } from '../free/askBack.ts';
import { oneNumber } from '../reading/numberWords.ts';
import { type ReadTarget, readTarget, readTaskForce, readUnit, rulesOfDistrict } from '../reading/targets.ts';
import { done, type Reply, type Turn } from '../turn.ts';
import { bareVerb, type Intent, textIn, verbWithText, type Words } from './intent.ts';
import { findOneMeant, findOneShown, formReply, mayFill } from './one.ts';

async function reroute(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await findOneMeant(turn, 'reroute', words);
  const target = turn.form?.task_force ?? words.target ?? '';
  const force = readTaskForce(target, turn.work.rules);
  const changed = await rerouteAppeal(turn.work, turn.acting, { number: appeal.number, taskForce: force.number });
  return done(changed.status === 'dispatched' ? doneWords.reroute(force.name) : setText(changed, turn));
}

/** Before the dispatch nothing has moved yet: the text says where the appeal will go, and when. */
function setText({ number, routing, dispatchAt }: Appeal, { work }: Turn): string {
  const force = 'choice' in routing ? taskForce(work.rules, routing.choice.taskForce).name : '';
  return setFor(number, { force, at: dispatchAt });
}

/** 换一个 and 其他…: all task forces to choose from, shown in the card that was pressed. */
async function chooseOther(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await findOneShown(turn, 'reroute', words);
  await mayFill(turn, appeal, 'reroute');
  return shown(turn, chooseForceCard(appeal, turn.work.rules));
}

/** A press changes its own card; for typed words the card is sent privately. */
function shown(turn: Turn, card: Reply['card']): Reply {
  return turn.pressed ? { card } : { privately: card };
}

async function transfer(turn: Turn, words: Words): Promise<Reply> {
  const appeal = await findOneMeant(turn, 'transfer', words);
  const { form, work } = turn;
  const said = textIn(words).replace(/^[,，]?改?派给?(?=\S)/, '');
  if (!form && !said) return formReply(turn, { appeal, verb: 'transfer' });
  const rules = await rulesOfDistrict(work);
  const { doubt, ...target } = form ? formTarget(turn, rules) : readTarget(said, rules);
  if (doubt && !turn.confirmed) throw new Doubtful(maybeUnit({ appeal, words: doubt, target, rules }), appeal.number);
  const moved = await transferAppeal(work, turn.acting, { number: appeal.number, ...target });
  return done(moved.status === 'received' ? setText(moved, turn) : doneWords.transfer(appeal.number));
}

function formTarget({ form }: Turn, rules: Rules): ReadTarget {
  const force = form?.task_force?.trim();
  const unit = form?.unit?.trim();
  if (!force && !unit) throw new Refusal('field.missing', { fields: [fieldWords.force] });
  return {
    taskForce: force ? readTaskForce(force, rules).number : undefined,
    unit: unit ? readUnit(unit, rules) : undefined,
    reason: form?.reason?.trim() || undefined,
  };
}

const upheld = '(?:同意退件|退件成立)';

/**
 * Intents that say where an appeal goes, before and after its dispatch. The order matters: the first pattern that fits
 * wins.
 */
export const assigning: Intent[] = [
  {
    name: 'reroute',
    verb: 'reroute',
    pattern: new RegExp(`^拟派\\s*(?<after>${oneNumber})(?:\\s+(?<target>\\S+))?$`),
    run: reroute,
  },
  {
    name: 'chooseOther',
    verb: 'reroute',
    pattern: bareVerb('换一个|其他专班'),
    run: chooseOther,
  },
  {
    name: 'transfer',
    verb: 'transfer',
    pattern: verbWithText(`(?:${upheld}[,，]?)?改派|转办|${upheld}`),
    run: transfer,
  },
  {
    name: 'handTo',
    verb: 'transfer',
    pattern: new RegExp(
      `^请?(?:(?:交办|派单|派给|转给)给?\\s*(?<after2>${oneNumber})[\\s,，给到至]+(?<text2>[^\\s,，给到至][\\s\\S]*)|(?:[把将]\\s*)?(?<before3>${oneNumber})\\s*(?:交办|派单|派|转)(?:[给到至\\s]\\s*|(?=专班))(?<text3>\\S[\\s\\S]*))$`,
    ),
    run: transfer,
  },
];
