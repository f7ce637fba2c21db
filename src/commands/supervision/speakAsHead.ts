import type { Appeal } from '../../domain/appeal/appeal.ts';
import { comment } from '../../domain/appeal/decisions.ts';
import { authorize } from '../../domain/people/access.ts';
import { factsOf } from '../../notices/drawing.ts';
import { toCentre } from '../../notices/recipients.ts';
import { forChat } from '../../presenters/group/groupMessage.ts';
import { commentNote } from '../../presenters/notes/notes.ts';
import { handOnText, officerWord } from '../../presenters/words/upwardWords.ts';
import { owe, record } from '../shared/record.ts';
import { type Acting, appealOf, personOf, stampOf, type Work } from '../shared/work.ts';

/** Only who stands above the handlers of the unit or its task force. Throws Refusal `not.allowed`. */
async function asSuperior(work: Work, acting: Acting, number: string, verb: 'passOn' | 'explain'): Promise<Appeal> {
  const appeal = await appealOf(work, number);
  authorize(personOf(acting), verb, appeal);
  return appeal;
}

/** 转联络员办理: the officer reads that the head asks him to. It signs nothing, and a second press says it once. */
export async function handOn(work: Work, acting: Acting, { number }: { number: string }): Promise<Appeal> {
  const appeal = await asSuperior(work, acting, number, 'passOn');
  const unit = appeal.assignments.at(-1)?.unit ?? '';
  const text = handOnText(officerWord(unit, { appeal, rules: work.rules }));
  const last = (await work.store.timeline(number)).at(-1);
  if (last?.type === 'commented' && last.text === text) return appeal;
  return record(work, acting, comment(appeal, text, stampOf(work, acting, { verb: 'passOn', appeal })));
}

/** 说明情况: what the head says goes to the centre, and to his own people. */
export async function explain(
  work: Work,
  acting: Acting,
  { number, text }: { number: string; text: string },
): Promise<Appeal> {
  const before = await asSuperior(work, acting, number, 'explain');
  const stamp = stampOf(work, acting, { verb: 'explain', appeal: before });
  const appeal = await record(work, acting, comment(before, text, stamp));
  const facts = await factsOf(work.store, work.rules, appeal);
  const note = forChat(facts, (fit, words) => commentNote(fit, words(text)));
  for (const notice of await toCentre(work.store, note)) await owe(work, acting, { ...notice, appeal: number });
  return appeal;
}
