import { intents } from '../../src/chat/intents/index.ts';
import { rowOf } from '../../src/domain/verbs.ts';
import { formNames } from '../../src/presenters/cards/forms.ts';
import { phrases } from '../../src/presenters/words/verbs.ts';
import type { Chance } from '../simulate/chance.ts';
import { groups, people } from './cast.ts';
import type { Pressed } from './events.ts';
import { mutated, oddValue } from './odd.ts';
import { someNumber } from './texts.ts';

const fields = [
  ...new Set(intents.flatMap(({ verb }) => rowOf(verb).fields ?? [])),
  '__proto__',
  'constructor',
  'boss',
];
const verbs = Object.values(phrases).map(({ example }) => example.split(/[\s：:]/)[0] ?? '');
const own = [
  '按 x 进展',
  '续办 x JJ20261120-001',
  '按 __proto__ constructor',
  '不用了 x',
  '仍要提交 x',
  '清单 r-000001 超期',
];

function say(chance: Chance): unknown {
  if (chance.hits(0.1)) return oddValue(chance);
  if (chance.hits(0.1)) return chance.pick(own);
  if (chance.hits(0.2)) return `打开 ${chance.pick(formNames)} ${someNumber(chance)}`;
  return `${chance.pick(verbs)} ${someNumber(chance)}`;
}

function form(chance: Chance): unknown {
  const filled = Array.from({ length: chance.whole(0, 5) }, () => [
    chance.pick(fields),
    chance.hits(0.5) ? oddValue(chance) : chance.pick(['已解决', '2026-12-01 +0800', '已现场勘查', '3', '黄', ' ']),
  ]);
  return chance.hits(0.1) ? oddValue(chance) : Object.fromEntries(filled);
}

/** A press, of a card that may exist, with a value that no card offers. */
export function somePress(chance: Chance, cards: { message: string; chat: string }[]): Pressed {
  const card =
    cards.length > 0 && chance.hits(0.7) ? chance.pick(cards) : { message: 'om_none', chat: chance.pick(groups) };
  const value = { say: say(chance), rev: chance.hits(0.5) ? chance.whole(0, 5) : oddValue(chance) };
  return {
    ...card,
    by: chance.pick(people),
    value: chance.hits(0.15) ? mutated(value, chance) : value,
    ...(chance.hits(0.5) ? { form: form(chance) } : {}),
  };
}
