import { expect } from 'chai';
import type { Database } from '../../src/db/database.ts';
import type { Binding, Chat } from '../../src/domain/chats.ts';
import { Refusal } from '../../src/domain/errors.ts';
import type { Person } from '../../src/domain/people/contacts.ts';
import { eachDatabase } from '../support/databases.ts';
import { noon } from '../support/rows.ts';

const liaison: Person = {
  ...{ id: 'p1', openId: 'ou_1', name: '联络员', mobile: '13900001001' },
  memberships: [
    { role: 'liaison', taskForce: 5, unit: 'power', tier: 2, title: '科长' },
    { role: 'contact', unit: 'power', tier: 3 },
  ],
};
const leader: Person = { id: 'p2', name: '组长', memberships: [{ role: 'task-force-leader', taskForce: 5 }] };

describe('people', () => {
  eachDatabase((open) => {
    let database: Database;
    beforeEach(async () => {
      database = await open();
      await save(liaison, leader);
    });

    const save = (...people: Person[]) =>
      database.transact(async (store) => {
        for (const person of people) await store.savePerson(person);
      });
    const all = () => database.transact((store) => store.allPeople());
    const ids = async (filter: Parameters<Parameters<Parameters<Database['read']>[0]>[0]['people']>[0]) =>
      (await database.read((ledger) => ledger.people(filter))).map(({ id }) => id);

    it('come back as they were saved', async () => {
      expect(await all()).to.deep.equal([liaison, leader]);
      await database.read(async (ledger) => {
        expect(await ledger.person('p1')).to.deep.equal(liaison);
        expect(await ledger.personByOpenId('ou_1')).to.deep.equal(liaison);
        expect(await ledger.personByOpenId('ou_2')).to.equal(undefined);
      });
    });

    it('are found by what one and the same membership says', async () => {
      expect(await ids({})).to.deep.equal(['p1', 'p2']);
      expect(await ids({ taskForce: 5 })).to.deep.equal(['p1', 'p2']);
      expect(await ids({ roles: ['liaison', 'office'], taskForce: 5 })).to.deep.equal(['p1']);
      expect(await ids({ unit: 'power', tier: 3 })).to.deep.equal(['p1']);
      expect(await ids({ roles: ['liaison'], tier: 3 }), 'liaison in one, tier 3 in the other').to.deep.equal([]);
      expect(await ids({ roles: [] })).to.deep.equal([]);
    });

    it('are replaced with their memberships when saved again', async () => {
      const moved = { ...liaison, mobile: undefined, memberships: [{ role: 'office', taskForce: 6 } as const] };
      await save(moved);
      const { mobile, ...kept } = moved;
      expect(await database.read((ledger) => ledger.person('p1'))).to.deep.equal(kept);
    });

    it('hand their mobile and open_id on to the next holder', async () => {
      await save({ ...leader, mobile: '13900001001', openId: 'ou_1' });
      const [before, after] = await all();
      expect(before).not.to.have.any.keys('mobile', 'openId');
      expect(after).to.deep.include({ mobile: '13900001001', openId: 'ou_1' });
    });
  });
});

describe('groups', () => {
  eachDatabase((open) => {
    let database: Database;
    const chat = (id: string, facts: Partial<Chat> = {}): Chat => ({
      ...{ id, name: `群 ${id}`, external: false, alive: true, bindings: [] },
      ...facts,
    });
    const taskForce: Binding = { kind: 'task-force', taskForce: 5 };
    const bind = (id: string, binding: Binding) => database.transact((store) => store.bind(id, binding));
    const holder = async (binding: Binding) => (await database.read((ledger) => ledger.chatFor(binding)))?.id;

    beforeEach(async () => {
      database = await open();
      await database.transact(async (store) => {
        for (const id of ['oc_1', 'oc_2']) await store.saveChat(chat(id));
      });
    });

    it('serve what they are bound to, several things at once, until unbound', async () => {
      for (const binding of [taskForce, { kind: 'unit', unit: 'power' }, { kind: 'centre' }] as const) {
        await bind('oc_1', binding);
        await bind('oc_1', binding); // once more changes nothing
        expect(await holder(binding)).to.equal('oc_1');
      }
      expect((await database.read((ledger) => ledger.chat('oc_1')))?.bindings).to.have.deep.members([
        taskForce,
        { kind: 'unit', unit: 'power' },
        { kind: 'centre' },
      ]);
      expect(await database.transact((store) => store.unbind('oc_1', taskForce))).to.deep.equal([taskForce]);
      expect(await holder(taskForce)).to.equal(undefined);
      expect(await database.transact((store) => store.unbind('oc_1'))).to.have.length(2);
    });

    it('keep their bindings when saved again', async () => {
      await bind('oc_1', taskForce);
      await database.transact((store) => store.saveChat(chat('oc_1', { name: '新名' })));
      expect(await database.read((ledger) => ledger.chat('oc_1'))).to.deep.equal(
        chat('oc_1', { name: '新名', bindings: [taskForce] }),
      );
    });

    it('refuse what another living group serves, and take it over from a dead one', async () => {
      await bind('oc_1', taskForce);
      const refusal = await bind('oc_2', taskForce).catch((error) => error);
      expect(refusal).to.be.instanceOf(Refusal);
      expect(refusal).to.deep.include({ code: 'bind.taken', facts: { name: '群 oc_1' } });
      await database.transact((store) => store.saveChat(chat('oc_1', { alive: false })));
      expect(await holder(taskForce), 'nothing is sent to a dead group').to.equal(undefined);
      await bind('oc_2', taskForce);
      expect(await holder(taskForce)).to.equal('oc_2');
    });

    it('have one winner when two administrators bind at once', async () => {
      const ways = await Promise.allSettled([bind('oc_1', taskForce), bind('oc_2', taskForce)]);
      const lost = ways.flatMap((way) => (way.status === 'rejected' ? [way.reason] : []));
      expect(lost.map((refusal) => refusal instanceof Refusal && refusal.code)).to.deep.equal(['bind.taken']);
    });

    it('have one winner also when both groups are new', async () => {
      const ways = ['oc_8', 'oc_9'].map((id) =>
        database.transact(async (store) => {
          await store.saveChat(chat(id));
          await store.bind(id, taskForce);
        }),
      );
      const outcomes = await Promise.allSettled(ways);
      expect(outcomes.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
    });
  });
});

describe('drafts and tips', () => {
  eachDatabase((open) => {
    it('come back as saved, oldest first, until taken or decided, once', async () => {
      const database = await open();
      const place = {
        chat: 'oc_1',
        message: 'om_1',
        attachments: [{ key: 'i', type: 'image', message: 'om_1' }],
      } as const;
      const draft = { id: 'd1', person: 'p1', kind: 'media', text: '', createdAt: noon, ...place } as const;
      const tip = { id: 't1', openId: 'ou_9', text: '线索', createdAt: noon, state: 'open', ...place } as const;
      await database.transact(async (store) => {
        const [saved, kept] = [
          { ...draft, attachments: [...draft.attachments] },
          { ...tip, attachments: [...tip.attachments] },
        ];
        await store.addDraft(saved);
        expect(await store.changeDraft('d1', { text: '补充', appeal: 'JJ-1' })).to.equal(true);
        expect(await store.draft('d1')).to.deep.equal({ ...draft, text: '补充', appeal: 'JJ-1' });
        expect((await store.draftsOf('p1', 'media')).map(({ id }) => id)).to.deep.equal(['d1']);
        expect(await store.draftsOf('p1', 'repeat')).to.deep.equal([]);
        expect(await store.takeDraft('d1', { at: noon, as: '补充' })).to.equal(true);
        expect(await store.takeDraft('d1', { at: noon, as: '备注' }), 'taken').to.equal(false);
        expect(await store.changeDraft('d1', { text: '改' }), 'taken').to.equal(false);
        expect(await store.draft('d1')).to.include({ text: '补充', takenAt: noon, takenAs: '补充' });
        expect(await store.draftsOf('p1', 'media')).to.deep.equal([]);

        await store.addTip(kept);
        expect(await store.openTips(5)).to.deep.equal([tip]);
        expect(await store.addToTip('t1', [])).to.equal(true);
        expect(await store.decideTip('t1', { state: 'accepted', by: 'p2', at: noon })).to.equal(true);
        expect(await store.decideTip('t1', { state: 'declined', by: 'p3', at: noon }), 'decided').to.equal(false);
        expect(await store.addToTip('t1', kept.attachments), 'decided').to.equal(false);
        await store.tipBecame('t1', 'JJ-1');
        expect(await store.openTips(5)).to.deep.equal([]);
        const decided = { state: 'accepted', appeal: 'JJ-1', decidedBy: 'p2', decidedAt: noon, attachments: [] };
        expect(await store.tip('t1')).to.deep.equal({ ...tip, ...decided });
      });
    });
  });
});
