import type { Draft, Tip } from '../../domain/tips.ts';
import type { DraftStore, TipStore } from '../../ports/store.ts';
import { present, type Session } from '../engines/session.ts';
import { DraftSchema, TipSchema } from '../entities/people.ts';
import { change, insert, select } from './tables.ts';

const oldestFirst = 'ORDER BY created_at, id';

/** Every write names the state it expects: of two at the same time the second changes nothing and learns so. */
export function draftStore(session: Session): DraftStore & TipStore {
  return { ...drafts(session), ...tips(session) };
}

function drafts(session: Session): DraftStore {
  const ofWaiting = async (id: string, values: Parameters<typeof change<Draft>>[2]) => {
    const where = { where: 'id = $1 AND taken_at IS NULL', parameters: [id] };
    return (await change(session, DraftSchema, values, where)) > 0;
  };
  return {
    addDraft: ({ appeal = null, ...draft }) =>
      insert(session, DraftSchema, [{ ...draft, appeal, takenAt: null, takenAs: null }]),
    async draft(id): Promise<Draft | undefined> {
      const [row] = await select(session, DraftSchema, { where: 'id = $1', parameters: [id] });
      return row && present(row);
    },
    async draftsOf(person, kind): Promise<Draft[]> {
      const where = `person = $1 AND kind = $2 AND taken_at IS NULL ${oldestFirst}`;
      return (await select(session, DraftSchema, { where, parameters: [person, kind] })).map(present);
    },
    changeDraft: ofWaiting,
    takeDraft: (id, { at, as }) => ofWaiting(id, { takenAt: at, takenAs: as }),
  };
}

function tips(session: Session): TipStore {
  const ofOpen = async (id: string, values: Parameters<typeof change<Tip>>[2]) => {
    const where = { where: `id = $1 AND state = 'open'`, parameters: [id] };
    return (await change(session, TipSchema, values, where)) > 0;
  };
  return {
    addTip: ({ appeal = null, decidedBy = null, decidedAt = null, ...tip }) =>
      insert(session, TipSchema, [{ ...tip, appeal, decidedBy, decidedAt }]),
    async tip(id): Promise<Tip | undefined> {
      const [row] = await select(session, TipSchema, { where: 'id = $1', parameters: [id] });
      return row && present(row);
    },
    async openTips(limit): Promise<Tip[]> {
      const where = `state = 'open' ${oldestFirst} LIMIT $1`;
      return (await select(session, TipSchema, { where, parameters: [limit] })).map(present);
    },
    addToTip: (id, attachments) => ofOpen(id, { attachments }),
    decideTip: (id, { state, by, at }) => ofOpen(id, { state, decidedBy: by, decidedAt: at }),
    async tipBecame(id, appeal) {
      await change(session, TipSchema, { appeal }, { where: 'id = $1', parameters: [id] });
    },
  };
}
