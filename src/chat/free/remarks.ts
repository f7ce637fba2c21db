import { askCompany } from '../../commands/handling/askCompany.ts';
import { commentOnAppeal } from '../../commands/handling/commentOnAppeal.ts';
import type { Appeal } from '../../domain/appeal/appeal.ts';
import { may } from '../../domain/people/access.ts';
import { doneWords } from '../../presenters/words/verbs.ts';
import { internalParts } from '../reading/internalWords.ts';
import { done, type Reply, speakerOf, type Turn } from '../turn.ts';
import { isSaid } from './said.ts';

/** 备注. A question in a 备注 of the handling unit goes to the company's side, which alone can answer it. */
export async function remark(turn: Turn, appeal: Appeal, text: string): Promise<Reply> {
  const asks =
    isSaid('asks', { ...turn, text, said: { by: 'handler', quoting: true } }) && !internalParts(text).internal;
  if (asks && may(speakerOf(turn), 'progress', appeal)) return question(turn, appeal, text);
  await commentOnAppeal(turn.work, turn.acting, { number: appeal.number, text });
  return done(doneWords.comment(appeal.number));
}

/** 问专员. */
export async function question({ work, acting }: Turn, { number }: Appeal, text: string): Promise<Reply> {
  await askCompany(work, acting, { number, text });
  return done(doneWords.askCompany(number));
}
