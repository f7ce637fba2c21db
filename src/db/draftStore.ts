import type { Draft, Store, Tip } from '../ports.ts';
import { DraftSchema, TipSchema } from './entities/people.ts';
import { present, type Session, upsert } from './session.ts';

type DraftsAndTips = Pick<Store, 'saveDraft' | 'draft' | 'draftsOf' | 'removeDraft' | 'saveTip' | 'tip' | 'openTips'>;

export function draftStore(session: Session): DraftsAndTips {
  const { manager } = session;
  const oldestFirst = { createdAt: 'ASC', id: 'ASC' } as const;
  return {
    saveDraft: ({ appeal = null, ...draft }) =>
      upsert(session, { schema: DraftSchema, keys: ['id'] }, [{ ...draft, appeal }]),
    async draft(id): Promise<Draft | undefined> {
      const row = await manager.findOneBy(DraftSchema, { id });
      return row ? present(row) : undefined;
    },
    async draftsOf(person, kind): Promise<Draft[]> {
      return (await manager.find(DraftSchema, { where: { person, kind }, order: oldestFirst })).map(present);
    },
    async removeDraft(id) {
      await manager.delete(DraftSchema, { id });
    },
    saveTip: ({ appeal = null, ...tip }) => upsert(session, { schema: TipSchema, keys: ['id'] }, [{ ...tip, appeal }]),
    async tip(id): Promise<Tip | undefined> {
      const row = await manager.findOneBy(TipSchema, { id });
      return row ? present(row) : undefined;
    },
    async openTips(limit): Promise<Tip[]> {
      const where = { state: 'open' } as const;
      return (await manager.find(TipSchema, { where, order: oldestFirst, take: limit })).map(present);
    },
  };
}
