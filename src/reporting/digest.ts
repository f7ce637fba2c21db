import { inChina } from '../domain/time/chinaTime.ts';
import { digestCard } from '../presenters/reports/digestCard.ts';
import { type Made, type Reading, type ReportDesk, reportOf, viewOf } from './making.ts';
import type { Situation } from './situation.ts';

export interface DigestReading extends Reading {
  /** True when the reader may have a remark passed on as 批示. */
  instructs: boolean;
  /** True when the reader is responsible for the calendar, or can have it corrected. */
  tellsOfYears: boolean;
  /** True when the reader gets no digest if he has nothing open and nothing new happened. */
  onlyIfAny: boolean;
}

/**
 * 企业诉求晨报 for one reader (docs/develop/domain.md#reports), its numbers with their lists; undefined when he gets none.
 */
export async function makeDigest(
  desk: ReportDesk,
  situation: Situation,
  reading: DigestReading,
): Promise<Made | undefined> {
  const view = await viewOf(desk, situation, reading);
  const standing = Object.values(view.standing.lists).map(({ length }) => length);
  const counts = [...standing, ...Object.values(view.happened).map(({ total }) => total)];
  if (reading.onlyIfAny && counts.every((count) => count === 0)) return undefined;
  const unknownYear = reading.tellsOfYears ? unknownNextYear(desk, situation) : undefined;
  return {
    card: digestCard({ ...view, unknownYear, instructs: reading.instructs }),
    report: reportOf(view, { job: 'morning-digest', audience: reading.audience }),
  };
}

/** From December on, the next year's holidays matter too for what is due. */
function unknownNextYear({ calendar }: ReportDesk, { at }: Situation): number | undefined {
  const { year, month } = inChina(at);
  return [year, ...(month === 12 ? [year + 1] : [])].find((one) => !calendar.isKnownYear(one));
}
