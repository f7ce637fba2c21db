import { submitAppeal } from '../../commands/intake/submitAppeal.ts';
import { route } from '../../domain/routing/route.ts';
import type { Matter } from '../../domain/texts/reading.ts';
import { labels, matterLine, questions, titles } from '../../presenters/words/questionWords.ts';
import { doneWords } from '../../presenters/words/verbs.ts';
import { fieldsOf } from '../reading/readAppeal.ts';
import { done, type Reply, type Turn } from '../turn.ts';
import { adviceOn } from './advice.ts';
import { askBack } from './askBack.ts';

/** Several matters in one message: nothing goes out as one before a press says so; one press takes all. */
export function askAboutSeveral(turn: Turn, matters: readonly Matter[]): Promise<Reply> {
  const { rules } = turn.work;
  const lines = matters.map((matter, index) => {
    const routing = route(matter.text, [], rules);
    const choice = routing.kind === 'guess' || routing.kind === 'decided' ? routing.choice.taskForce : undefined;
    const force = rules.taskForces.find(({ number }) => number === choice);
    return matterLine(index + 1, matter, force?.name);
  });
  return askBack(turn, {
    title: titles.several,
    question: questions.several(matters.length),
    lines,
    options: [
      { label: labels.each(matters.length), as: '分件' },
      { label: labels.whole, as: '合为一件' },
    ],
  });
}

/** Takes each matter of the words that were kept as an appeal of its own, with the files on each. */
export async function submitEach(turn: Turn): Promise<Reply> {
  const { work, acting, text, attachments } = turn;
  const { reader } = work.rules;
  const parts = reader.read(text).matters.map((matter) => {
    const own = matter.text.trim();
    return { matter, text: own, read: reader.read(own) };
  });
  const advice = adviceOn({ ...turn, mentioned: [] }, parts);
  const numbers: string[] = [];
  for (const [index, part] of parts.entries()) {
    const { matter, ...words } = part;
    const said = { ...words, ...fieldsOf(matter, work.rules), attachments, mentioned: [], advised: advice[index] };
    // The message stands for the first of them alone: quoting it means that one.
    const origin = numbers.length === 0 ? acting : { ...acting, from: { ...acting.from, message: undefined } };
    numbers.push((await submitAppeal(work, origin, said)).number);
  }
  return done(doneWords.submit(numbers.join('、')));
}
