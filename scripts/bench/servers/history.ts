import { open } from 'node:fs/promises';
import { dataSource } from '../../../ormconfig.ts';
import { approveResult } from '../../../src/commands/handling/approveResult.ts';
import { informCompany } from '../../../src/commands/handling/informCompany.ts';
import { planAppeal } from '../../../src/commands/handling/planAppeal.ts';
import { reportProgress } from '../../../src/commands/handling/reportProgress.ts';
import { resolveAppeal } from '../../../src/commands/handling/resolveAppeal.ts';
import { signIn } from '../../../src/commands/handling/signIn.ts';
import { submitAppeal } from '../../../src/commands/intake/submitAppeal.ts';
import type { Person } from '../../../src/domain/people/contacts.ts';
import { readRules } from '../../../src/settings/settings.ts';
import { type Office, openOffice } from '../../simulate/office.ts';
import { type Cast, district } from '../../simulate/roster.ts';
import { copyAppeals } from '../copies.ts';
import { environment } from './listening.ts';

/** Builds a database of the three years after November 2023: two appeals go through the real commands, the others are their copies. */
const url = `sqlite:${environment('DATABASE')}`;
const settings = readRules('config');
const cast = district(settings.rules, settings.rules.taskForces.length);
const office = await openOffice(url, '2023-11-07T02:00:00.000Z', settings, cast);
const [answered, unanswered] = [await handled(office, cast), await handled(office, cast)];
await answer(office, cast, answered);
await office.settle();
await office.close();

const start = performance.now();
const source = await dataSource(url).initialize();
await source.query('CREATE TEMP TABLE leads (task_force integer PRIMARY KEY, lead_unit text)');
for (const { number, leadUnit } of settings.rules.taskForces)
  await source.query('INSERT INTO leads VALUES (?, ?)', [number, leadUnit]);
await copyAppeals(source, {
  answered,
  open: unanswered,
  count: Number(environment('APPEALS')),
  openOneIn: 100,
  today: '2026-11-24',
});
await source.destroy();
await onDisk(environment('DATABASE'));
process.send?.((performance.now() - start) / 1000, () => process.exit(0));

/** What the kernel still has to write of ten gigabytes would be waited for by the first commits that are measured. */
async function onDisk(file: string): Promise<void> {
  const written = await open(file);
  await written.sync();
  await written.close();
}

/** Brought, signed in and planned; the company was told. */
async function handled({ act, setNow }: Office, { specialists: [specialist], liaisons }: Cast): Promise<string> {
  const liaison = liaisons.get(3) as Person;
  setNow('2023-11-07T02:00:00.000Z');
  const said = {
    title: '变压器增容两个月未批复',
    channel: 'visit',
    company: '甲机械有限公司',
    attachments: [],
  } as const;
  const text = '我司申请变压器增容两个月未批复，影响新生产线投产，多次联系均答复正在研究，请协调。';
  const appeal = await act(specialist as Person, (work, acting) =>
    submitAppeal(work, acting, { ...said, text, attachments: [], mentioned: [liaison] }),
  );
  const number = appeal?.number ?? '';
  setNow('2023-11-07T03:00:00.000Z');
  await act(liaison, (work, acting) => signIn(work, acting, { number }));
  setNow('2023-11-08T03:00:00.000Z');
  const plan = { number, text: '已安排现场勘查', companyText: '已安排现场勘查' };
  await act(liaison, (work, acting) => planAppeal(work, acting, plan));
  await act(specialist as Person, (work, acting) => informCompany(work, acting, { number }));
  return number;
}

async function answer({ act, setNow }: Office, { liaisons, centre, specialists }: Cast, number: string): Promise<void> {
  const [clerk, specialist] = [centre[0] as Person, specialists[0] as Person];
  const liaison = liaisons.get(3) as Person;
  setNow('2023-11-09T03:00:00.000Z');
  await act(liaison, (work, acting) =>
    reportProgress(work, acting, { number, text: '外线路径已批复', attachments: [] }),
  );
  setNow('2023-11-13T03:00:00.000Z');
  const result = { outcome: '已解决', text: '已送电', companyText: '已送电', attachments: [] } as const;
  await act(liaison, (work, acting) => resolveAppeal(work, acting, { number, ...result, attachments: [] }));
  await act(clerk, (work, acting) => approveResult(work, acting, { number }));
  await act(specialist, (work, acting) => informCompany(work, acting, { number }));
}
