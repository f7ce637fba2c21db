import { type Appeal, currentAssignment } from '../../domain/appeal/appeal.ts';
import { furthest } from '../../domain/appeal/decisions.ts';
import { mustBeAble } from '../../domain/appeal/lifecycle.ts';
import { draftOf, type Paper } from '../../domain/appeal/papers.ts';
import { noteHead, supervise } from '../../domain/appeal/timeDecisions.ts';
import { Refusal } from '../../domain/errors.ts';
import { authorize } from '../../domain/people/access.ts';
import { unitName } from '../../domain/rules.ts';
import { chinaDate } from '../../domain/time/chinaTime.ts';
import { closeOfDay, timingOf } from '../../domain/time/deadlines.ts';
import type { ChinaDate } from '../../domain/time/instant.ts';
import { tierOf } from '../../notices/tiers.ts';
import type { PaperDecision } from '../../ports/rows.ts';
import { reportVacancyOf } from '../people/reportVacancy.ts';
import { record, redrawSlot } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';
import { noteDue } from './draftHeadNote.ts';

/** A draft as its card names it; without an id the one that is open. */
export interface Chosen {
  number: string;
  paper?: string;
}

const verbs = { 'head-note': 'releaseNote', supervision: 'supervise' } as const;

/**
 * Right and draft, in this order: whoever may not learns nothing. Nobody else changes appeal or papers from here on.
 * Throws Refusal `not.allowed`, `paper.gone`, `paper.decided`.
 */
export async function openDraft(
  work: Work,
  acting: Acting,
  { number, paper: id, kind }: Chosen & Pick<Paper, 'kind'>,
): Promise<{ appeal: Appeal; paper: Paper }> {
  await work.store.alone(`appeal:${number}`);
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), verbs[kind], appeal);
  const papers = await work.store.papers(number);
  const paper = draftOf(papers, kind);
  if (paper && (!id || id === paper.id)) return { appeal, paper };
  throw await decidedBefore(
    work,
    papers.find((one) => one.kind === kind && (!id || id === one.id)),
    number,
  );
}

/** Whoever comes second reads who decided, and how; what the desk itself withdrew is only gone. */
async function decidedBefore({ store }: Work, paper: Paper | undefined, number: string): Promise<Refusal> {
  if (!paper?.releasedBy || !paper.releasedAt) return new Refusal('paper.gone', { number });
  const by = (await store.person(paper.releasedBy))?.name;
  const { kind, state, releasedAt: at } = paper;
  return new Refusal('paper.decided', { number, kind, released: state === 'released', at, by });
}

/** Throws Refusal `paper.gone` when somebody else was quicker. */
async function decide({ store }: Work, { id, appeal }: Paper, decision: PaperDecision): Promise<void> {
  if (!(await store.decidePaper(id, decision))) throw new Refusal('paper.gone', { number: appeal });
}

/** The note goes to the head of the unit and to nobody above him. Throws as `openDraft`, and `head.vacant`. */
export async function releaseHeadNote(work: Work, acting: Acting, chosen: Chosen): Promise<Appeal> {
  const { appeal, paper } = await openDraft(work, acting, { ...chosen, kind: 'head-note' });
  const { store, rules } = work;
  mustBeAble(appeal, 'head_noted');
  const held = currentAssignment(appeal);
  const heads = held ? await tierOf(store, rules, held, 'head') : [];
  if (!heads.some(({ openId }) => openId))
    throw new Refusal('head.vacant', { number: chosen.number, unit: unitName(rules, paper.unit) });
  await decide(work, paper, { ...signed(work, acting), dueAt: noteDue(work) });
  return record(work, acting, noteHead(appeal, paper.id, stampOf(work, acting, { verb: 'releaseNote', appeal })));
}

/**
 * 签发督办: gets its number of the year, in the order of release. Throws as `openDraft`, and `reason.missing`,
 * `supervision.date`, `supervision.date_far`, `text.sensitive`.
 */
export async function releaseSupervision(
  work: Work,
  acting: Acting,
  { reason, dueOn, ...chosen }: Chosen & { reason?: string; dueOn?: ChinaDate },
): Promise<Appeal> {
  const { appeal, paper } = await openDraft(work, acting, { ...chosen, kind: 'supervision' });
  const { district } = work.rules;
  mustBeAble(appeal, 'supervised');
  const said = { reason: (reason ?? paper.reason).trim(), dueAt: paper.dueAt };
  if (dueOn && dueOn > furthest(work.at, district))
    throw new Refusal('supervision.date_far', {
      number: chosen.number,
      date: dueOn,
      months: district.planHorizonMonths,
    });
  if (dueOn) said.dueAt = closeOfDay(dueOn, timingOf(work));
  if (said.dueAt <= work.at)
    throw new Refusal('supervision.date', { number: chosen.number, date: chinaDate(said.dueAt) });
  const year = chinaDate(work.at).slice(0, 4);
  const sequence = await work.store.nextSequence(`supervision-${year}`);
  const number = `${district.supervisionPrefix}〔${year}〕${sequence}号`;
  const what = { level: 'red', ...said, paper: paper.id, document: number } as const;
  const decision = supervise(appeal, what, stampOf(work, acting, { verb: 'supervise', appeal }));
  await decide(work, paper, { ...signed(work, acting), ...said, number });
  const supervised = await record(work, acting, decision);
  await reportVacancyOf(work, supervised, 'head');
  return supervised;
}

/** 暂不发送, 不签发: the draft is set aside; the appeal stays in the morning's list. Throws as `openDraft`. */
export async function setAside(work: Work, acting: Acting, chosen: Chosen & Pick<Paper, 'kind'>): Promise<Appeal> {
  const { appeal, paper } = await openDraft(work, acting, chosen);
  await decide(work, paper, { ...signed(work, acting), state: 'void' });
  await redrawSlot(work, appeal, paper.kind);
  return appeal;
}

function signed({ at }: Work, acting: Acting) {
  return { state: 'released', releasedAt: at, releasedBy: personOf(acting).id } as const;
}
