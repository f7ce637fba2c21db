import { inChina } from '../domain/chinaTime.ts';
import type { Card } from '../presenters/card.ts';
import { digestCard } from '../presenters/reports/digestCard.ts';
import { type Desk, type Reading, saveLists, viewOf } from './making.ts';
import type { Situation } from './situation.ts';

export interface DigestReading extends Reading {
  /** May have a remark passed on as 批示. */
  instructs: boolean;
  /** Answers for the calendar, or can have it mended. */
  tellsOfYears: boolean;
  /** Gets none when nothing of his is open and nothing new happened. */
  onlyIfAny: boolean;
}

/** 企业诉求晨报 of one reader (DOMAIN §4.6), its numbers saved with their lists; undefined when there is none for him. */
export async function makeDigest(desk: Desk, situation: Situation, reading: DigestReading): Promise<Card | undefined> {
  const view = await viewOf(desk, situation, reading);
  const lists = [...Object.values(view.standing.lists), ...Object.values(view.happened)];
  if (reading.onlyIfAny && lists.every((appeals) => appeals.length === 0)) return undefined;
  await saveLists(desk, view, { job: 'morning-digest', audience: reading.audience });
  const unknownYear = reading.tellsOfYears ? unknownNextYear(desk, situation) : undefined;
  return digestCard({ ...view, unknownYear, instructs: reading.instructs });
}

/** From December on the next year's holidays decide what is due. */
function unknownNextYear({ calendar }: Desk, { at }: Situation): number | undefined {
  const { year, month } = inChina(at);
  return [year, ...(month === 12 ? [year + 1] : [])].find((one) => !calendar.isKnownYear(one));
}
