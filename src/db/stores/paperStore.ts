import type { Paper } from '../../domain/appeal/papers.ts';
import type { PaperReader, PaperStore } from '../../ports/store.ts';
import { present, type Session } from '../engines/session.ts';
import { type PaperRow, PaperSchema, ReportSchema } from '../entities/papers.ts';
import { change, insert, insertNew, select } from './tables.ts';

export function paperReader(session: Session): PaperReader {
  return {
    async papers(appeal): Promise<Paper[]> {
      const where = 'appeal = $1 ORDER BY created_at DESC, id DESC';
      return (await select(session, PaperSchema, { where, parameters: [appeal] })).map(present);
    },
    report: async (id) => (await select(session, ReportSchema, { where: 'id = $1', parameters: [id] }))[0],
  };
}

export function paperStore(session: Session): PaperStore {
  return {
    ...paperReader(session),
    /** When two draft at the same time, the second waits here until the first has committed or rolled back. */
    addPaper: (paper) =>
      insertNew(session, PaperSchema, { row: paperRow(paper), unless: `(appeal, kind) WHERE state = 'draft'` }),
    async decidePaper(id, decision) {
      const where = `id = $1 AND state = 'draft'`;
      return (await change(session, PaperSchema, decision, { where, parameters: [id] })) > 0;
    },
    saveReport: (report) => insert(session, ReportSchema, [report]),
  };
}

function paperRow(paper: Paper): PaperRow {
  const { clock = null, number = null, releasedAt = null, draftedBy = null, releasedBy = null, ...rest } = paper;
  return { ...rest, clock, number, releasedAt, draftedBy, releasedBy };
}
