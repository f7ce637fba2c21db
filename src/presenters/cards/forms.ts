import type { Appeal } from '../../domain/appeal/appeal.ts';
import { outcomes } from '../../domain/appeal/parts.ts';
import type { Block, Card, Choice } from '../../domain/message.ts';
import { type Rules, unitName } from '../../domain/rules.ts';
import type { FormName } from '../../domain/verbs.ts';
import { line } from './facts.ts';
import { asChoice, type FormSpec, long } from './formSpec.ts';
import { timeForms } from './timeForms.ts';
import { upwardForms } from './upwardForms.ts';

/** Forms that open inside a card; 打开 takes their name, and the fields are those of the verb's row in `verbs`. */
export const forms: Record<FormName, FormSpec> = {
  方案: {
    say: '方案',
    submit: '提交方案',
    // After a transfer the form begins with the former unit's plan, to be confirmed or replaced.
    fields: ({ plan }) => [
      {
        ...long,
        name: 'text',
        value: plan?.text,
        label: '解决方案（内部）',
        required: true,
        hint: '堵点、措施、责任人',
      },
      {
        ...long,
        name: 'company_text',
        label: '给企业的话',
        required: false,
        hint: '由专员转告企业；不填则用上面的方案',
      },
      { kind: 'date', name: 'promised_on', label: '计划办结日期（不填按15个工作日）', required: false },
    ],
  },
  更换方案: {
    say: '更换方案',
    submit: '更换方案',
    fields: ({ plan }) => [
      { ...long, name: 'text', value: plan?.text, label: '新的解决方案（内部）', required: true },
      {
        ...long,
        name: 'company_text',
        label: '给企业的话',
        required: false,
        hint: '由专员转告企业；不填则用上面的方案',
      },
      { kind: 'date', name: 'promised_on', label: '计划办结日期（不填则不变，不得晚于现期限）', required: false },
      { ...long, name: 'reason', label: '更换原因', required: true },
    ],
  },
  进展: {
    say: '进展',
    submit: '报送进展',
    fields: () => [
      { ...long, name: 'text', label: '进展情况', required: false, hint: '提交人和区为企服务中心可见' },
      { ...long, name: 'internal', label: '仅内部', required: false, hint: '只有本单位和区为企服务中心可见' },
    ],
  },
  办结: {
    say: '办结',
    submit: '提交办结',
    fields: ({ plan }) => [
      { kind: 'choice', name: 'outcome', label: '办理结果', required: true, choices: outcomes.map(asChoice) },
      { ...long, name: 'company_text', label: '答复企业的内容', required: true, hint: '审核通过后由专员书面答复企业' },
      { ...long, name: 'text', label: '办理情况（内部）', required: false },
      {
        kind: 'date',
        name: 'promised_on',
        label: '计划解决日期（仅“计划解决”填写）',
        required: false,
        value: plan?.promisedOn,
      },
    ],
  },
  退件: {
    say: '申请退件',
    submit: '申请退件',
    fields: () => [{ ...long, name: 'reason', label: '不属本单位职责的依据，建议由谁办理', required: true }],
  },
  改派: {
    say: '改派',
    submit: '改派',
    fields: ({ status }, rules) => [
      { kind: 'choice', name: 'task_force', label: '改派到专班', required: true, choices: taskForceChoices(rules) },
      { kind: 'text', name: 'unit', label: '主办单位（不填则为专班牵头单位）', required: false, max: 50 },
      {
        ...long,
        name: 'reason',
        label: '理由',
        required: false,
        hint: status === 'returned' ? '告知原单位；不填则采纳其退件理由' : '告知原单位和新单位',
      },
    ],
  },
  补充: {
    say: '补充',
    submit: '补充',
    fields: () => [{ ...long, name: 'text', label: '补充内容', required: true }],
  },
  更正: {
    say: '更正',
    submit: '更正',
    fields: ({ company, contact, town }, rules) => [
      { kind: 'text', name: 'company', value: company, label: '企业名称', required: false, max: 60 },
      { kind: 'text', name: 'contact', value: contact?.name, label: '联系人', required: false, max: 20 },
      { kind: 'text', name: 'phone', value: contact?.phone, label: '联系电话', required: false, max: 30 },
      {
        kind: 'text',
        name: 'town',
        value: town && unitName(rules, town),
        label: '地点（镇、街道或开发区）',
        required: false,
        max: 20,
      },
    ],
  },
  回复: {
    say: '备注',
    submit: '回复承办单位',
    fields: () => [
      { ...long, name: 'text', label: '回复内容', required: true, hint: '私下转告承办人员，并记入办理记录' },
    ],
  },
  补正: {
    say: '退回补正',
    submit: '退回补正',
    fields: () => [{ ...long, name: 'reason', label: '需要补正的内容', required: true }],
  },
  不成立: {
    say: '退件不成立',
    submit: '退件不成立',
    fields: () => [{ ...long, name: 'reason', label: '不成立的理由', required: true, hint: '告知申请退件的单位' }],
  },
  ...timeForms,
  ...upwardForms,
};

function taskForceChoices(rules: Rules): Choice[] {
  return rules.taskForces.map(({ number, name }) => ({ label: `${number} ${name}`, value: String(number) }));
}

export const formNames = Object.keys(forms) as FormName[];

/** The blocks of this form, to put at the end of a card; `values` fill in what was typed before. */
export function formBlocks(
  name: FormName,
  appeal: Appeal,
  { rules, values = {}, closable = true }: { rules: Rules; values?: Record<string, string>; closable?: boolean },
): Block[] {
  const { say, submit, fields } = forms[name];
  const filled = fields(appeal, rules).map((field) => ({ ...field, value: values[field.name] ?? field.value }));
  const form: Block = {
    kind: 'form',
    name: `form_${formNames.indexOf(name)}`,
    fields: filled,
    submit: { label: submit, say: `${say} ${appeal.number}`, rev: appeal.version, style: 'primary' },
  };
  const close: Block = {
    kind: 'buttons',
    buttons: [{ label: '收起', say: `收起 ${appeal.number}`, rev: appeal.version }],
  };
  return closable ? [form, close] : [form];
}

/** The form alone, sent to the person who fills it in. */
export function formCard(
  name: FormName,
  appeal: Appeal,
  { rules, values }: { rules: Rules; values?: Record<string, string> },
): Card {
  const blocks = formBlocks(name, appeal, { rules, values, closable: false });
  return { kind: 'card', title: `${name} ${appeal.number}`, tone: 'blue', blocks: [line(appeal.title), ...blocks] };
}

/** Said in a group instead of showing the form. */
export const formSent = '表单含不宜在群内显示的内容，已私发给您填写。';
