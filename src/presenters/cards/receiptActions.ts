import type { Appeal } from '../../domain/appeal/appeal.ts';
import type { Candidate } from '../../domain/appeal/parts.ts';
import type { Block, Button } from '../../domain/message.ts';
import { taskForce } from '../../domain/rules.ts';
import { type AppealFacts, muted, press } from './facts.ts';
import { informButton } from './timeFacts.ts';

/** What the submitter can do now, and what happens next. */
export function receiptActions(facts: AppealFacts): Block[] {
  const { appeal } = facts;
  const more = press('补充', '打开 补充', appeal);
  const withdraw: Button = { ...press('撤回', '撤回', appeal), confirm: `确定撤回 ${appeal.number} 吗？` };
  const how = press('怎么算的', '怎么算的', appeal);
  const confide = confideButton(appeal);
  switch (appeal.status) {
    case 'received': {
      const { routing } = appeal;
      const choices = routing.kind === 'unsure' ? choiceButtons(facts) : [press('换一个', '换一个', appeal)];
      return [
        { kind: 'buttons', buttons: [...choices, more, withdraw, confide, how] },
        muted('后续照片、语音直接发我，自动归入本件。企业、联系人有误的，回复本条更正，如“企业是××厂”。'),
      ];
    }
    case 'dispatched':
    case 'signed':
      return [{ kind: 'buttons', buttons: [more, withdraw, confide, how] }, muted('办理情况会私发给您。')];
    case 'planned':
    case 'returned':
    case 'resolved':
      return [
        { kind: 'buttons', buttons: [...informButton(facts, 'primary'), more, confide, how] },
        muted('办理情况会私发给您。'),
      ];
    case 'answered': {
      const inform = informButton(facts, 'primary');
      if (inform.length === 0) return [muted('本件无需操作。')];
      return [{ kind: 'buttons', buttons: inform }, muted('请书面答复企业，答复后点【已告知企业】。')];
    }
    case 'confidential':
      return [muted('如需补充，请回复本条。')];
    default:
      return [muted('本件无需操作。')];
  }
}

/** Moves it into confidence, after a question: what a group saw is taken from it. */
export function confideButton(appeal: Appeal): Button {
  const confirm = `确定将 ${appeal.number} 转为保密件吗？转后由区营商办专人办理，不再发任何群和单位。`;
  return { ...press('转保密', '转保密', appeal), confirm };
}

/** Buttons for the best candidates and 其他…; each says 拟派 NUMBER TASK-FORCE. */
export function choiceButtons({ appeal, rules }: AppealFacts): Button[] {
  const candidates: Candidate[] = appeal.routing.kind === 'sensitive' ? [] : appeal.routing.candidates;
  const best = candidates.map(({ taskForce: number }): Button => {
    const label = `${taskForce(rules, number).name}专班`;
    return { label, say: `拟派 ${appeal.number} 专班${number}`, rev: appeal.version, style: 'primary' };
  });
  return [...best, press(best.length > 0 ? '其他…' : '选择专班', '其他专班', appeal)];
}
