import { type Figure, figures, type Measured, type Worse } from '../../domain/learning/comparison.ts';
import type { Text } from '../../domain/message.ts';
import { say } from '../notes/notes.ts';

/** What is compared, as an administrator reads it. */
const names: Record<Figure, string> = {
  first: '首选专班正确率',
  amongThree: '前三含正确专班率',
  dispatched: '自动交办比例',
  rightAlone: '自动交办正确率',
  calibration: '把握程度偏差',
  appealsKept: '诉求识别率',
  othersOut: '非诉求识别率',
  sensitiveHeld: '敏感件识别率',
  lookAlikes: '近似敏感件误留率',
  ordinaryHeld: '普通件误留率',
  severalApart: '多事项识别率',
  wronglySplit: '单事项误拆率',
  corrections: '更正过的诉求正确率',
  confirmed: '已办结诉求正确率',
  released: '转普通件的识别率',
};

const percent = (share: number) => `${(share * 100).toFixed(1)}%`;

export interface Compared {
  examples: number;
  worse: readonly Worse[];
}

function worseText(worse: readonly Worse[]): string {
  return worse
    .map(({ figure, before, after }) => `${names[figure]}由${percent(before)}变为${percent(after)}`)
    .join('，');
}

/** To the administrators, privately: the new model stays aside. */
export function worseNote({ examples, worse }: Compared): Text {
  return say(
    `系统运行提醒：昨夜按${examples}条人工更正试学的新模型未启用，仍用原模型：${worseText(worse)}。有新的更正后再试，无需处理。`,
  );
}

export function failedNote(): Text {
  return say('系统运行提醒：夜间学习人工更正未能完成，仍用原模型，次日夜间再试。请查看系统日志。');
}

/** For the operator's command (npm run train). */
export const learningWords = {
  nothing: '没有新的人工更正可学，模型未变。',
  taken: (examples: number) => `已学习${examples}条人工更正并启用新模型，正在运行的机器人一分钟内换用。`,
  worse: ({ examples, worse }: Compared) => `按${examples}条人工更正试学的新模型未启用：${worseText(worse)}。`,
  rolledBack: '已恢复上一个模型，正在运行的机器人一分钟内换用。被替换的模型在有新的更正以前不再启用。',
  noPrevious: '没有可恢复的上一个模型。',
  table: (before: Measured, after: Measured): string[] =>
    (Object.keys(figures) as Figure[]).map(
      (name) => `${names[name]}：${percent(before[name].share)} → ${percent(after[name].share)}（${after[name].of}条）`,
    ),
};
