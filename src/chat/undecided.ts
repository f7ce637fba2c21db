import type { Appeal } from '../domain/appeal.ts';
import { askBack } from './askBack.ts';
import { sideOptions } from './offers.ts';
import type { Reply, Turn } from './turn.ts';

/** 同意，请抓紧 on the centre's work item: what is decided is pressed, and is no supplement of the company's. */
const decides =
  /^(?:好的?[,，]?|原则上?)?(?:同意|可以|批准|准予|通过|行|不行|不同意|不予|不可以|不批准|不通过|驳回|退回|延期|暂停)|(?:延期|暂停|通过|退件|认定)/;

/** Asks back what words on a work item that waits for a decision are; undefined when they are something else. */
export function undecided(turn: Turn, appeal: Appeal): Promise<Reply> | undefined {
  const waits = appeal.asked !== undefined || appeal.status === 'returned' || appeal.status === 'resolved';
  if (turn.quotedSlot !== 'centre' || !waits || !decides.test(turn.text)) return undefined;
  return askBack(turn, {
    title: `请确认如何记录 ${appeal.number}`,
    question: '审核、认定请点事项卡片上的按钮。内容尚未记录。您刚才发来：',
    options: sideOptions(turn, appeal),
  });
}
