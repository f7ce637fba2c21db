import type { Paper, Store } from '../ports.ts';
import { type PaperRow, PaperSchema, ReportSchema } from './entities/papers.ts';
import { present, type Session, upsert } from './session.ts';

type Reading = Pick<Store, 'papers' | 'report'>;
type Writing = Pick<Store, 'savePaper' | 'paper' | 'saveReport'>;

export function paperReader({ manager }: Session): Reading {
  return {
    async papers(appeal): Promise<Paper[]> {
      const order = { createdAt: 'DESC', id: 'DESC' } as const;
      return (await manager.find(PaperSchema, { where: { appeal }, order })).map(present);
    },
    report: async (id) => (await manager.findOneBy(ReportSchema, { id })) ?? undefined,
  };
}

export function paperStore(session: Session): Reading & Writing {
  return {
    ...paperReader(session),
    savePaper: (paper) => upsert(session, { schema: PaperSchema, keys: ['id'] }, [paperRow(paper)]),
    async paper(id): Promise<Paper | undefined> {
      const row = await session.manager.findOneBy(PaperSchema, { id });
      return row ? present(row) : undefined;
    },
    saveReport: (report) => upsert(session, { schema: ReportSchema, keys: ['id'] }, [report]),
  };
}

function paperRow(paper: Paper): PaperRow {
  const { clock = null, number = null, releasedAt = null, draftedBy = null, releasedBy = null, ...rest } = paper;
  return { ...rest, clock, number, releasedAt, draftedBy, releasedBy };
}
