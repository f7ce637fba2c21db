import type { Paper, Store } from '../ports.ts';
import { type PaperRow, PaperSchema, ReportSchema } from './entities/papers.ts';
import { present, type Session } from './session.ts';
import { select, upsert } from './tables.ts';

type Reading = Pick<Store, 'papers' | 'report'>;
type Writing = Pick<Store, 'savePaper' | 'paper' | 'saveReport'>;

export function paperReader(session: Session): Reading {
  return {
    async papers(appeal): Promise<Paper[]> {
      const where = 'appeal = $1 ORDER BY created_at DESC, id DESC';
      return (await select(session, PaperSchema, { where, parameters: [appeal] })).map(present);
    },
    report: async (id) => (await select(session, ReportSchema, { where: 'id = $1', parameters: [id] }))[0],
  };
}

export function paperStore(session: Session): Reading & Writing {
  return {
    ...paperReader(session),
    savePaper: (paper) => upsert(session, { schema: PaperSchema, keys: ['id'] }, [paperRow(paper)]),
    async paper(id): Promise<Paper | undefined> {
      const [row] = await select(session, PaperSchema, { where: 'id = $1', parameters: [id] });
      return row && present(row);
    },
    saveReport: (report) => upsert(session, { schema: ReportSchema, keys: ['id'] }, [report]),
  };
}

function paperRow(paper: Paper): PaperRow {
  const { clock = null, number = null, releasedAt = null, draftedBy = null, releasedBy = null, ...rest } = paper;
  return { ...rest, clock, number, releasedAt, draftedBy, releasedBy };
}
