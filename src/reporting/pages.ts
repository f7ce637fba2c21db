import type { Appeal } from '../domain/appeal/appeal.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Report } from '../ports/rows.ts';
import type { Store } from '../ports/store.ts';
import { type ListedAppeal, type ListPage, telling } from '../presenters/reports/reportList.ts';

const linesPerPage = 20;

/**
 * One page of the appeals behind a number of a report, each as it is now; `shows` tells what the reader may see.
 * Undefined when the report has no such number.
 */
export async function pageOf(
  store: Pick<Store, 'appeals' | 'clocks' | 'timeline'>,
  report: Report,
  { name, page, now, shows }: { name: string; page: number; now: Instant; shows(appeal: Appeal): boolean },
): Promise<ListPage | undefined> {
  const numbers = Object.hasOwn(report.lists, name) ? report.lists[name] : undefined;
  if (!numbers) return undefined;
  const from = (page - 1) * linesPerPage;
  const wanted = numbers.slice(from, from + linesPerPage);
  const found = wanted.length > 0 ? await store.appeals({ numbers: wanted, limit: linesPerPage }) : [];
  const shown = new Map(found.filter(shows).map((appeal) => [appeal.number, appeal]));
  const lines: ListedAppeal[] = [];
  for (const number of wanted) {
    const appeal = shown.get(number);
    if (appeal) lines.push(await lineOf(store, appeal, report.at));
  }
  const more = numbers.length > from + linesPerPage;
  return {
    ...{
      name,
      page,
      lines,
      now,
      total: Object.hasOwn(report.totals, name) ? (report.totals[name] ?? 0) : numbers.length,
      held: numbers.length,
      at: report.at,
      withheld: found.filter(({ confidential }) => !confidential).length - lines.length,
    },
    next: more ? `清单 ${report.id} ${name} ${page + 1}` : undefined,
  };
}

async function lineOf(store: Pick<Store, 'clocks' | 'timeline'>, appeal: Appeal, at: Instant): Promise<ListedAppeal> {
  const clocks = (await store.clocks(appeal.number)).filter(
    ({ stoppedAt, owner }) => !stoppedAt && owner !== 'submitter',
  );
  const due = clocks.map(({ owedAt }) => owedAt).sort()[0];
  const changed = appeal.updatedAt > at ? await store.timeline(appeal.number) : [];
  const since = changed.filter((event) => event.at > at && telling.has(event.type)).at(-1);
  return { appeal, due, since };
}
