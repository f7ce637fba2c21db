import { figureNames, type Measured, type Share } from '../../domain/learning/comparison.ts';
import type { Example } from '../../domain/learning/examples.ts';
import type { Reader } from '../../domain/texts/reading.ts';
import { evaluate, type TestRow } from './evaluate.ts';

/** Of nothing. */
export const unmeasured = Object.fromEntries(figureNames.map((name) => [name, { share: 0, of: 0 }])) as Measured;

/** On rows that the reader was not trained on; the same each time, so that no time is measured. */
export function measureHeld(rows: readonly TestRow[], { read, dispatchFrom }: Reader): Measured {
  const found = evaluate(rows, read, dispatchFrom, () => 0);
  return {
    ...unmeasured,
    first: found.taskForce.first,
    amongThree: found.taskForce.amongThree,
    dispatched: found.dispatched,
    rightAlone: found.rightWhenDispatched,
    calibration: { share: found.calibrationError, of: found.taskForce.first.of },
    appealsKept: found.appealsKept,
    othersOut: found.othersKeptOut,
    sensitiveHeld: found.sensitive.held,
    lookAlikes: found.sensitive.lookAlikesHeld,
    ordinaryHeld: found.sensitive.ordinaryHeld,
    severalApart: found.several.toldApart,
    wronglySplit: found.several.wronglySplit,
  };
}

/** What people decided so far: corrections, and appeals that were answered where they went first. */
export interface Decided {
  examples: readonly Example[];
  confirmed: readonly { text: string; taskForce: number }[];
}

export function measureDecided({ examples, confirmed }: Decided, { read }: Reader): Partial<Measured> {
  const goes = ({ text, taskForce }: { text: string; taskForce?: number }) =>
    read(text).matters[0].ranking[0].taskForce === taskForce;
  const routed = examples.filter(({ taskForce }) => taskForce !== undefined);
  const released = examples.filter(({ sensitive }) => sensitive === false);
  return {
    corrections: shareOf(routed, goes),
    confirmed: shareOf(confirmed, goes),
    released: shareOf(released, ({ text }) => read(text).sensitivity.level === 'none'),
  };
}

function shareOf<T>(all: readonly T[], holds: (one: T) => boolean): Share {
  return { share: all.filter(holds).length / (all.length || 1), of: all.length };
}
