import { releaseHeadNote, releaseSupervision } from '../../src/commands/supervision/releasePaper.ts';
import { deskTime } from './life.ts';
import type { Sending } from './platform.ts';
import type { Town } from './town.ts';

/** A draft lies before whoever may release it: he does so within the day, unless the unit was faster. */
export function readDrafts(town: Town, sent: Sending[]): void {
  const { agenda, office, cast } = town;
  const drafts = new Map(
    sent.flatMap(({ slot, appeal }) => (appeal && slot ? [[`${slot} ${appeal}`, { slot, number: appeal }]] : [])),
  );
  for (const { slot, number } of drafts.values()) {
    if (slot === 'head-note')
      agenda.plan(deskTime(town), () =>
        office.act(cast.duty, (work, acting) => releaseHeadNote(work, acting, { number })),
      );
    if (slot === 'supervision')
      agenda.plan(deskTime(town), () =>
        office.act(cast.districtOffice, (work, acting) => releaseSupervision(work, acting, { number })),
      );
  }
}
