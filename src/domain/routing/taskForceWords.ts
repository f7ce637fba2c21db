import type { TaskForce } from '../rules.ts';
import { plainText } from '../texts/plainText.ts';

// A number that counts days, months or people is not the number of a task force: 专班3天没回复, 11月3号专班来过, 18个专班.
const counted = '(?!\\d|\\s?[月日年天点个家件条人次名周小分%.:：万亿元米吨])';
const digits = new RegExp(
  `专班\\s?第?\\s?(\\d{1,2})${counted}|(?<![\\d月.]\\s?)第?\\s?(?<!\\d)(\\d{1,2})\\s?号?\\s?(?:指标|工作)?专班`,
  'g',
);

/**
 * Task forces that the text names clearly: 获得电力专班, 专班8, 8号专班. Ordinary words alone such as 政府采购, or a number alone,
 * never decide: they may be just what people complain about.
 */
export function namedTaskForces(text: string, taskForces: TaskForce[]): number[] {
  const found = new Set<number>();
  const plain = plainText(text);
  for (const match of plain.matchAll(digits)) {
    const number = Number(match[1] ?? match[2]);
    if (taskForces.some((force) => force.number === number)) found.add(number);
  }
  const longestFirst = [...taskForces].sort((a, b) => b.name.length - a.name.length);
  let rest = plain.replace(/\s/g, '');
  for (const { number, name, fullName } of longestFirst) {
    for (const title of [fullName, `${name}指标专班`, `${name}工作专班`, `${name}专班`]) {
      if (!rest.includes(title)) continue;
      found.add(number);
      rest = rest.replaceAll(title, ' ');
    }
  }
  return [...found];
}

/**
 * The task force with this number or (part of a) name, as an administrator types it; several when the words fit
 * several.
 */
export function findTaskForces(words: string, taskForces: TaskForce[]): TaskForce[] {
  const wanted = plainText(words)
    .replace(/\s/g, '')
    .replace(/(指标)?(工作)?专班$/, '');
  const number = /^第?(\d{1,2})号?$/.exec(wanted.replace(/^专班/, ''))?.[1];
  if (number) return taskForces.filter((force) => force.number === Number(number));
  const exact = taskForces.filter(({ name }) => name === wanted);
  if (exact.length > 0 || wanted.length < 2) return exact;
  return taskForces.filter(({ name }) => name.includes(wanted));
}
