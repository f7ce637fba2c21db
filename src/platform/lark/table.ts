import type { Table } from '../../domain/message.ts';
import { cut } from './escape.ts';
import type { Element } from './plain.ts';

/** A table element (docs/develop/feishu.md#cards) of plain text cells, ten rows to a page. */
export function tableElement({ columns, rows }: Table): Element {
  const shown = columns.slice(0, 50);
  return {
    tag: 'table',
    page_size: 10,
    row_height: 'auto',
    columns: shown.map(({ name, label, align }) => ({
      name,
      display_name: cut(label, 100),
      data_type: 'text',
      ...(align === 'right' ? { horizontal_align: 'right' } : {}),
    })),
    rows: rows.map((cells) => Object.fromEntries(shown.map(({ name }) => [name, cells[name] ?? '']))),
  };
}

/** One line per row, for a table that Feishu would not show. */
export function tableAsText({ columns, rows }: Table): string {
  const lines = rows.map((cells) => columns.map(({ name, label }) => `${label}：${cells[name] ?? ''}`).join(' '));
  return lines.join('\n') || columns.map(({ label }) => label).join(' ');
}
