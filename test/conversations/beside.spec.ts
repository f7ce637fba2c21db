import { expect } from 'chai';
import type { Database } from '../../src/db/database.ts';
import type { AppealEvent } from '../../src/domain/appeal/events.ts';
import type { Membership } from '../../src/domain/people/contacts.ts';
import { handleEvent } from '../../src/jobs/inbox/handleEvent.ts';
import type { Incoming } from '../../src/ports/platform.ts';
import { type District, district, fridayMorning } from '../support/cast.ts';
import { personOf } from '../support/conversation.ts';
import { eachDatabase, type Open } from '../support/databases.ts';
import { anAppeal, anEvent } from '../support/rows.ts';

const appeal = '沈巷镇××机械有限公司申请变压器增容两个月未批复，影响新生产线投产，请协调。';

/** Long readings have ended and do not say so before they are let go. */
interface Held {
  database: Database;
  /** Resolves when one is held. */
  reached: Promise<void>;
  letGo(): void;
}

function holding(database: Database): Held {
  let letGo = () => {};
  let reach = () => {};
  const latch = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const read: Database['read'] = (fn, how) =>
    database.read(async (store) => {
      const found = await fn(store);
      if (how?.long) {
        reach();
        await latch;
      }
      return found;
    }, how);
  return { database: { ...database, read }, reached, letGo };
}

describe('figures, lists and searches are read beside the writer', () => {
  eachDatabase((open) => {
    let at: District;
    let held: Held;
    beforeEach(async () => {
      const begin: Open = async (options) => {
        held = holding(await open(options));
        return held.database;
      };
      at = await district(fridayMorning, begin);
    });
    afterEach(() => at.end());

    /** One event more, acted on beside all others. */
    async function speaks(sender: string, text: string): Promise<void> {
      const now = at.clock.now().toISOString();
      const [message, chat] = ['om_beside', `oc_p2p_${sender}`];
      const incoming: Incoming = {
        ...{ kind: 'message', message, chat, place: 'private', sender, senderKind: 'user', at: now, text },
        ...{ mentions: [], mentionsBot: false, attachments: [] },
      };
      const payload = JSON.stringify(incoming);
      const { id } = await at.deps.inbox.receive({ key: 'm:beside', payload, receivedAt: now, atOnce: true });
      await handleEvent(at.deps, { id, payload });
    }

    async function moves(openId: string, ...memberships: Membership[]): Promise<void> {
      await at.deps.transact(async (store) => {
        const { savePerson } = store as unknown as { savePerson(person: object): Promise<void> };
        await savePerson(personOf(openId, '转岗同志', memberships));
      });
    }

    it('who submits meanwhile has his number before the figures are told', async () => {
      const asking = at.leader.says('统计 今年');
      await held.reached;
      await speaks('ou_specialist', appeal);
      const found = await at.deps.read((store) => store.appeals({}));
      expect(found.map(({ number }) => number)).to.deep.equal(['JJ20261120-001']);
      at.leader.hearsNothing();
      held.letGo();
      await asking;
      at.leader.hears('统计 · 全区 · 今年', '无新的办理情况');
    });

    for (const said of [
      '超期',
      '晨报',
      '我的待办',
      '查 机械有限公司',
      '逐件办理',
      '待办 获得电力',
      '机械公司那件怎么样了',
    ]) {
      it(`“${said}” keeps nobody waiting either`, async () => {
        const asking = at.centre.says(said);
        await held.reached;
        await speaks('ou_specialist', appeal);
        held.letGo();
        await asking;
        expect(at.centre.messages.length).to.be.above(0);
      });
    }

    it('whose right is taken before it is told reads nothing of it', async () => {
      const asking = at.leader.says('统计 今年');
      await held.reached;
      await moves('ou_leader', { role: 'specialist', unit: 'town:湾里街道' });
      held.letGo();
      await asking;
      at.leader.hears('不能查看统计和晨报');
      at.leader.hearsNothing();
    });

    it('who changed his post meanwhile reads what is his now', async () => {
      const asking = at.liaison.says('统计 本月');
      await held.reached;
      await moves('ou_liaison', { role: 'liaison', taskForce: 8, unit: 'finance-bureau' });
      held.letGo();
      await asking;
      at.liaison.hears('统计 · 获得信贷专班 · 本月');
      at.liaison.hearsNothing();
    });

    it('a press on a number is answered the same way, once', async () => {
      held.letGo();
      await at.specialist.says(appeal);
      await at.later(60);
      await at.leader.says('统计 今年');
      at.leader.hears('统计 · 全区 · 今年', '新收1件');
      await at.leader.presses('新收1');
      at.leader.hears('新收（1件）', '××机械');
      at.leader.hearsNothing();
    });

    it('a list holds the first thousand, and says how many there are', async () => {
      held.letGo();
      const now = at.clock.now().toISOString();
      await at.deps.transact(async (store) => {
        for (let index = 0; index < 1_203; index += 1) {
          const facts = { number: `JJ20261102-${String(index).padStart(4, '0')}`, at: '2026-11-02T02:00:00.000Z' };
          const event = anEvent({ ...facts, type: 'submitted' } as Partial<AppealEvent>);
          await store.save(anAppeal({ ...facts, receivedAt: facts.at, updatedAt: now }), [event]);
        }
      });
      await at.leader.says('统计 本月');
      at.leader.hears('统计 · 全区 · 本月', '新收1203件', '【新收1203】');
      await at.leader.presses('新收1203');
      const first = at.leader.hears('新收（1203件，第1页）', '共1,203件，列出前1,000件。', 'JJ20261102-0000');
      const [, id = ''] = /清单 (\S+)/.exec(JSON.stringify(first.message)) ?? [];
      await at.leader.clicks({ message: first.messageId, chat: first.chatId, say: `清单 ${id} 新收 50` });
      const last = at.leader.hears('新收（1203件，第50页）', 'JJ20261102-0999', '列出前1,000件');
      expect(JSON.stringify(last.message)).not.to.include('下一页');
      const report = await at.deps.read((store) => store.report(id));
      expect([report?.lists.新收?.length, report?.totals]).to.deep.equal([1_000, { 新收: 1_203 }]);
    }).timeout(20_000);
  });
});
