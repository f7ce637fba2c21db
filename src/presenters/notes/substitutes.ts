import type { Text } from '../../domain/message.ts';
import type { Membership, Person } from '../../domain/people/contacts.ts';
import { type Rules, taskForce, unitName } from '../../domain/rules.ts';
import { dayText } from '../../domain/time/chinaTime.ts';
import { roleWords, tierWords } from '../words/words.ts';
import { say } from './notes.ts';

interface Told {
  absent?: Person;
  posts: Membership[];
  until: string;
  rules: Rules;
}

/** To the substitute. */
export function substituteNote({ absent, posts, until, rules }: Told): Text {
  const place = absent ? `${absent.name}外出期间，` : '';
  return say(
    `${place}由您代岗至${dayText(until)}：${postsText(posts, rules)}。期间有关交办和提醒发给您，您可代为签收和办理。发送“我的待办”可查看在办诉求。`,
  );
}

/** To the district office, as a filing (docs/develop/rules.md#rule-9). */
export function substituteFiled({ absent, posts, until, rules, substitute }: Told & { substitute: Person }): Text {
  return say(
    `代岗报备：${absent ? absent.name : '空缺岗位'}（${postsText(posts, rules)}）由${substitute.name}代岗至${dayText(until)}，到期自动结束。`,
  );
}

export function substituteEnded(): Text {
  return say('您的代岗已经结束，有关交办和提醒不再发给您。');
}

export function substituteKept(name: string, until: string): string {
  return `已登记：由${name}代岗至${dayText(until)}`;
}

function postsText(posts: Membership[], rules: Rules): string {
  return posts
    .map(({ role, unit, taskForce: number, tier }) => {
      const where = [unit ? unitName(rules, unit) : '', number ? `${taskForce(rules, number).name}专班` : ''].join('');
      return `${where}${role === 'contact' && tier ? tierWords[tier] : roleWords[role]}`;
    })
    .join('、');
}
