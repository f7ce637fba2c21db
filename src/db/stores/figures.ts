import { figureOf, type HappenedFigure, type HeldBy, type Span, type Told } from '../../domain/figures/happened.ts';
import { listedAtMost } from '../../domain/figures/standing.ts';
import type { Scope } from '../../domain/people/visibility.ts';
import type { FigureReader } from '../../ports/store.ts';
import type { Dialect, Session } from '../engines/session.ts';
import { keptClocks } from './keptClocks.ts';
import { longList } from './longList.ts';
import { conditions } from './where.ts';

/**
 * Counts for reports (docs/develop/domain.md#figures): always by who held the appeal at that moment, never by who holds
 * it now.
 */
export function figures(session: Session): FigureReader {
  return {
    async told(span, scope) {
      if (!scope) return everybodys(session, span);
      return { counts: await counted(session, span, scope), first: await firstWithin(session, span, scope) };
    },
    keptClocks: (from, to) => keptClocks(session, from, to),
  };
}

/** At the instant of a handover the new holder counts; the last holder counts up to and including his last instant. */
const heldBy = `held.appeal = t.appeal AND held.kind = 'lead' AND held.from_at <= t.at
  AND (held.to_at IS NULL OR held.to_at > t.at OR held.to_at = t.at AND NOT EXISTS (
    SELECT 1 FROM assignments next WHERE next.appeal = t.appeal AND next.kind = 'lead'
      AND next.from_at = t.at AND next.position > held.position))`;

/** Appeals that are confidential, or were so when withdrawn, are in no figure (docs/develop/domain.md#confidential). */
const openToAll = 't.appeal NOT IN (SELECT number FROM appeals WHERE confidential = TRUE)';

const types = Object.keys(figureOf) as (keyof typeof figureOf)[];
const figure = `CASE t.type ${types.map((type) => `WHEN '${type}' THEN '${figureOf[type]}'`).join(' ')} END`;

/**
 * `holder`: task force and unit at a moment, either may be empty. `holders`: those of one appeal as one text, each
 * once.
 */
const holder = `COALESCE(CAST(held.task_force AS text), '') || ' ' || COALESCE(held.unit, '')`;
const holders: Record<Dialect, string> = {
  sqlite: `json_group_array(DISTINCT ${holder})`,
  postgres: `CAST(json_agg(DISTINCT ${holder}) AS text)`,
};

/** Events `t` of these types in the span, each with the assignment `held` at that time. */
function happened({ from, to }: Span, { scope, of }: { scope: Scope; of: readonly string[] }) {
  const asked = conditions();
  const { bind, list, add, among } = asked;
  among('t.type', of);
  add(`t.at >= ${bind(from)}`);
  add(`t.at < ${bind(to)}`);
  add(openToAll);
  if (scope !== 'all') {
    const held = (column: string, values: (string | number)[]) =>
      values.length > 0 ? `held.${column} IN (${list(values)})` : '1 = 0';
    add(`(${held('task_force', scope.taskForces)} OR ${held('unit', scope.units)})`);
  }
  return { ...asked, from: () => `FROM timeline t LEFT JOIN assignments held ON ${heldBy} ${asked.where()}` };
}

/** One row for each figure and appeal. */
function each({ dialect }: Session, from: string): string {
  return `(SELECT ${figure} AS figure, t.appeal AS appeal, MIN(t.at) AS at, ${holders[dialect]} AS holders
    ${from} GROUP BY 1, 2) AS happened`;
}

interface Group {
  figure: HappenedFigure;
  /** JSON text. */
  holders: string;
  count: number;
}

const grouped = { figure: 'figure', holders: 'holders', count: 'COUNT(*)' };

async function counted(session: Session, span: Span, scope: Scope): Promise<Told['counts']> {
  const { parameters, from } = happened(span, { scope, of: types });
  const groups = `FROM ${each(session, from())} GROUP BY figure, holders`;
  const rows = await longList<Group>(session, grouped, { from: groups, parameters });
  return rows.map((row) => ({ ...row, holders: holdersIn(row.holders) }));
}

function holdersIn(texts: string): HeldBy[] {
  return (JSON.parse(texts) as string[]).map((text) => {
    const gap = text.indexOf(' ');
    return heldByOf(Number(text.slice(0, gap)) || undefined, text.slice(gap + 1) || undefined);
  });
}

function heldByOf(taskForce?: number, unit?: string): HeldBy {
  return { ...(taskForce !== undefined && { taskForce }), ...(unit !== undefined && { unit }) };
}

interface Walked extends HeldBy {
  appeal: string;
  at: string;
  position: number;
}

const walked = {
  ...{ appeal: 't.appeal', at: 't.at', position: 't.position', taskForce: 'held.task_force', unit: 'held.unit' },
};

/** Reads along the index of each type, in its order, and stops as soon as a list is full. */
async function firstWithin(session: Session, span: Span, scope: Scope): Promise<Told['first']> {
  const found: Told['first'] = [];
  for (const type of types) {
    const seen = new Set<string>();
    let last: Walked | undefined;
    do {
      const { parameters, bind, add, from } = happened(last ? { ...span, from: last.at } : span, { scope, of: [type] });
      if (last) add(`(t.at, t.appeal, t.position) > (${bind(last.at)}, ${bind(last.appeal)}, ${bind(last.position)})`);
      const some = `${from()} ORDER BY t.at, t.appeal, t.position LIMIT ${listedAtMost}`;
      const rows = await longList<Walked>(session, walked, { from: some, parameters });
      for (const { appeal, at, taskForce, unit } of rows) {
        found.push({ figure: figureOf[type] as HappenedFigure, holders: [heldByOf(taskForce, unit)], appeal, at });
        seen.add(appeal);
      }
      last = rows.length === listedAtMost ? rows.at(-1) : undefined;
    } while (last && seen.size < listedAtMost);
  }
  return found;
}

const firstOnes: Record<Dialect, string> = {
  sqlite: 'json_group_array(json_array(at, appeal))',
  postgres: 'json_agg(json_build_array(at, appeal))',
};

/**
 * Serves all scopes at once, so it gives the first appeals for each set of holders; used for the short spans of
 * automatic reports.
 */
async function everybodys(session: Session, span: Span): Promise<Told> {
  const { parameters, from } = happened(span, { scope: 'all', of: types });
  const placed = `SELECT figure, appeal, at, holders,
    row_number() OVER (PARTITION BY figure, holders ORDER BY at, appeal) AS place FROM ${each(session, from())}`;
  const ofGroup = `${firstOnes[session.dialect]} FILTER (WHERE place <= ${listedAtMost})`;
  const rows = await longList<Group & { first: [at: string, appeal: string][] }>(
    session,
    { ...grouped, first: ofGroup },
    { from: `FROM (${placed}) AS placed GROUP BY figure, holders`, parameters },
  );
  const known = rows.map((row) => ({ ...row, holders: holdersIn(row.holders) }));
  return {
    counts: known.map(({ first, ...group }) => group),
    first: known.flatMap(({ first, count, ...of }) => first.map(([at, appeal]) => ({ ...of, at, appeal }))),
  };
}
