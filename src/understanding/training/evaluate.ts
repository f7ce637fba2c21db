import type { Matter, Reader, Understanding } from '../../domain/texts/reading.ts';
import { dispatches } from '../reading/reader.ts';
import type { Row } from './rows.ts';

/** A row of a test: some are marked as hard. */
export interface TestRow extends Row {
  hard?: boolean;
}

/** A share, with what it is a share of. */
export interface Share {
  share: number;
  of: number;
}

export interface FieldFigures {
  recall: Share;
  precision: Share;
}

export interface Figures {
  taskForce: { first: Share; firstStrict: Share; amongThree: Share; hard: Share };
  dispatched: Share;
  rightWhenDispatched: Share;
  calibrationError: number;
  appealsKept: Share;
  othersKeptOut: Share;
  kindRight: Share;
  sensitive: { held: Share; lookAlikesHeld: Share; ordinaryHeld: Share };
  urgent: { found: Share; false: Share };
  fields: Record<'company' | 'contact' | 'phone' | 'town', FieldFigures>;
  several: { toldApart: Share; exactCount: Share; wronglySplit: Share };
  byTaskForce: Record<string, Share>;
  byStyle: Record<string, Share>;
  micros: { mean: number; p99: number };
}

/** One row beside how it was read. */
interface Case {
  row: TestRow;
  read: Understanding;
}

/** Figures of a reader over rows it was not trained on. `now`: a clock in ms that only goes forward. */
export function evaluate(
  rows: readonly TestRow[],
  read: Reader['read'],
  dispatchFrom: number,
  now: () => number,
): Figures {
  const times: number[] = [];
  const cases = rows.map((row): Case => {
    const begun = now();
    const understanding = read(row.text);
    times.push((now() - begun) * 1000);
    return { row, read: understanding };
  });
  const appeals = cases.filter(({ row }) => row.kind === 'appeal');
  const others = cases.filter(({ row }) => row.kind !== 'appeal');
  const routed = appeals.filter(({ row }) => !row.sensitive && !row.matters);
  return {
    taskForce: {
      first: share(routed, ({ row, read }) => fits(row, first(read))),
      firstStrict: share(routed, ({ row, read }) => first(read) === row.label),
      amongThree: share(routed, ({ row, read }) =>
        topOf(read)
          .slice(0, 3)
          .some(({ taskForce }) => fits(row, taskForce)),
      ),
      hard: share(
        routed.filter(({ row }) => row.hard),
        ({ row, read }) => fits(row, first(read)),
      ),
    },
    dispatched: share(routed, ({ read }) => dispatches(read, dispatchFrom)),
    rightWhenDispatched: share(
      routed.filter(({ read }) => dispatches(read, dispatchFrom)),
      ({ row, read }) => fits(row, first(read)),
    ),
    calibrationError: calibrationError(routed),
    appealsKept: share(appeals, ({ read }) => read.kind === 'appeal'),
    othersKeptOut: share(others, ({ read }) => read.kind !== 'appeal'),
    kindRight: share(cases, ({ row, read }) => row.kind === read.kind),
    sensitive: sensitiveFigures(appeals),
    urgent: {
      found: share(
        appeals.filter(({ row }) => row.urgent),
        ({ read }) => read.matters[0].urgent,
      ),
      false: share(
        appeals.filter(({ row }) => !row.urgent),
        ({ read }) => read.matters[0].urgent,
      ),
    },
    fields: fieldFigures(appeals.filter(({ row }) => !row.matters)),
    several: severalFigures(appeals),
    byTaskForce: grouped(routed, ({ row }) => String(row.label)),
    byStyle: grouped(routed, ({ row }) => row.style ?? 'plain'),
    micros: {
      mean: Math.round(mean(times)),
      p99: Math.round(times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0),
    },
  };
}

function share(of: readonly Case[], holds: (one: Case) => boolean): Share {
  return { share: of.length === 0 ? 0 : of.filter(holds).length / of.length, of: of.length };
}

function grouped(cases: readonly Case[], by: (one: Case) => string): Record<string, Share> {
  const names = [...new Set(cases.map(by))].sort((a, b) => Number(a) - Number(b) || a.localeCompare(b));
  return Object.fromEntries(
    names.map((name) => [
      name,
      share(
        cases.filter((one) => by(one) === name),
        ({ row, read }) => fits(row, first(read)),
      ),
    ]),
  );
}

function fits({ label, alt }: Row, taskForce: number): boolean {
  return taskForce === label || alt.includes(taskForce);
}

function topOf({ matters }: Understanding): Matter['ranking'] {
  return matters[0].ranking;
}

function first(read: Understanding): number {
  return topOf(read)[0].taskForce;
}

const bins = 5;

/** Expected calibration error over five bins of equally many cases. */
function calibrationError(cases: readonly Case[]): number {
  const sorted = [...cases].sort((a, b) => topOf(a.read)[0].confidence - topOf(b.read)[0].confidence);
  let error = 0;
  for (let bin = 0; bin < bins; bin += 1) {
    const own = sorted.slice(Math.floor((bin * sorted.length) / bins), Math.floor(((bin + 1) * sorted.length) / bins));
    if (own.length === 0) continue;
    const claimed = mean(own.map(({ read }) => topOf(read)[0].confidence));
    const right = share(own, ({ row, read }) => fits(row, first(read))).share;
    error += (Math.abs(claimed - right) * own.length) / sorted.length;
  }
  return error;
}

function sensitiveFigures(appeals: readonly Case[]): Figures['sensitive'] {
  const held = ({ read }: Case) => read.sensitivity.level !== 'none';
  const harmless = appeals.filter(({ row }) => !row.sensitive);
  return {
    held: share(
      appeals.filter(({ row }) => row.sensitive),
      held,
    ),
    lookAlikesHeld: share(
      harmless.filter(({ row }) => row.nearly),
      held,
    ),
    ordinaryHeld: share(
      harmless.filter(({ row }) => !row.nearly),
      held,
    ),
  };
}

function fieldFigures(appeals: readonly Case[]): Figures['fields'] {
  const figures = (name: string, words: (matter: Matter) => readonly (string | undefined)[]): FieldFigures => {
    const asked = appeals.map(({ row, read }) => ({
      right: row.spans.filter(([field]) => field === name).map(([, value]) => value),
      found: [...new Set(read.matters.flatMap(words))].filter((value): value is string => value !== undefined),
    }));
    // A field has one value in the ledger: the first of several names in a text is as good as any.
    const named = asked.filter(({ right }) => right.length > 0);
    const given = asked.filter(({ found }) => found.length > 0);
    const hit = ({ right, found }: (typeof asked)[number]) => found.some((value) => right.includes(value));
    return {
      recall: { share: named.filter(hit).length / (named.length || 1), of: named.length },
      precision: { share: given.filter(hit).length / (given.length || 1), of: given.length },
    };
  };
  return {
    company: figures('company', ({ company }) => [company]),
    contact: figures('contact', ({ contact }) => [contact]),
    phone: figures('phone', ({ phones }) => phones),
    town: figures('town', ({ town }) => [town]),
  };
}

function severalFigures(appeals: readonly Case[]): Figures['several'] {
  const several = appeals.filter(({ row }) => row.matters);
  return {
    toldApart: share(several, ({ read }) => read.matters.length > 1),
    exactCount: share(several, ({ row, read }) => read.matters.length === row.matters?.length),
    wronglySplit: share(
      appeals.filter(({ row }) => !row.matters && row.style !== 'multi'),
      ({ read }) => read.matters.length > 1,
    ),
  };
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / (numbers.length || 1);
}
