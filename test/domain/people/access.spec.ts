import { expect } from 'chai';
import { statuses } from '../../../src/domain/appeal/appeal.ts';
import { authorize, may } from '../../../src/domain/people/access.ts';
import { type Membership, type Person, roles } from '../../../src/domain/people/contacts.ts';
import { confidentialReaders } from '../../../src/domain/people/succession.ts';
import { rowOf, type Verb, verbs } from '../../../src/domain/verbs.ts';
import { refusalOf } from '../../support/refusals.ts';
import { anAppealIn, aPerson, district } from '../given.ts';

/** What everybody may is asked of nobody. */
const names = (Object.keys(verbs) as Verb[]).filter((verb) => rowOf(verb).who !== 'everyone');
/** The appeal is with task force 3, handled by its lead unit; its company lies in 沈巷镇. */
const appeal = anAppealIn('signed', { submittedBy: 'p-submitter' });
const unit = 'development-reform-commission';

const people: Record<string, Person> = {
  'its submitter, a specialist': aPerson('p-submitter', { role: 'specialist', unit: 'town:别的镇' }),
  'specialist of its town': aPerson('p1', { role: 'specialist', unit: 'town:沈巷镇' }),
  'specialist of another town': aPerson('p2', { role: 'specialist', unit: 'town:别的镇' }),
  'officer of the handling unit': aPerson('p3', { role: 'contact', unit, tier: 3 }),
  'deputy of the handling unit': aPerson('p4', { role: 'contact', unit, tier: 2 }),
  'head of the handling unit': aPerson('p5', { role: 'contact', unit, tier: 1 }),
  'officer of another unit': aPerson('p6', { role: 'contact', unit: 'finance-bureau', tier: 3 }),
  'liaison of its task force': aPerson('p7', { role: 'liaison', taskForce: 3, unit }),
  'liaison of another task force': aPerson('p8', { role: 'liaison', taskForce: 8, unit: 'finance-bureau' }),
  'office of its task force': aPerson('p9', { role: 'office', taskForce: 3, unit }),
  'office of another task force': aPerson('p10', { role: 'office', taskForce: 8 }),
  'leader of its task force': aPerson('p11', { role: 'task-force-leader', taskForce: 3 }),
  'deputy leader of its task force': aPerson('p12', { role: 'deputy-leader', taskForce: 3 }),
  'office head of its task force': aPerson('p13', { role: 'office-head', taskForce: 3 }),
  'leader of another task force': aPerson('p14', { role: 'task-force-leader', taskForce: 8 }),
  'service centre': aPerson('p15', { role: 'service-centre' }),
  'duty officer': aPerson('p16', { role: 'duty' }),
  'district office': aPerson('p17', { role: 'district-office' }),
  'district leader': aPerson('p18', { role: 'leader' }),
  'leader’s liaison': aPerson('p19', { role: 'leader-liaison' }),
  'audit office': aPerson('p20', { role: 'audit' }),
  administrator: aPerson('p21', { role: 'administrator' }),
  'somebody without a role': aPerson('p22'),
};

const acts =
  'see comment signIn askReturn plan replacePlan progress askCompany resolve backfill askExtension askPause resume answerInstruction report';
const centre =
  'see submit reroute transfer upholdReturn refuseReturn approve reject comment supplement correct detach withdraw decideTip inform grantTime refuseTime resume nudge urge releaseNote confide report';
/** Rights (docs/develop/domain.md#rights), one line a person; what is not named is refused. */
const allowed: Record<string, string> = {
  'its submitter, a specialist': 'see submit reroute comment supplement correct detach withdraw inform nudge confide',
  'specialist of its town': 'see submit comment supplement correct detach inform nudge',
  'specialist of another town': 'submit',
  'officer of the handling unit': acts,
  'deputy of the handling unit': 'see comment passOn explain report',
  'head of the handling unit': 'see comment passOn explain report',
  'officer of another unit': '',
  'liaison of its task force': acts,
  'liaison of another task force': '',
  'office of its task force': `${acts} transfer`,
  'office of another task force': '',
  'leader of its task force': 'see comment passOn explain report nudge instruct',
  'deputy leader of its task force': 'see comment passOn explain report',
  'office head of its task force': 'see comment passOn explain report',
  'leader of another task force': '',
  'service centre': centre,
  'duty officer': centre,
  'district office': 'see comment bind nudge urge supervise confide recalculate substituteOthers report',
  'district leader': 'see nudge instruct report',
  'leader’s liaison': 'see nudge instruct report',
  'audit office': 'see report',
  administrator: 'bind',
  'somebody without a role': '',
};

describe('权限 — who may do what with an appeal', () => {
  for (const [who, person] of Object.entries(people)) {
    const words = (allowed[who] ?? '').split(' ').filter(Boolean);
    it(`${who}: ${words.join(', ') || 'nothing'}`, () => {
      const found = names.filter((verb) => may(person, verb, appeal));
      expect(found).to.have.members(words);
      for (const verb of names) {
        const refusal = refusalOf(() => authorize(person, verb, appeal));
        expect(refusal?.code).to.equal(words.includes(verb) ? undefined : 'not.allowed');
      }
    });
  }

  it('after a transfer the former unit may no longer act, the new one may', () => {
    const [held] = appeal.assignments;
    const to = '2026-11-20T03:00:00.000Z';
    const next = { id: 'a2', kind: 'lead', taskForce: 8, unit: 'finance-bureau', from: to } as const;
    const moved = { ...appeal, assignments: [{ ...held, to } as typeof next, next] };
    expect(may(people['officer of the handling unit'] as Person, 'plan', moved)).to.equal(false);
    expect(may(people['liaison of its task force'] as Person, 'see', moved)).to.equal(false);
    expect(may(people['officer of another unit'] as Person, 'plan', moved)).to.equal(true);
    expect(may(people['liaison of another task force'] as Person, 'signIn', moved)).to.equal(true);
  });

  it('several roles add up', () => {
    const both: Membership[] = [
      { role: 'specialist', unit: 'town:沈巷镇' },
      { role: 'liaison', taskForce: 3, unit },
    ];
    const found = names.filter((verb) => may(aPerson('p30', ...both), verb, appeal));
    expect(found).to.include.members(['submit', 'supplement', 'signIn', 'resolve']);
    expect(found).to.not.include('transfer');
  });

  it('a specialist without a town is not of the town of an appeal without one', () => {
    const nowhere = { ...appeal, town: undefined };
    expect(may(aPerson('p31', { role: 'specialist' }), 'see', nowhere)).to.equal(false);
  });
});

describe('权限 — the table itself', () => {
  for (const verb of names) {
    it(`somebody may ${verb}`, () => expect(rowOf(verb).who).to.have.length.greaterThan(0));
  }
  for (const role of roles) {
    it(`${role} may do something`, () => {
      const person = aPerson('p40', { role, taskForce: 3, unit, tier: 3 });
      expect(names.some((verb) => may(person, verb, appeal))).to.equal(true);
    });
  }
  it('a dispatched appeal is seen by nobody whom the table does not know', () => {
    for (const status of statuses) expect(may(aPerson('p41'), 'see', anAppealIn(status))).to.equal(false);
  });
});

describe('权限 — in confidence', () => {
  const kept = anAppealIn('confidential', { submittedBy: 'p-submitter', readers: ['p-reader', 'p17'] });
  const reader = aPerson('p-reader', { role: 'district-office' });

  it('its two readers see it, remark, release and withdraw it, and nothing else', () => {
    for (const person of [reader, people['district office'] as Person]) {
      expect(names.filter((verb) => may(person, verb, kept))).to.have.members([
        'see',
        'comment',
        'release',
        'withdraw',
      ]);
    }
  });

  it('its submitter sees it, adds to it and may withdraw it', () => {
    const person = people['its submitter, a specialist'] as Person;
    expect(names.filter((verb) => may(person, verb, kept))).to.have.members([
      'see',
      'supplement',
      'correct',
      'detach',
      'withdraw',
    ]);
    expect(refusalOf(() => authorize(person, 'comment', kept))?.code).to.equal('confidential');
  });

  const others = [
    ...Object.entries(people),
    ['third of the district office', aPerson('p50', { role: 'district-office' })],
  ];
  for (const [who, person] of others as [string, Person][]) {
    if (['its submitter, a specialist', 'district office'].includes(who)) continue;
    it(`${who} may do nothing with it`, () => {
      expect(names.filter((verb) => may(person, verb, kept))).to.deep.equal([]);
      expect(refusalOf(() => authorize(person, 'see', kept))?.code).to.equal('not.allowed');
    });
  }

  it('a reader who left the district office reads it no more', () => {
    expect(may({ ...reader, memberships: [{ role: 'specialist' }] }, 'see', kept)).to.equal(false);
  });

  it('when the office had nobody, whoever joins it reads what came meanwhile', () => {
    const orphan = { ...kept, readers: [] };
    expect(may(reader, 'see', orphan)).to.equal(true);
    expect(may(people['service centre'] as Person, 'see', orphan)).to.equal(false);
  });
});

describe('权限 — who the two readers are', () => {
  const office = ['主任', '副主任', '科员', '科长'].map((title, index) =>
    aPerson(`p${index}`, { role: 'district-office', title }),
  );
  const centre = aPerson('p9', { role: 'service-centre', title: '主任' });
  const named = (titles: string[]) =>
    confidentialReaders([centre, ...office], { ...district, confidentialReaders: titles }).map(({ id }) => id);

  it('without a setting the first two of the district office', () => expect(named([])).to.deep.equal(['p0', 'p1']));
  it('by their 职务, in the order of the setting', () => expect(named(['科长', '主任'])).to.deep.equal(['p3', 'p0']));
  it('a 职务 nobody holds is filled up', () => expect(named(['科长', '局长'])).to.deep.equal(['p3', 'p0']));
  it('two at most, though several hold the 职务', () => {
    const many = office.map((person) => ({
      ...person,
      memberships: [{ role: 'district-office' as const, title: '科员' }],
    }));
    expect(confidentialReaders(many, { ...district, confidentialReaders: ['科员'] })).to.have.length(2);
  });
  it('nobody when the office has nobody', () => expect(confidentialReaders([centre], district)).to.deep.equal([]));
});
