import { outcomes, pauseCauses } from '../../domain/appeal/parts.ts';
import { asChoice, type FormSpec, long } from './formSpec.ts';

/** Steps that can be entered later with 补录. */
export const backfillSteps = ['签收', '方案', '办结'] as const;

/**
 * Forms about time: to ask for more, to refuse it, and to enter steps later (docs/develop/domain.md#more-time,
 * #backfill).
 */
export const timeForms = {
  延期: {
    say: '延期',
    submit: '提交延期申请',
    fields: () => [
      { kind: 'date', name: 'until', label: '申请延至', required: true },
      { ...long, name: 'reason', label: '延期理由', required: true, hint: '由区为企服务中心审核，每件限一次' },
    ],
  },
  暂停: {
    say: '暂停',
    submit: '提交暂停申请',
    fields: (_appeal, { district }) => [
      { kind: 'choice', name: 'cause', label: '暂停原因', required: true, choices: pauseCauses.map(asChoice) },
      {
        kind: 'date',
        name: 'until',
        label: `申请暂停至（合计不超过${district.pauseWorkingDays}个工作日）`,
        required: true,
      },
      { ...long, name: 'reason', label: '具体情况', required: true, hint: '等什么、已联系谁' },
    ],
  },
  补录: {
    say: '补录',
    submit: '提交补录',
    fields: () => [
      { kind: 'choice', name: 'step', label: '补录事项', required: true, choices: backfillSteps.map(asChoice) },
      { kind: 'date', name: 'done_on', label: '实际办理日期', required: true },
      {
        kind: 'choice',
        name: 'outcome',
        label: '办理结果（仅补录办结填写）',
        required: false,
        choices: outcomes.map(asChoice),
      },
      { ...long, name: 'text', label: '方案内容或答复企业的内容（补录签收不填）', required: false },
    ],
  },
  不同意: {
    say: '不同意',
    submit: '不同意',
    fields: () => [{ ...long, name: 'reason', label: '不同意的理由', required: true }],
  },
} as const satisfies Record<string, FormSpec>;
