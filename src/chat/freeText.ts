import { holds } from '../domain/contacts.ts';
import { may } from '../domain/policy.ts';
import * as asks from '../presenters/asks.ts';
import { askBack, type Option } from './askBack.ts';
import { fileAway } from './filing.ts';
import { submitText } from './newAppeal.ts';
import { onQuoted } from './quoted.ts';
import { tip } from './tips.ts';
import type { Reply, Turn } from './turn.ts';

const meaningful = 6;

/** Everything that is no command: a step on the quoted appeal, talk, files, or a new appeal. */
export async function freeText(said: Turn): Promise<Reply> {
  const turn = said.attachments.length > 0 && saysNothing(said) ? { ...said, text: '' } : said;
  const { text, attachments, unreadable, speaker } = turn;
  if (!text && attachments.length === 0)
    return unreadable ? { privately: asks.unreadable(unreadable) } : { here: asks.nothingSaid() };
  if (text && isSmallTalk(turn)) return { privately: asks.smallTalk(turn.place === 'group') };
  if (turn.quoted && speaker) return onQuoted(turn, turn.quoted);
  if (speaker && may(speaker, 'submit')) return ofSubmitter(turn);
  if (speaker && handles(turn)) return ofHandler(turn);
  return text ? tip(turn) : { privately: asks.filesNotKept('') };
}

function bareWords({ text }: Turn): string {
  return text.replace(/[\s\p{P}\p{S}]/gu, '');
}

/** "👇👇" or 如图 with files: the files are what was said. */
function saysNothing(turn: Turn): boolean {
  const bare = bareWords(turn);
  return bare === '' || /^(?:见|如|看)?(?:附件|图片?|照片|上图|下图|附图)$/.test(bare) || isTalk(turn, bare);
}

function isTalk({ work }: Turn, bare: string): boolean {
  return work.rules.lexicon.smallTalk.includes(bare.toLowerCase());
}

function isSmallTalk(turn: Turn): boolean {
  if (turn.attachments.length > 0) return false;
  const bare = bareWords(turn);
  return isTalk(turn, bare) || (bare.length < meaningful && !turn.quoted) || bare.length === 0;
}

/** Short and with a verb of ours in front: a command said in another way, or an appeal. */
const likeCommand =
  /^(?:请|麻烦|帮我|我要|我想)*(?<verb>查询?|查一下|查看|撤回|撤销|签收|补充|进展|办结|退件|改派|催办)(?<rest>[^,，。;；!！]{1,16})$/;

function ofSubmitter(turn: Turn): Promise<Reply> {
  if (!turn.text) return fileAway(turn);
  const { verb, rest = '' } = likeCommand.exec(turn.text)?.groups ?? {};
  if (!verb) return submitText(turn);
  const options: Option[] = [{ label: '作为新诉求受理', as: '新诉求' }];
  const fits: Record<string, Option> = {
    查: { label: '查询', as: '查' },
    撤: { label: '撤回诉求', as: '撤回' },
    补: { label: '补充到诉求', as: '补充' },
  };
  const command = rest && fits[verb.slice(0, 1)];
  return askBack(turn, {
    title: '请确认要办理的事项',
    question: '没有看懂是办理命令还是新诉求，尚未编号。您刚才发来：',
    options: command ? [command, ...options] : options,
  });
}

/** Whoever acts on appeals of others; what he says is a step of his work before it is anything else. */
function handles({ speaker }: Turn): boolean {
  if (!speaker) return false;
  return (
    holds(speaker, 'liaison', 'office') ||
    speaker.memberships.some(({ role, tier }) => role === 'contact' && tier === 3)
  );
}

function ofHandler(turn: Turn): Promise<Reply> {
  const step: Option[] = turn.text ? [{ label: '提方案', as: '方案' }] : [];
  const pass: Option[] = turn.text ? [{ label: '转区为企服务中心', as: '线索' }] : [];
  return askBack(turn, {
    title: '请确认要办理的事项',
    question: '没有看懂是哪项办理，尚未记录。您刚才发来：',
    options: [{ label: '报进展', as: '进展' }, ...step, ...pass],
  });
}
