import { leaveTip } from '../../commands/tips/leaveTip.ts';
import * as asks from '../../presenters/words/asks.ts';
import { otherwiseDone } from '../../presenters/words/verbs.ts';
import { done, type Reply, type Turn } from '../turn.ts';

/** 线索: kept for the centre, no matter who sent it; the same words again do not make a second one. */
export async function tip(turn: Turn): Promise<Reply> {
  const { work, acting, openId, speaker, text, attachments } = turn;
  const { chat = turn.chat, message = turn.message } = acting.from;
  const said = { openId, name: speaker?.name, text, attachments, chat, message };
  const { repeated } = await leaveTip(work, acting, said);
  if (repeated) return { privately: asks.tipRepeated() };
  if (turn.pressed) return done(otherwiseDone.toCentre());
  return { privately: asks.tipLeft(speaker !== undefined) };
}
