import type { Block, Button } from '../../domain/message.ts';
import { chartInWords, chartLine, hasPicture, rowsLeftOut } from '../../presenters/reports/chart.ts';
import { chartElement } from './chart.ts';
import { cut } from './escape.ts';
import { fieldElements } from './fields.ts';
import { uniqueNames } from './names.ts';
import { type Element, plain } from './plain.ts';
import { spansMarkdown } from './spans.ts';
import { tableAsText, tableElement } from './table.ts';

interface Drawing {
  unique(name: string): string;
  tables: number;
  charts: number;
}

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;

/** Feishu shows five tables and five charts at most in one card (docs/develop/feishu.md#cards). */
const TABLES = 5;
const CHARTS = 5;

const ROOT_ONLY = new Set<Block['kind']>(['form', 'table', 'chart']);

/**
 * The body's elements. Forms, tables and charts are allowed only at the root: those inside a fold are drawn after it.
 */
export function elementsOf(blocks: Block[]): Element[] {
  const drawing: Drawing = { unique: uniqueNames(), tables: 0, charts: 0 };
  return blocks.flatMap((block) => rootBlock(block, drawing));
}

function rootBlock(block: Block, drawing: Drawing): Element[] {
  switch (block.kind) {
    case 'quote':
      return block.text ? [boxed(block.text)] : [];
    case 'buttons':
      return buttonRow(block.buttons, drawing);
    case 'form':
      return [form(block, drawing)];
    case 'table':
      return table(block, drawing);
    case 'chart':
      return chart(block, drawing);
    case 'fold':
      return [...panel(block), ...block.blocks.flatMap(rootOnly).flatMap((inner) => rootBlock(inner, drawing))];
    default:
      return innerBlock(block);
  }
}

/** A block inside a fold, where forms, tables, charts and folds are not allowed. */
function innerBlock(block: Block): Element[] {
  switch (block.kind) {
    case 'line': {
      const content = spansMarkdown(block.spans);
      return content.trim() ? [{ tag: 'markdown', content }] : [];
    }
    case 'quote':
      return block.text ? [{ tag: 'div', text: plain(block.text) }] : [];
    case 'rule':
      return [{ tag: 'hr' }];
    case 'buttons':
      return block.buttons.length > 0 ? [row(block.buttons.map((given) => button(given)))] : [];
    case 'fold':
      return [heading(block.title), ...block.blocks].flatMap(innerBlock);
    default:
      return [];
  }
}

/** The forms, tables and charts in a block, at any depth. */
function rootOnly(block: Block): Block[] {
  if (block.kind === 'fold') return block.blocks.flatMap(rootOnly);
  return ROOT_ONLY.has(block.kind) ? [block] : [];
}

/** A panel with no content (its form comes after it) is drawn as a heading. */
function panel({ title, blocks }: Of<'fold'>): Element[] {
  const elements = blocks.flatMap(innerBlock);
  if (elements.length === 0) return innerBlock(heading(title));
  return [{ tag: 'collapsible_panel', expanded: false, header: { title: plain(cut(title, 200)) }, elements }];
}

function heading(title: string): Block {
  return { kind: 'line', spans: [{ bold: cut(title, 200) }] };
}

/** People's words get a grey background: they must not look like ours. */
function boxed(text: string): Element {
  const column = { tag: 'column', width: 'weighted', weight: 1, elements: [{ tag: 'div', text: plain(text) }] };
  return { tag: 'column_set', background_style: 'grey', columns: [column] };
}

/** Buttons side by side, wrapping on a narrow screen. */
function row(buttons: Element[]): Element {
  if (buttons.length === 1) return buttons[0] as Element;
  const columns = buttons.map((element) => ({ tag: 'column', width: 'auto', elements: [element] }));
  return { tag: 'column_set', flex_mode: 'flow', horizontal_spacing: 'small', columns };
}

/**
 * Feishu shows `confirm` only for buttons that submit a form (docs/develop/feishu.md#cards): a row with such a button
 * becomes a form without fields.
 */
function buttonRow(buttons: Button[], drawing: Drawing): Element[] {
  if (buttons.length === 0) return [];
  if (!buttons.some(({ confirm }) => confirm)) return [row(buttons.map((given) => button(given)))];
  const submits = buttons.map((given) => submitButton(given, drawing));
  return [{ tag: 'form', name: drawing.unique('row'), elements: [row(submits)] }];
}

const styles = { primary: 'primary_filled', danger: 'danger', default: 'default' } as const;

function button({ label, say, rev, style = 'default', confirm }: Button): Element {
  return {
    tag: 'button',
    type: styles[style],
    text: plain(cut(label, 100, '').trim() || '确定'),
    behaviors: [{ type: 'callback', value: rev === undefined ? { say } : { say, rev } }],
    ...(confirm ? { confirm: { title: plain('请确认'), text: plain(cut(confirm, 300)) } } : {}),
  };
}

function submitButton(given: Button, drawing: Drawing): Element {
  return { ...button(given), name: drawing.unique('press'), form_action_type: 'submit' };
}

function form({ name, fields, submit }: Of<'form'>, drawing: Drawing): Element {
  return {
    tag: 'form',
    name: drawing.unique(name),
    elements: [
      ...fields.flatMap((field) => fieldElements(field, drawing.unique(field.name))),
      submitButton(submit, drawing),
    ],
  };
}

function table(block: Of<'table'>, drawing: Drawing): Element[] {
  drawing.tables += 1;
  const shown = drawing.tables > TABLES ? boxed(tableAsText(block)) : tableElement(block);
  const note = rowsLeftOut(block);
  return [shown, ...(note ? innerBlock(note) : [])];
}

/** A sixth chart, or one with nothing to draw, is written as text. */
function chart(block: Of<'chart'>, drawing: Drawing): Element[] {
  if (!hasPicture(block) || drawing.charts === CHARTS) return innerBlock(chartInWords(block));
  drawing.charts += 1;
  return [chartElement(block), ...innerBlock(chartLine(block))];
}
