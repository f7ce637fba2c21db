import type { Rules } from '../rules.ts';
import { compact, merge, type RosterPerson } from './rosterMerge.ts';
import type { Cells, Column, RowFault } from './rosterRow.ts';
import * as row from './rosterRow.ts';

export interface RosterReading {
  /** Complete only when there are no faults. */
  people: RosterPerson[];
  /** `row` counts from 1, as in the sheet. */
  faults: { row: number; fault: RowFault }[];
  missingColumns: string[];
  ignoredColumns: string[];
}

const columns: Column[] = ['专班序号', '角色', '单位', '层级', '职务', '姓名', '手机', 'open_id'];
const otherSpellings = new Map<string, Column>([
  ['手机号', '手机'],
  ['手机号码', '手机'],
  ['openid', 'open_id'],
]);

/**
 * Rows of a roster file (docs/operate/going-live.md#roster) → people. A person is identified by open_id, else by
 * mobile, never by name; several rows of one person become his memberships. Titles above the header are skipped.
 */
export function readRoster(table: string[][], rules: Rules): RosterReading {
  const start = table.findIndex((cells) => cells.map(columnOf).filter(Boolean).length >= 2);
  const header = (table[start] ?? []).map((cell) => columnOf(cell) ?? tidy(cell));
  const missingColumns = missing(header);
  const ignoredColumns = header.filter((name) => name !== '' && !isColumn(name));
  if (missingColumns.length > 0) return { people: [], faults: [], missingColumns, ignoredColumns };

  const faults: RosterReading['faults'] = [];
  const entries = table.flatMap((cells, index) => {
    if (index <= start || cells.every((cell) => tidy(cell) === '')) return [];
    const entry = readEntry(pick(header, cells), rules, (fault) => faults.push({ row: index + 1, fault }));
    return entry ? [{ row: index + 1, ...entry }] : [];
  });
  const people = merge(entries, (at, fault) => faults.push({ row: at, fault }));
  faults.sort((a, b) => a.row - b.row);
  return { people, faults, missingColumns, ignoredColumns };
}

function isColumn(name: string): name is Column {
  return (columns as string[]).includes(name);
}

function columnOf(cell: string): Column | undefined {
  const name = tidy(cell).replace(/\s/g, '').toLowerCase();
  return isColumn(name) ? name : otherSpellings.get(name);
}

/** Either of 手机 and open_id is enough. */
function missing(header: string[]): string[] {
  const known = columns.filter((name) => name !== '手机' && name !== 'open_id');
  const absent: string[] = known.filter((name) => !header.includes(name));
  return header.includes('手机') || header.includes('open_id') ? absent : [...absent, '手机'];
}

/** Spreadsheets write the same thing with full-width forms, BOM and no-break spaces; this makes them plain. */
function tidy(cell: string): string {
  return cell
    .normalize('NFKC')
    .replace(/[\u200b\ufeff]/g, '')
    .trim();
}

function pick(header: string[], cells: string[]): Cells {
  const found: Cells = {};
  header.forEach((name, index) => {
    if (isColumn(name)) found[name] ??= tidy(cells[index] ?? '');
  });
  return found;
}

/** One row; undefined when something is wrong with it (already reported). */
function readEntry(cells: Cells, rules: Rules, report: row.Blame): RosterPerson | undefined {
  let sound = true;
  const blame: row.Blame = (fault) => {
    sound = false;
    report(fault);
  };
  const role = row.readRole(solid(cells.角色), blame);
  const unit = row.readUnit(solid(cells.单位), role, { rules, blame });
  const taskForces = row.readTaskForces(cells.专班序号 ?? '', role, { rules, unit, blame });
  const tier = row.readTier(solid(cells.层级), role, blame);
  // 张 三 and 张三 are one name; in other names a blank separates words and stays.
  const name = (cells.姓名 ?? '').replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '');
  if (name === '') blame({ kind: 'empty', column: '姓名' });
  const mobile = row.readMobile(cells.手机 ?? '', blame);
  const openId = row.readOpenId(solid(cells.open_id), blame);
  if (!cells.手机 && !cells.open_id) blame({ kind: 'identity' });
  if (!role || !sound) return undefined;

  const title = cells.职务 || undefined;
  const numbers = taskForces.length > 0 ? taskForces : [undefined];
  const memberships = numbers.map((taskForce) => compact({ role, taskForce, unit, tier, title }));
  return { ...compact({ openId, mobile }), name, memberships };
}

function solid(cell: string | undefined): string {
  return (cell ?? '').replace(/\s/g, '');
}
