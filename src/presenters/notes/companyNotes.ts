import type { Block, Card } from '../../domain/message.ts';
import { dayText } from '../../domain/time/chinaTime.ts';
import { type AppealFacts, holderUnit, line, muted, press } from '../cards/facts.ts';
import { expectedOn, firstPromise, informButton } from '../cards/timeFacts.ts';

/**
 * The text that the handling unit wrote for the company; the submitter passes it on (docs/develop/rules.md#rule-18,
 * #rule-19).
 */
export function planNote(facts: AppealFacts, { replaced = false } = {}): Card {
  const { appeal } = facts;
  const promised = appeal.plan?.promisedOn;
  const expected = expectedOn(facts);
  const moved = expected !== promised && expected ? `，现预计${dayText(expected)}办结` : '';
  return {
    kind: 'card',
    title: `${replaced ? '已更换方案' : '已提出方案'} ${appeal.number}`,
    tone: 'blue',
    blocks: [
      line(
        `${holderUnit(facts)}已就“${appeal.title}”${replaced ? '更换' : '提出'}解决方案${promised ? `，计划${dayText(promised)}办结${firstPromise(appeal)}${moved}` : ''}。请转告企业：`,
      ),
      { kind: 'quote', text: appeal.plan?.companyText ?? '' },
      ...informing(facts, 'plan', '请于一个工作日内转告企业，转告后点【已告知企业】。'),
    ],
  };
}

/** A progress report of the unit, which the submitter may pass on. */
export function progressNote(facts: AppealFacts, { text, attachments }: { text: string; attachments: number }): Card {
  const { number, title } = facts.appeal;
  const files = attachments > 0 ? `（附件 ${attachments} 个）` : '';
  return {
    kind: 'card',
    title: `办理进展 ${number}`,
    tone: 'blue',
    blocks: [
      line(`${holderUnit(facts)}就“${title}”报送进展${files}${text ? '：' : '。'}`),
      ...(text ? [{ kind: 'quote' as const, text }] : []),
      muted('请视情转告企业；如有情况需告知承办单位，请直接回复本条。'),
    ],
    summary: `办理进展 ${number}`,
  };
}

/** 问专员: the unit's question to the company's side; the answer goes back to the unit and is recorded. */
export function questionNote({ appeal, ...facts }: AppealFacts, question: string): Card {
  const { number, title } = appeal;
  return {
    kind: 'card',
    title: `承办单位提问 ${number}`,
    tone: 'orange',
    blocks: [
      line(`${holderUnit({ appeal, ...facts })}办理“${title}”，请您向企业了解：`),
      { kind: 'quote', text: question },
      { kind: 'buttons', buttons: [press('回复', '打开 回复', appeal, 'primary')] },
      muted('请点【回复】，或直接回复本条；回复将私下转告承办人员，并记入办理记录。'),
    ],
    summary: `承办单位提问 ${number}`,
  };
}

export function answeredNote(facts: AppealFacts): Card {
  const { appeal } = facts;
  return {
    kind: 'card',
    title: `办结已审核通过 ${appeal.number}`,
    tone: 'green',
    blocks: [
      line(`${holderUnit(facts)}办理的“${appeal.title}”，结果：${appeal.result?.outcome ?? ''}。请书面答复企业：`),
      { kind: 'quote', text: appeal.result?.companyText ?? '' },
      ...informing(facts, 'result', '请于两个工作日内答复企业并留存送达情况，答复后点【已告知企业】。'),
    ],
  };
}

/** The guide and the button, as long as the company has not been told. */
function informing(facts: AppealFacts, of: 'plan' | 'result', guide: string): Block[] {
  const buttons = informButton(facts, 'primary');
  if (facts.appeal.informed?.[of]) return [muted('已记录告知企业，无需操作。')];
  return [...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : []), muted(guide)];
}
