import { acceptTip } from '../../commands/tips/acceptTip.ts';
import { declineTip } from '../../commands/tips/declineTip.ts';
import { authorize } from '../../domain/people/access.ts';
import { settledTip, tipList } from '../../presenters/cards/tipCard.ts';
import { otherwiseDone } from '../../presenters/words/verbs.ts';
import { adviceOn } from '../free/advice.ts';
import { fieldsOf } from '../reading/readAppeal.ts';
import { done, type Reply, speakerOf, type Turn } from '../turn.ts';
import type { Intent, Words } from './intent.ts';

async function accept(turn: Turn, { id = '' }: Words): Promise<Reply> {
  const { reader } = turn.work.rules;
  const appeal = await acceptTip(turn.work, turn.acting, {
    id,
    read(text) {
      const read = reader.read(text);
      const [advised] = adviceOn(turn, [{ text, read }]);
      return { ...fieldsOf(read.matters[0], turn.work.rules), read, advised };
    },
  });
  return {
    ...done(otherwiseDone.tipAccepted(appeal.number)),
    card: settledTip(appeal.number),
  };
}

async function decline(turn: Turn, { id = '' }: Words): Promise<Reply> {
  await declineTip(turn.work, turn.acting, { id });
  return { ...done(otherwiseDone.tipDeclined), card: settledTip() };
}

/** More than ever wait at the same time, to count them all. */
const mostOpen = 5000;

/** 线索, 线索 2: lists all waiting tips, page by page. */
async function listTips(turn: Turn, { page = '1' }: Words): Promise<Reply> {
  authorize(speakerOf(turn), 'decideTip');
  const open = await turn.work.store.openTips(mostOpen);
  const card = tipList(open, { page: Number(page), rules: turn.work.rules });
  return turn.pressed ? { card } : { privately: card };
}

/** What the centre does with 线索. */
export const tips: Intent[] = [
  { name: 'acceptTip', verb: 'decideTip', pattern: /^受理线索\s+(?<id>[\w-]+)$/, run: accept },
  { name: 'declineTip', verb: 'decideTip', pattern: /^不予受理\s+(?<id>[\w-]+)$/, run: decline },
  {
    name: 'tips',
    verb: 'decideTip',
    pattern: /^(?:待处理)?线索(?:\s{0,4}第?(?<page>[1-9]\d{0,2})页?)?$/,
    run: listTips,
  },
];
