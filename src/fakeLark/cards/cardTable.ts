import { checkMentions, checkPerson } from './cardPeople.ts';
import { CardProblem, cardCodes, isObject, type Json } from './cardProblem.ts';
import { checkShape, listOf, type Walk } from './cardShape.ts';

/**
 * Columns and cells of a table (docs/develop/feishu.md#cards). Faulty rows get 200914, a cell without a column 200915.
 */
export function checkTable({ columns, rows, page_size: size, header_style: style }: Json, walk: Walk): void {
  walk.tables += 1;
  if (style !== undefined) checkShape(style, 'tableHeader');
  if (size !== undefined && !(Number.isInteger(size) && Number(size) >= 1 && Number(size) <= 10)) {
    throw new CardProblem(cardCodes.json, 'page_size is 1 to 10', size);
  }
  const list = listOf(columns, 'columns').map((column) => checkShape(column, 'tableColumn'));
  if (list.length === 0 || list.length > 50) throw new CardProblem(cardCodes.json, 'a table has 1 to 50 columns');
  const names = new Set(list.map(({ name }) => name));
  if (names.size < list.length) throw new CardProblem(cardCodes.json, 'two columns of one name');
  if (!Array.isArray(rows)) throw new CardProblem(cardCodes.tableRows, 'table rows is invalid');
  for (const row of rows) checkRow(row, list, walk);
}

function checkRow(row: unknown, columns: Json[], walk: Walk): void {
  if (!isObject(row)) throw new CardProblem(cardCodes.tableRows, 'table rows is invalid', row);
  const names = columns.map(({ name }) => name);
  const stray = Object.keys(row).find((key) => !names.includes(key));
  if (stray !== undefined) throw new CardProblem(cardCodes.tableNames, 'table rows name is invalid', stray);
  for (const { name, data_type: type } of columns) checkCell(row[String(name)], type, walk);
}

function checkCell(cell: unknown, type: unknown, walk: Walk): void {
  if (cell === undefined) return;
  if (type === 'markdown' || type === 'lark_md') checkMentions(String(cell), walk.facts);
  if (type === 'persons') for (const id of Array.isArray(cell) ? cell : [cell]) checkPerson(id, walk.facts);
}
