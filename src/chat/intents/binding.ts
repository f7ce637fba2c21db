import { bindChat } from '../../commands/chats/bindChat.ts';
import { unbindChat } from '../../commands/chats/unbindChat.ts';
import type { Binding } from '../../domain/chats.ts';
import { Refusal } from '../../domain/errors.ts';
import { authorize } from '../../domain/people/access.ts';
import type { Rules } from '../../domain/rules.ts';
import * as words from '../../presenters/cards/bindings.ts';
import { seenInChat } from '../../presenters/group/groupMessage.ts';
import { otherwiseDone } from '../../presenters/words/verbs.ts';
import { readTaskForce, readUnit, rulesOfDistrict } from '../reading/targets.ts';
import { done, type Reply, speakerOf, type Turn } from '../turn.ts';
import type { Intent, Words } from './intent.ts';

/** "专班 获得电力", "服务中心", "单位 区税务局": what a group will serve. */
export function readBinding(said: string, rules: Rules): Binding {
  const text = said.trim();
  if (/^(?:区?为企)?服务中心(?:群)?$/.test(text)) return { kind: 'centre' };
  if (/^(?:营商环境)?专员群?$/.test(text)) return { kind: 'specialists' };
  if (/^(?:区)?领导群?$/.test(text)) return { kind: 'leaders' };
  const unit = /^单位(.+)$/.exec(text)?.[1]?.trim();
  if (unit) return { kind: 'unit', unit: readUnit(unit, rules) };
  return { kind: 'task-force', taskForce: readTaskForce(text.replace(/^专班\s*/, '') || text, rules).number };
}

async function bind(turn: Turn, { target }: Words): Promise<Reply> {
  const { work, group, chat, place, form, pressed } = turn;
  if (place !== 'group') throw new Refusal('bind.not_group', {});
  authorize(speakerOf(turn), 'bind');
  const said = form?.target ?? target?.trim() ?? '';
  if (!said) return { here: seenInChat(words.bindCard(work.rules), work.rules) };
  // Only the platform knows whether a group has outside members (jobs/inbox/handleEvent.ts asks it).
  if (!group) throw new Refusal('bind.unknown', {});
  await bindChat(work, turn.acting, { known: group, binding: readBinding(said, await rulesOfDistrict(work)) });
  const bindings = (await work.store.chat(chat))?.bindings ?? [];
  if (!pressed) return { here: seenInChat(words.boundText(bindings, work.rules), work.rules) };
  return { ...done(otherwiseDone.bound), card: words.boundCard(bindings, work.rules) };
}

async function unbind(turn: Turn, { target }: Words): Promise<Reply> {
  const { work, chat, place } = turn;
  if (place !== 'group') throw new Refusal('bind.not_group', {});
  authorize(speakerOf(turn), 'bind');
  const binding = target?.trim() ? readBinding(target, await rulesOfDistrict(work)) : undefined;
  const removed = await unbindChat(work, turn.acting, { chat, binding });
  return { here: seenInChat(words.unboundText(removed, work.rules), work.rules) };
}

/** Only something that a group can serve may follow: 绑定银行卡失败 is a complaint of a company. */
const boundTo =
  '(?:\\s+|(?=专班|单位|区?(?:为企)?服务中心|营商环境专员|专员|区?领导|$))(?<target>(?:[^\\s,，。;；!！?？][^,，。;；!！?？]{0,29})?)$';

export const binding: Intent[] = [
  {
    name: 'bind',
    verb: 'bind',
    pattern: new RegExp(`^绑定${boundTo}`),
    run: bind,
  },
  {
    name: 'unbind',
    verb: 'bind',
    pattern: new RegExp(`^解绑${boundTo}`),
    run: unbind,
  },
];
