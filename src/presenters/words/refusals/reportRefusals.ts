import type { Refusals } from '../../../domain/errors.ts';

type Code = Extract<keyof Refusals, `report.${string}`>;

/** Refusals about numbers and the lists behind them. */
export const reportRefusals: { [C in Code]: (facts: Refusals[C]) => string } = {
  'report.gone': () => '这份报表的明细已找不到。发送“晨报”可查看最新情况。',
  'report.outside': ({ name, inGroup }) =>
    inGroup
      ? `群里只能查看本群的诉求，“${name}”不在其中。如有权限，请私聊诉求管家查看。`
      : `“${name}”不在您的查看范围内。发送“超期”“临期”“今日”可查看与您有关的诉求。`,
};
