import { expect } from 'chai';
import { type Bots, forkBots } from './bots.ts';
import { engines } from './databases.ts';
import { type Desk, openDesk } from './desk.ts';
import type { Halt } from './haltAt.ts';

/** Describes what a kill -9 at each of these places leads to, on each engine; every place has a desk of its own. */
export function eachKill(
  places: Halt[],
  { prepare, event, tick = false }: { prepare?(desk: Desk): Promise<void>; event?(desk: Desk): void; tick?: boolean },
  check: (halt: Halt, desk: Desk) => Promise<void>,
): void {
  for (const [engine, makePlace] of Object.entries(engines)) {
    describe(`kill -9 on ${engine}`, function () {
      this.timeout(120_000);
      const desks = new Map<Halt, Desk>();
      let bots: Bots | undefined;
      before(async () => {
        bots = forkBots(); // loads while the desks are set up
        const set = async (halt: Halt) => {
          const desk = await openDesk(await makePlace());
          desks.set(halt, desk);
          await prepare?.(desk);
        };
        await Promise.all(places.map(set));
        await startAll(bots, desks, event);
        const now = [...desks.values()][0]?.now() ?? new Date();
        // A round that stands still never ends.
        if (tick) bots.tick(now).catch(() => undefined);
        await bots.halted();
        expect(await bots.kill()).to.equal('SIGKILL');
        for (const desk of desks.values()) desk.fakeLark.fail({});
      });
      after(async () => {
        await bots?.kill(); // when it did not come that far
        for (const desk of desks.values()) await desk.end();
      });
      for (const halt of places) it(`at ${halt}`, () => check(halt, desks.get(halt) as Desk));
    });
  }
}

/** Starts a bot for each desk, all in one process, and lets the event come in. */
async function startAll(bots: Bots, desks: Map<Halt, Desk>, event?: (desk: Desk) => void): Promise<void> {
  const all = [...desks];
  const orders = all.map(([halt, { lark, databaseUrl }]) => ({ lark, databaseUrl, halt }));
  const urls = await bots.start(all[0]?.[1].now() ?? new Date(), orders);
  for (const [index, [halt, desk]] of all.entries()) {
    desk.fakeLark.setWebhookUrl(`${urls[index]}/webhook/lark`);
    if (halt === 'unanswered') desk.fakeLark.fail({ resetAfterCreate: 2 });
    event?.(desk);
  }
}

/** Another bot takes over, and the platform repeats the events that nobody answered. */
export async function takeOver(desk: Desk): Promise<void> {
  await claimsRunOut(desk);
  desk.forward(20);
  const bot = await desk.start();
  await bot.tick();
  await desk.fakeLark.tick();
  await desk.fakeLark.idle();
  await bot.tick();
  await expectNothingOwed(desk);
}

/** Asks again with every message that the platform takes. */
export async function until(desk: Desk, holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) {
    await new Promise<void>((resolve) => {
      const leave = desk.fakeLark.subscribe(() => {
        leave();
        resolve();
      });
    });
  }
}

/** On PostgreSQL what a dead process held is taken over after seconds of real time; here they have passed. */
export async function claimsRunOut(desk: Desk): Promise<void> {
  if (!desk.databaseUrl.startsWith('sqlite:')) await desk.rows('DELETE FROM processes');
}

export async function expectNothingOwed(desk: Desk): Promise<void> {
  const owed = `SELECT id, state, error FROM outbox WHERE state <> 'sent' AND state <> 'superseded'`;
  expect(await desk.rows(owed), 'owed').to.deep.equal([]);
  expect(await desk.rows(`SELECT id, state, error FROM inbox WHERE state <> 'done'`), 'unread').to.deep.equal([]);
}
