import type { Person } from '../../domain/people/contacts.ts';
import type { RosterReading } from '../../domain/people/roster.ts';
import { type RowFault, roleLabels } from '../../domain/people/rosterRow.ts';
import { mask } from '../../domain/texts/masking.ts';

/** What the operator of the roster commands reads. Mobiles are never printed in full. */

/** Why a file is refused as a whole: one line per fault, in the order of its rows. */
export function faultLines({ faults, missingColumns }: Pick<RosterReading, 'faults' | 'missingColumns'>): string[] {
  if (missingColumns.length > 0) return [`缺少列：${missingColumns.join('、')}。请按名册模板补齐后重新导入。`];
  return [
    ...faults.map(({ row, fault }) => `第${row}行：${faultText(fault)}。`),
    `共${new Set(faults.map(({ row }) => row)).size}行有误，未写入任何内容。请更正后重新导入。`,
  ];
}

export function ignoredLine(columns: string[]): string {
  return `以下列未使用：${columns.join('、')}。`;
}

export function importedLine({
  added,
  changed,
  unchanged,
}: {
  added: number;
  changed: number;
  unchanged: number;
}): string {
  return `名册已导入：新增${added}人，更新${changed}人，未变${unchanged}人。`;
}

export function matchedLine(matched: number): string {
  return `已与飞书核对，新匹配${matched}人。`;
}

/** Name and masked number of everybody the platform does not know yet. */
export function unmatchedLines(people: Person[]): string[] {
  if (people.length === 0) return ['名册中的人员均已匹配到飞书账号。'];
  return [
    `以下${people.length}人尚未匹配到飞书账号，加入飞书后请运行 npm run roster:match:`,
    ...people.map(({ name, mobile }) => `  ${name} ${mask(mobile ?? '')}`.trimEnd()),
  ];
}

function faultText(fault: RowFault): string {
  switch (fault.kind) {
    case 'empty':
      return `「${fault.column}」为空`;
    case 'role':
      return `角色「${fault.value}」有误，可填：${roleLabels.join('、')}`;
    case 'unit':
      return `单位「${fault.value}」不在单位名录(config/units.yaml)内，也不是镇或街道`;
    case 'collective':
      return `单位「${fault.value}」是统称，请填写具体单位`;
    case 'task-force':
      return `专班序号「${fault.value}」不存在`;
    case 'task-force-missing':
      return `「专班序号」为空，而角色「${fault.role}」所在单位不是专班牵头单位`;
    case 'tier':
      return `层级「${fault.value}」有误，可填1、2、3`;
    case 'open-id':
      return `open_id「${fault.value}」有误，应以 ou_ 开头`;
    case 'mobile':
      return '手机号码有误，应为1开头的11位数字';
    case 'mobile-rounded':
      return '手机号码已被表格软件改成科学计数法，请将该列设为文本后重新填写';
    case 'identity':
      return '「手机」和「open_id」至少填写一项';
    default:
      return contradiction(fault);
  }
}

type Contradiction = Extract<RowFault, { rows: number[] }>;
const contradictions: Record<Contradiction['kind'], [same: string, different: string]> = {
  'names-differ': ['手机或 open_id', '姓名'],
  'mobiles-differ': ['open_id', '手机'],
  'open-ids-differ': ['手机', 'open_id'],
};

function contradiction({ kind, rows }: Contradiction): string {
  const [same, different] = contradictions[kind];
  return `${same}与${rows.map((row) => `第${row}行`).join('、')}相同，但${different}不同`;
}

export const unreadableWords = {
  absent: '找不到该文件，请核对路径。',
  empty: '文件是空的。',
  'old-excel': '这是旧版 Excel 文件(.xls)，请另存为 .xlsx 或 CSV 后重新导入。',
  damaged: '文件无法读取，请用 Excel 或 WPS 打开后另存为 .xlsx 或 CSV 再试。',
};

export const rosterWords = {
  usage: '用法：npm run roster:import -- 名册.xlsx（或 .csv）',
  noPlatform: '当前未配置飞书应用凭证，未与飞书核对账号。',
  platformFailed: '暂时无法与飞书核对账号，名册已保存；请稍后运行 npm run roster:match。',
};
