import { expect } from 'chai';
import { type Desk, forceGroup, headOf, specialist } from '../support/desk.ts';
import { type EventHalt, eventHalts } from '../support/haltAt.ts';
import { eachKill, takeOver } from '../support/killing.ts';

/** What a killed bot leaves behind at each place, before another one starts. */
interface Left {
  appeals: number;
  /** At least one message is marked as attempted, has arrived, is marked as sent. */
  attempted: boolean;
  arrived: boolean;
  sent: boolean;
}

const nothing: Left = { appeals: 0, attempted: false, arrived: false, sent: false };
const everything: Left = { appeals: 1, attempted: true, arrived: true, sent: true };
const left: Record<Exclude<EventHalt, 'redrawn'>, Left> = {
  arriving: nothing,
  received: nothing,
  acting: nothing,
  committed: { ...nothing, appeals: 1 },
  attempted: { ...nothing, appeals: 1, attempted: true },
  unanswered: { ...everything, sent: false },
  answered: { ...everything, sent: false },
  sent: everything,
};

const heard = (desk: Desk) => [...desk.heardBy(specialist), ...desk.heardBy(forceGroup)];

async function leftIn(desk: Desk): Promise<Left> {
  const rows = await desk.rows<{ state: string; attempts: number }>('SELECT state, attempts FROM outbox');
  return {
    appeals: (await desk.rows('SELECT number FROM appeals')).length,
    attempted: rows.some(({ attempts }) => attempts > 0),
    arrived: heard(desk).length > 0,
    sent: rows.some(({ state }) => state === 'sent'),
  };
}

describe('a bot is killed while an appeal is submitted: one appeal, one receipt, one dispatch card', () => {
  const places = eventHalts.filter((halt) => halt !== 'redrawn');
  eachKill(places, { event: (desk) => void desk.submits() }, async (halt, desk) => {
    expect(await leftIn(desk)).to.deep.equal(left[halt as keyof typeof left]);
    await takeOver(desk);
    expect(desk.heardBy(specialist).map(headOf)).to.deep.equal(['诉求已受理 JJ20261120-001']);
    expect(desk.heardBy(forceGroup).map(headOf)).to.deep.equal(['企业诉求交办 JJ20261120-001']);
    expect(await leftIn(desk)).to.deep.equal(everything);

    const uuids = desk.uuids();
    const repeats = uuids.length - new Set(uuids).size;
    if (halt === 'unanswered' || halt === 'answered') expect(repeats, 'repeated uuids').to.be.greaterThan(0);
    else if (halt !== 'sent') expect(repeats, 'repeated uuids').to.equal(0);
  });
});
