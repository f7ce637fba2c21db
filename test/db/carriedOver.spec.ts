import { expect } from 'chai';
import { DataSource } from 'typeorm';
import { dataSource } from '../../ormconfig.ts';
import { Initial } from '../../src/db/migrations/1-initial.ts';
import { eachEmptyDatabase } from '../support/databases.ts';

const clock = (id: string, [kind, due, stopped = null, assignment = null]: (string | null)[], appeal = 'JJ-1') =>
  `INSERT INTO clocks (id, appeal, assignment, kind, rule, started_at, due_at, derivation, stopped_at) VALUES (${[
    ...[id, appeal, assignment, kind, '5日', '00', due, '…', stopped],
  ]
    .map((value) => (value === null ? 'NULL' : `'${value}'`))
    .join(', ')})`;

/** An appeal dispatched at 10 and handed on at 20, and one that nobody has yet. */
const firstVersion = [
  ...['JJ-1', 'JJ-2'].map(
    (
      number,
    ) => `INSERT INTO appeals (number, status, version, submitted_by, received_at, updated_at, sequence, rest, search)
      VALUES ('${number}', 'planned', 1, 'anne', '00', '00', 1, '{}', '')`,
  ),
  `INSERT INTO assignments (id, appeal, position, kind, task_force, unit, from_at, to_at) VALUES
    ('lead-1', 'JJ-1', 0, 'lead', 5, 'power', '10', '20'), ('lead-2', 'JJ-1', 1, 'lead', 6, 'water', '20', NULL),
    ('co-1', 'JJ-1', 2, 'co', 7, 'planning', '25', NULL)`,
  clock('dispatch', ['dispatch', '31', '10']),
  clock('sign-in', ['sign-in', '32', '15', 'lead-1']),
  clock('determination', ['determination', '33', '18', 'lead-1']),
  clock('first-plan', ['plan', '34', '20']),
  clock('plan', ['plan', '35']),
  clock('result', ['result', '36', null, 'lead-2']),
  clock('rework', ['rework', '37', '29', 'lead-2']),
  clock('review', ['review', '38', null, 'lead-2']),
  clock('extension', ['extension', '39', null, 'lead-2']),
  clock('inform', ['inform', '40']),
  clock('nobody', ['plan', '41'], 'JJ-2'),
  `INSERT INTO slots (job, slot, claimed_at) VALUES ('digest', '0830', '0831')`,
];

/** Owner, assignment, unit and task force, when it is owed, how it ended. */
const expected = [
  'determination: centre lead-1 – – 33 done',
  'dispatch: centre – – – 31 done',
  'extension: centre lead-2 – – 39 –',
  'first-plan: handler lead-1 power 5 34 done',
  'inform: submitter – – – 40 –',
  'nobody: handler – – – 41 –',
  'plan: handler lead-2 water 6 35 –',
  'result: handler lead-2 water 6 36 –',
  'review: centre lead-2 – – 38 –',
  'rework: handler lead-2 water 6 37 done',
  'sign-in: handler lead-1 power 5 32 done',
];

describe('a database of the first version', () => {
  eachEmptyDatabase((open, place) => {
    it('keeps its clocks, which learn whose they are and how they ended, and its slots', async () => {
      const before = new DataSource({ ...dataSource(place().url).options, migrations: [Initial] });
      await before.initialize();
      await before.runMigrations();
      for (const statement of firstVersion) await before.query(statement);
      await before.destroy();

      const database = await open();
      const found = await database.read(async (ledger) => [
        ...(await ledger.clocks('JJ-1')),
        ...(await ledger.clocks('JJ-2')),
      ]);
      const told = found.map(({ id, owner, assignment, unit, taskForce, owedAt, ended }) => {
        const facts = [owner, assignment, unit, taskForce, owedAt, ended].map((fact) => fact ?? '–');
        return `${id}: ${facts.join(' ')}`;
      });
      expect(told.sort()).to.deep.equal(expected);
      const running = await database.read((ledger) => ledger.running());
      expect(running.filter(({ unit }) => unit === 'water')).to.have.length(2);
      const slots = await database.read((ledger) => ledger.claimedFrom('digest', '0830'));
      expect(slots).to.deep.equal([{ job: 'digest', slot: '0830', state: 'done', at: '0831' }]);
    });
  });
});
