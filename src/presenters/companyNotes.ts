import { dayText } from '../domain/chinaTime.ts';
import type { Block, Card } from './card.ts';
import { type AppealFacts, holderUnit, line, muted } from './cards/facts.ts';
import { expectedOn, informButton } from './cards/timeFacts.ts';

/** What the handling unit wants the company to read; the submitter passes it on (RULES 18, 19). */
export function planNote(facts: AppealFacts): Card {
  const { appeal } = facts;
  const promised = appeal.plan?.promisedOn;
  const expected = expectedOn(facts);
  const moved = expected !== promised && expected ? `，现预计${dayText(expected)}办结` : '';
  return {
    kind: 'card',
    title: `已提出方案 ${appeal.number}`,
    tone: 'blue',
    blocks: [
      line(
        `${holderUnit(facts)}已就“${appeal.title}”提出解决方案${promised ? `，计划${dayText(promised)}办结${moved}` : ''}。请转告企业：`,
      ),
      { kind: 'quote', text: appeal.plan?.companyText ?? '' },
      ...informing(facts, 'plan', '请于一个工作日内转告企业，转告后点【已告知企业】。'),
    ],
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

/** The button while the company is not told, and what to do. */
function informing(facts: AppealFacts, of: 'plan' | 'result', guide: string): Block[] {
  const buttons = informButton(facts, 'primary');
  if (facts.appeal.informed?.[of]) return [muted('已记录告知企业，无需操作。')];
  return [...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : []), muted(guide)];
}
