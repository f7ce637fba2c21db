import { canHappen } from '../../domain/appeal/lifecycle.ts';
import { recalculate } from '../../domain/appeal/timeDecisions.ts';
import { type AppliedRules, isSameRules, movesOf, rulesNow } from '../../domain/clocks/ruleChange.ts';
import { Refusal } from '../../domain/errors.ts';
import { authorize } from '../../domain/people/access.ts';
import { timingOf } from '../../domain/time/deadlines.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Report } from '../../ports/rows.ts';
import type { Store } from '../../ports/store.ts';
import type { RuleChange } from '../../presenters/notes/ruleChange.ts';
import { record } from '../shared/record.ts';
import { type Acting, personOf, scheduler, stampOf, type Work } from '../shared/work.ts';

const appliedKey = 'rules:applied';
const shownKey = 'rules:shown';
/** Appeals of one unit of work: a press elsewhere waits no longer than for these. */
const batch = 25;

/** What the district office was shown last and did not decide yet. */
interface Shown {
  report: string;
  /** The rules it was counted with. */
  rules: AppliedRules;
}

export async function appliedRules(store: Pick<Store, 'meta'>): Promise<AppliedRules | undefined> {
  const text = await store.meta(appliedKey);
  return text === undefined ? undefined : (JSON.parse(text) as AppliedRules);
}

/** The first start, and every start without a change: the days that came into sight are remembered, too. */
export async function rememberRules(work: Work, at: Instant): Promise<void> {
  await work.store.setMeta(appliedKey, JSON.stringify({ ...rulesNow(timingOf(work), work.at), at }));
}

export async function rememberShown(work: Work, report: string): Promise<void> {
  const shown: Shown = { report, rules: rulesNow(timingOf(work), work.at) };
  await work.store.setMeta(shownKey, JSON.stringify(shown));
}

/** A preview as it is kept: the report opens the appeals behind its numbers and is what the press works on. */
export function reportOf({ id, at, ...change }: RuleChange, moved: string[]): Report {
  return {
    id,
    job: 'rule-change',
    audience: 'district-office',
    at,
    lists: { moved, change: [JSON.stringify(change)] },
    totals: {},
  };
}

function changeOf({ id, at, lists }: Report): RuleChange {
  return { id, at, ...(JSON.parse(lists.change?.[0] ?? '{}') as Omit<RuleChange, 'id' | 'at'>) };
}

/** 时限变化. Throws Refusal `not.allowed`, `rules.settled`. */
export async function pendingChange(work: Work, acting: Acting): Promise<RuleChange> {
  authorize(personOf(acting), 'recalculate');
  const shown = shownIn(await work.store.meta(shownKey));
  const report = shown && (await work.store.report(shown.report));
  if (!report) throw new Refusal('rules.settled', {});
  return changeOf(report);
}

function shownIn(text: string | undefined): Shown | undefined {
  return text ? (JSON.parse(text) as Shown) : undefined;
}

/**
 * 按新规则调整 or 保持原时限. The appeals are adjusted in batches by due steps, so that the press is answered at once.
 * Throws Refusal `not.allowed`, `rules.settled` when somebody decided before, `rules.changed` when they changed again.
 */
export async function decideChange(
  work: Work,
  acting: Acting,
  { report, adjust }: { report: string; adjust: boolean },
): Promise<void> {
  authorize(personOf(acting), 'recalculate');
  const { store, at } = work;
  const text = await store.meta(shownKey);
  const shown = shownIn(text);
  if (!shown) throw new Refusal('rules.settled', {});
  if (shown.report !== report || !isSameRules(shown.rules, timingOf(work))) throw new Refusal('rules.changed', {});
  // Of two who decide at once the second one finds it settled.
  if (!(await store.changeMeta(shownKey, { from: text, to: '' }))) throw new Refusal('rules.settled', {});
  await rememberRules(work, at);
  if (adjust) await store.addStep({ id: work.newId(), kind: 'recalculate', ref: `${report}:0`, dueAt: at });
}

/**
 * One batch of a confirmed change, and the step for the next. Every appeal is counted afresh; when the rules changed
 * once more meanwhile the rest is left to the next preview.
 */
export async function recalculateBatch(work: Work, ref: string): Promise<void> {
  const { store, at } = work;
  const [id = '', place = '0'] = ref.split(':');
  const report = await store.report(id);
  const applied = await appliedRules(store);
  if (!report || !applied || !isSameRules(applied, timingOf(work))) return;
  const moved = report.lists.moved ?? [];
  const from = Number(place);
  for (const number of moved.slice(from, from + batch)) await recalculateAppeal(work, number);
  if (from + batch >= moved.length) return;
  await store.addStep({ id: work.newId(), kind: 'recalculate', ref: `${id}:${from + batch}`, dueAt: at });
}

async function recalculateAppeal(work: Work, number: string): Promise<void> {
  const { store } = work;
  const appeal = await store.appeal(number);
  if (!appeal || !canHappen(appeal, 'recalculated')) return;
  const moves = movesOf(await store.clocks(number), await store.timeline(number), timingOf(work));
  if (moves.length > 0) await record(work, scheduler, recalculate(appeal, moves, stampOf(work, scheduler)));
}
