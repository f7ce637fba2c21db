import type { Card } from '../../domain/message.ts';
import { may } from '../../domain/people/access.ts';
import type { Person } from '../../domain/people/contacts.ts';
import { standing } from '../../domain/people/relations.ts';
import { rowOf, type Verb } from '../../domain/verbs.ts';
import { type Phrase, type PhraseName, phrases } from '../words/verbs.ts';
import { line, muted } from './facts.ts';

/** One way to say something, and what it does. */
interface Said {
  name: PhraseName;
  verb: Verb;
}

/** Lists only what this person can do. */
export function helpCard(person: Person | undefined, place: 'private' | 'group', intents: readonly Said[]): Card {
  const listed = intents.flatMap(({ name, verb }) => {
    const { example, help }: Phrase = phrases[name];
    return help && person && isListed(person, verb) ? [{ example, help }] : [];
  });
  const submits = person !== undefined && may(person, 'submit');
  const opening = !person
    ? '您还不在联系人名单中，可发送“我是谁”查看 open_id，报区营商办添加。发来的诉求会作为线索转区为企服务中心。'
    : submits
      ? '直接发送企业诉求即可受理；写明“获得电力专班”或@联络员的，直接交办。'
      : '您可以这样办理：';
  return {
    kind: 'card',
    title: '诉求管家使用说明',
    tone: 'blue',
    blocks: [
      line(opening),
      ...listed.map(({ example, help }) => line({ bold: example }, `  ${help}`)),
      muted(guide(person, place)),
    ],
  };
}

function guide(person: Person | undefined, place: 'private' | 'group'): string {
  if (!person) return '如有企业诉求，也可直接联系区为企服务中心。';
  return `${place === 'group' ? '群内请@诉求管家再发送；' : ''}编号可简写，如“003”“3号”。`;
}

function isListed(person: Person, verb: Verb): boolean {
  const { listedFor } = rowOf(verb);
  const own = standing(person);
  return listedFor ? listedFor.some((relation) => own.has(relation)) : may(person, verb);
}
