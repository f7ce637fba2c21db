import { expect } from 'chai';
import fc from 'fast-check';
import type { Database } from '../../src/db/database.ts';
import { storable } from '../../src/db/engines/storable.ts';
import { eachDatabase } from '../support/databases.ts';
import { anAppeal, anEvent, noon } from '../support/rows.ts';

/** Any text at all: NUL, halves of surrogate pairs, and what means something to SQL, LIKE or JSON. */
const anyText = fc
  .array(
    fc.oneof(fc.constantFrom('\0', '\ud800', '\udc00', '😀', '\\u0000', '%', '_', "'", '"', '\\', '甲'), fc.string()),
    {
      maxLength: 8,
    },
  )
  .map((parts) => parts.join(''));
const runs = { numRuns: 25 };

describe('text that a database dislikes', () => {
  eachDatabase((open) => {
    let database: Database;
    let count = 0;
    beforeEach(async () => {
      database = await open();
    });

    it('is kept without what cannot be kept, in every row that people fill', async () => {
      const each = fc.asyncProperty(anyText, async (text) => {
        count += 1;
        const [id, kept] = [`id${count}`, storable(text)];
        const number = `JJ20260929-${String(count).padStart(3, '0')}`;
        const file = { key: `k${text}`, type: 'file', name: text, message: `m${text}` } as const;
        const storedFile = { key: `k${kept}`, type: 'file', name: kept, message: `m${kept}` };
        const place = { chat: `oc${text}`, message: `om${text}`, attachments: [file], createdAt: noon, text };
        await database.transact(async (store) => {
          await store.save({ ...anAppeal({ number, company: text, title: text, text }), attachments: [file] }, [
            anEvent({ number }),
          ]);
          await store.addDraft({ id, person: `p${text}`, kind: 'fields', ...place });
          await store.addTip({ id, openId: `ou${text}`, state: 'open', ...place });
          await store.savePerson({ id, name: text, openId: `ou_${id}${text}`, memberships: [] });
          await store.saveChat({ id: `oc_${id}${text}`, name: text, external: false, alive: true, bindings: [] });
          await store.bind(`oc_${id}${text}`, { kind: 'unit', unit: `${id}${text}` });
          await store.saveReport({ id, job: 'x', audience: text, at: noon, lists: { [text]: [text] }, totals: {} });
          await store.setMeta(`${id}${text}`, text);
          await store.linkMessage(`om_${id}${text}`, number, noon);
          const to = { person: `ou${text}` };
          const message = { kind: 'text', spans: [text] } as const;
          const times = { createdAt: noon, notBefore: noon };
          await store.enqueue({ id, op: 'send', to, message: { ...message, spans: [text] }, ...times });
        });
        await database.transact(async (store) => {
          const appeal = await store.appeal(number);
          expect(appeal).to.include({ title: kept, text: kept });
          expect(appeal?.attachments).to.deep.equal([storedFile]);
          expect(await store.draft(id)).to.include({ text: kept, person: `p${kept}`, chat: `oc${kept}` });
          expect(await store.draftsOf(`p${text}`, 'fields'), 'found by what it was stored with').to.not.deep.equal([]);
          expect(await store.tip(id)).to.include({ text: kept, openId: `ou${kept}` });
          expect(await store.personByOpenId(`ou_${id}${text}`)).to.include({ name: kept });
          expect(await store.chat(`oc_${id}${text}`)).to.deep.include({ name: kept });
          expect((await store.chatFor({ kind: 'unit', unit: `${id}${text}` }))?.name).to.equal(kept);
          expect((await store.report(id))?.lists).to.deep.equal({ [kept]: [kept] });
          expect(await store.meta(`${id}${text}`)).to.equal(kept);
          expect(await store.appealOfMessage(`om_${id}${text}`)).to.equal(number);
          expect((await store.outboxRow(id))?.message).to.deep.equal({ kind: 'text', spans: [kept] });
          const found = await store.appeals({ search: text, limit: 200 });
          if (kept.trim()) expect(found.map((one) => one.number)).to.include(number);
        });
      });
      await fc.assert(each, runs);
    });

    it('in an event’s key is the same event again, and no fault', async () => {
      const each = fc.asyncProperty(anyText, async (text) => {
        count += 1;
        const entry = {
          key: `m:${count}${text}`,
          lane: `oc${text}`,
          payload: JSON.stringify({ text }),
          receivedAt: noon,
        };
        const first = await database.inbox.receive(entry);
        expect(first.fresh).to.equal(true);
        expect(await database.inbox.receive(entry)).to.deep.equal({ id: first.id, fresh: false });
      });
      await fc.assert(each, runs);
    });
  });
});
