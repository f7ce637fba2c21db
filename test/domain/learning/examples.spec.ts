import { expect } from 'chai';
import type { Appeal } from '../../../src/domain/appeal/appeal.ts';
import type { Happening } from '../../../src/domain/appeal/events.ts';
import { lessonOf, mayTeach } from '../../../src/domain/learning/examples.ts';
import { anAppealIn, anEvent } from '../given.ts';

const unit = 'finance-bureau';
const unsure: Partial<Appeal> = { routing: { kind: 'unsure', candidates: [] } };
const moved = { type: 'transferred', assignment: 'a2', taskForce: 8, unit, fromReturn: false } as const;

describe('更正 — what an event says of the text', () => {
  const { text } = anAppealIn('received');
  // biome-ignore format: a table is read by column
  const cases: [what: string, before: Appeal, event: Happening, says: object | undefined][] = [
    ['换一个',                   anAppealIn('received'),         { type: 'rerouted', taskForce: 8, unit }, { kind: 'rerouted', about: 'task-force', text, taskForce: 8 }],
    ['only another unit of it',  anAppealIn('received'),         { type: 'rerouted', taskForce: 3, unit }, undefined],
    ['选择专班',                 anAppealIn('received', unsure), { type: 'rerouted', taskForce: 3, unit }, { kind: 'chosen', about: 'task-force', text, taskForce: 3 }],
    ['改派',                     anAppealIn('signed'),           moved,                                    { kind: 'transferred', about: 'task-force', text, taskForce: 8 }],
    ['改派 within a task force', anAppealIn('signed'),           { ...moved, taskForce: 3 },               undefined],
    ['退件成立',                 anAppealIn('returned'),         { ...moved, fromReturn: true },           { kind: 'return-upheld', about: 'task-force', text, taskForce: 8 }],
    ['归错了: files alone',      anAppealIn('received'),         { type: 'detached', keys: ['k'] },        undefined],
    ['转普通件',                 anAppealIn('confidential'),     { type: 'released', routing: { kind: 'unsure', candidates: [] } }, { kind: 'released', about: 'confidence', text, sensitive: false }],
    ['签收',                     anAppealIn('dispatched'),       { type: 'signed', implied: false },       undefined],
  ];
  for (const [what, before, event, says] of cases) {
    it(`${what}: ${says ? 'a lesson' : 'none'}`, () => expect(lessonOf(anEvent(event), before)).to.deep.equal(says));
  }

  it('另立一件: what is left, and what is no part of it', () => {
    const before = anAppealIn('received', { text: '增容未批\n另有贷款压着' });
    const said = lessonOf(anEvent({ type: 'detached', keys: [], text: '另有贷款压着' }), before);
    expect(said).to.include({ kind: 'apart', about: 'matter', part: '另有贷款压着' });
    expect(said?.text.trim()).to.equal('增容未批');
  });

  it('nothing of an appeal in confidence is kept but 转普通件', () => {
    const before = anAppealIn('confidential', { confidential: true, text: '有人刁难\n另有贷款压着' });
    const events: Happening[] = [
      { type: 'detached', keys: [], text: '另有贷款压着' },
      { type: 'rerouted', taskForce: 8, unit },
      moved,
    ];
    for (const event of events) expect(lessonOf(anEvent(event), before), event.type).to.equal(undefined);
    const released = anEvent({ type: 'released', routing: { kind: 'unsure', candidates: [] } });
    expect(lessonOf(released, before)).to.include({ kind: 'released' });
  });

  it('what says nothing is not even looked at', () => {
    expect(mayTeach(anEvent({ type: 'progressed', text: '已查勘', attachments: [] }))).to.equal(false);
    expect(mayTeach(anEvent(moved))).to.equal(true);
  });
});
