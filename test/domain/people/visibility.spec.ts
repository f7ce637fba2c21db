import { expect } from 'chai';
import { may } from '../../../src/domain/people/access.ts';
import type { Membership } from '../../../src/domain/people/contacts.ts';
import {
  type Addressee,
  groupShows,
  hadIt,
  isInsider,
  isToldUpwards,
  listScopeOf,
  mayBeTold,
  mayReadCard,
  readsInFull,
  readsInternal,
  type Scope,
  scopeOf,
} from '../../../src/domain/people/visibility.ts';
import { anAppealIn, aPerson } from '../given.ts';

const reform = 'development-reform-commission';
const town = 'town:沈巷镇';
const specialist: Membership = { role: 'specialist', unit: town };
const office: Membership = { role: 'district-office' };
const as = (change: object) => ({ submittedBy: 'p-submitter', submittedFor: town, ...change });
const ordinary = anAppealIn('signed', as({}));
const secret = anAppealIn('confidential', as({ readers: ['p-reader', 'p-reader2'] }));
const takenBack = { ...secret, status: 'withdrawn' as const };

const addressees: Exclude<Addressee, 'anyone'>[] = [
  'submitter',
  'readers',
  'handlers',
  'deputies',
  'heads',
  'centre',
  'centre-heads',
  'office',
  'giver',
];

/** Who, what he holds today, which notes about an ordinary appeal are still his, whether he sees it, and a secret one. */
// biome-ignore format: a table is read by column
const people: [string, string, Membership[], string, boolean, boolean][] = [
  ['the submitter',                        'p-submitter', [specialist],                                        'submitter',            true,  true],
  ['who submitted it and left',            'p-submitter', [],                                                  '',                     false, false],
  ['who submitted it, now of another town','p-submitter', [{ role: 'specialist', unit: 'town:别的镇' }],        '',                     false, false],
  ['who submitted it, now its officer',    'p-submitter', [{ role: 'contact', unit: reform, tier: 3 }],        'handlers',             true,  false],
  ['who submitted it, now of the centre',  'p-submitter', [{ role: 'service-centre' }],                        'submitter centre',     true,  true],
  ['a specialist of the town',             'p1',          [specialist],                                        'submitter',            true,  false],
  ['a substitute of the submitter',          'p2',          [{ ...specialist, standsInFor: 'p-submitter', until: '2026-12-31' }], 'submitter', true, false],
  ['an officer of the unit',               'p3',          [{ role: 'contact', unit: reform, tier: 3 }],        'handlers',             true,  false],
  ['its deputy',                           'p4',          [{ role: 'contact', unit: reform, tier: 2 }],        'handlers deputies heads', true, false],
  ['an officer of another unit',           'p5',          [{ role: 'contact', unit: 'finance-bureau', tier: 3 }], '',                  false, false],
  ['the liaison of its task force',        'p6',          [{ role: 'liaison', taskForce: 3, unit: reform }],   'handlers',             true,  false],
  ['the leader of its task force',         'p7',          [{ role: 'task-force-leader', taskForce: 3 }],       'handlers deputies heads giver', true, false],
  ['the leader of another one',            'p8',          [{ role: 'task-force-leader', taskForce: 8 }],       '',                     false, false],
  ['the service centre',                   'p9',          [{ role: 'service-centre' }],                        'submitter centre',     true,  false],
  ['the head of the centre',               'p10',         [{ role: 'contact', unit: 'enterprise-service-centre', tier: 1 }], 'centre-heads', false, false],
  ['a reader',                             'p-reader',    [office],                                            'office centre-heads',  true,  true],
  ['who was a reader and left',            'p-reader',    [{ role: 'contact', unit: reform, tier: 2 }],        'handlers deputies heads', true, false],
  ['somebody else of the office',          'p11',         [office],                                            'office centre-heads',  true,  false],
  ['a district leader',                    'p12',         [{ role: 'leader' }],                                'giver',                true,  false],
  ['the audit office',                     'p13',         [{ role: 'audit' }],                                 '',                     true,  false],
  ['an administrator',                     'p14',         [{ role: 'administrator' }],                         '',                     false, false],
  ['somebody without a post',              'p15',         [],                                                  '',                     false, false],
];

describe('谁能看到 — who may be told what, by the roster of today', () => {
  for (const [who, id, memberships, notes, sees, secretToo] of people) {
    it(`${who}: ${notes || 'no note'}${sees ? ', sees it' : ''}${secretToo ? ', also in confidence' : ''}`, () => {
      const person = aPerson(id, ...memberships);
      const told = addressees.filter((addressee) => mayBeTold(person, addressee, ordinary));
      expect(told).to.have.members(notes.split(' ').filter(Boolean));
      expect(may(person, 'see', ordinary)).to.equal(sees);
      expect(mayBeTold(person, undefined, ordinary)).to.equal(sees);
      for (const kept of [secret, takenBack]) {
        expect(may(person, 'see', kept)).to.equal(secretToo);
        const any = addressees.some((addressee) => mayBeTold(person, addressee, kept));
        expect(any).to.equal(secretToo);
        expect(mayBeTold(person, 'anyone', kept)).to.equal(true);
      }
    });
  }

  it('a reader who left is followed by the next of the office; one who stays keeps it', () => {
    const fellows = { office: ['p-reader2', 'p20', 'p21'], specialists: [] };
    const of = (id: string) => may({ ...aPerson(id, office), fellows }, 'see', secret);
    expect([of('p-reader2'), of('p20'), of('p21')]).to.deep.equal([true, true, false]);
  });

  it('who follows a submitter may do what he might, but nothing in confidence', () => {
    const next = { ...aPerson('p22', specialist), fellows: { office: [], specialists: ['p22'] } };
    const beside = { ...next, fellows: { office: [], specialists: ['p22', 'p-submitter'] } };
    expect([may(next, 'withdraw', ordinary), may(beside, 'withdraw', ordinary)]).to.deep.equal([true, false]);
    expect(may(next, 'see', secret)).to.equal(false);
  });
});

/** What this person reads of the ordinary appeal, once it is signed. */
const questions = { full: readsInFull, inside: isInsider, internal: readsInternal };
const cards = ['receipt', 'dispatch', 'centre', 'head-note', 'note', 'supervision', 'order'] as const;
const itself = ordinary.assignments.map((held) => ({ ...held, signedAt: '2026-11-20T03:00:00.000Z' }));
const signed = { ...ordinary, assignments: itself };

function scopeText(scope: Scope | undefined): string {
  if (scope === undefined || scope === 'all') return scope ?? '–';
  const { taskForces, units, submittedBy } = scope;
  return [...taskForces, ...units.map(() => 'unit'), ...(submittedBy ? ['own'] : [])].join(' ');
}

/** As above: what he reads of it, whether he hears of what is overdue as a report from below, figures, lists, cards. */
// biome-ignore format: a table is read by column
const reading: Record<string, [reads: string, upwards: boolean, figures: string, lists: string, cards: string]> = {
  'the submitter':                         ['full',                 false, '–',    'own',  'receipt'],
  'who submitted it and left':             ['',                     false, '–',    '–',    ''],
  'who submitted it, now of another town': ['',                     false, '–',    'own',  ''],
  'who submitted it, now its officer':     ['full inside internal', false, 'unit', 'unit', 'dispatch order'],
  'who submitted it, now of the centre':   ['full inside internal', false, 'all',  'all',  'receipt dispatch centre head-note order'],
  'a specialist of the town':              ['',                     false, '–',    'own',  ''],
  'a substitute of the submitter':           ['',                     false, '–',    'own',  ''],
  'an officer of the unit':                ['full inside internal', false, 'unit', 'unit', 'dispatch order'],
  'its deputy':                            ['inside internal',      true,  'unit', 'unit', 'dispatch note order'],
  'an officer of another unit':            ['',                     false, 'unit', 'unit', ''],
  'the liaison of its task force':         ['full inside internal', false, '3',    '3',    'dispatch order'],
  'the leader of its task force':          ['inside',               true,  '3',    '3',    'dispatch note order'],
  'the leader of another one':             ['',                     true,  '8',    '8',    ''],
  'the service centre':                    ['full inside internal', false, 'all',  'all',  'dispatch centre head-note order'],
  'the head of the centre':                ['',                     true,  'unit', 'unit', ''],
  'a reader':                              ['inside',               false, 'all',  'all',  'dispatch supervision order'],
  'who was a reader and left':             ['inside internal',      true,  'unit', 'unit', 'dispatch note order'],
  'somebody else of the office':           ['inside',               false, 'all',  'all',  'dispatch supervision order'],
  'a district leader':                     ['inside',               true,  'all',  'all',  'dispatch order'],
  'the audit office':                      ['inside',               true,  'all',  'all',  'dispatch order'],
  'an administrator':                      ['',                     false, '–',    '–',    ''],
  'somebody without a post':               ['',                     false, '–',    '–',    ''],
};

describe('谁能看到 — what each reads of an appeal, which figures, lists and cards are his', () => {
  for (const [who, id, memberships] of people) {
    it(`${who}: ${reading[who]?.join(' | ')}`, () => {
      const person = aPerson(id, ...memberships);
      const read = Object.entries(questions).flatMap(([name, ask]) => (ask(person, signed) ? [name] : []));
      const slots = cards.filter((slot) => mayReadCard(person, slot, signed));
      const figures = [scopeText(scopeOf(person)), scopeText(listScopeOf(person))] as const;
      expect([read.join(' '), isToldUpwards(person), ...figures, slots.join(' ')]).to.deep.equal(reading[who]);
      // Figures are asked for by one right, which the catalogue names.
      expect(scopeOf(person) !== undefined).to.equal(may(person, 'report'));
      if (!may(person, 'see', secret)) expect(cards.some((slot) => mayReadCard(person, slot, secret))).to.equal(false);
    });
  }

  it('what was moved on was with the former unit, in confidence with nobody', () => {
    const to = '2026-11-20T03:00:00.000Z';
    const moved = {
      ...signed,
      assignments: [
        ...itself.map((held) => ({ ...held, to })),
        { ...itself[0], id: 'a2', unit: 'finance-bureau', taskForce: 8, from: to },
      ],
    } as typeof signed;
    const officer = aPerson('p3', { role: 'contact', unit: reform, tier: 3 });
    expect([hadIt(officer, moved), hadIt(officer, signed), hadIt(aPerson('p15'), moved)]).to.deep.equal([
      true,
      false,
      false,
    ]);
    expect(hadIt(officer, { ...moved, confidential: true })).to.equal(false);
  });

  it('a group sees what is with those whom it serves, and nothing in confidence', () => {
    const served: [Parameters<typeof groupShows>[0], boolean][] = [
      [[{ kind: 'task-force', taskForce: 3 }], true],
      [[{ kind: 'unit', unit: reform }], true],
      [[{ kind: 'centre' }], true],
      [[{ kind: 'task-force', taskForce: 8 }], false],
      [[{ kind: 'unit', unit: 'finance-bureau' }], false],
      [[{ kind: 'specialists' }, { kind: 'leaders' }], false],
      [[], false],
    ];
    for (const [bindings, shown] of served) {
      expect(groupShows(bindings, signed), JSON.stringify(bindings)).to.equal(shown);
      expect(groupShows(bindings, { ...signed, confidential: true })).to.equal(false);
    }
  });
});
