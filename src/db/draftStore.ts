import type { Draft, Store, Tip } from '../ports.ts';
import { DraftSchema, TipSchema } from './entities/people.ts';
import { present, type Session } from './session.ts';
import { select, upsert } from './tables.ts';

type DraftsAndTips = Pick<Store, 'saveDraft' | 'draft' | 'draftsOf' | 'removeDraft' | 'saveTip' | 'tip' | 'openTips'>;

const oldestFirst = 'ORDER BY created_at, id';

export function draftStore(session: Session): DraftsAndTips {
  return {
    saveDraft: ({ appeal = null, ...draft }) =>
      upsert(session, { schema: DraftSchema, keys: ['id'] }, [{ ...draft, appeal }]),
    async draft(id): Promise<Draft | undefined> {
      const [row] = await select(session, DraftSchema, { where: 'id = $1', parameters: [id] });
      return row && present(row);
    },
    async draftsOf(person, kind): Promise<Draft[]> {
      const where = `person = $1 AND kind = $2 ${oldestFirst}`;
      return (await select(session, DraftSchema, { where, parameters: [person, kind] })).map(present);
    },
    async removeDraft(id) {
      await session.rows('DELETE FROM drafts WHERE id = $1', [id]);
    },
    saveTip: ({ appeal = null, ...tip }) => upsert(session, { schema: TipSchema, keys: ['id'] }, [{ ...tip, appeal }]),
    async tip(id): Promise<Tip | undefined> {
      const [row] = await select(session, TipSchema, { where: 'id = $1', parameters: [id] });
      return row && present(row);
    },
    async openTips(limit): Promise<Tip[]> {
      const where = `state = 'open' ${oldestFirst} LIMIT $1`;
      return (await select(session, TipSchema, { where, parameters: [limit] })).map(present);
    },
  };
}
