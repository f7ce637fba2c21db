import { type Loose, record, records, str } from './loose.ts';
import { plainMarkdown } from './markdown.ts';

type NameOf = (openId: string) => string | undefined;

/** The text of `{tag: 'plain_text', content}` (or of a bare string). docs/develop/feishu.md#cards. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : str(record(value).content);
}

export function cardElements(card: unknown): Loose[] {
  return records(record(record(card).body).elements);
}

/** The elements directly inside this one, whatever holds them. */
export function childrenOf(element: Loose): Loose[] {
  return [...records(element.elements), ...records(element.columns)];
}

/** Every element of the card, outer before inner. */
export function allElements(card: unknown): Loose[] {
  const walk = (element: Loose): Loose[] => [element, ...childrenOf(element).flatMap(walk)];
  return cardElements(card).flatMap(walk);
}

/** What Feishu shows in the chat list: the summary, else the title, else the first text. */
export function cardSummary(card: unknown, nameOf: NameOf): string {
  const summary = textOf(record(record(record(card).config).summary));
  if (summary) return summary;
  const title = textOf(record(record(card).header).title);
  if (title) return `[卡片] ${title}`;
  const text = cardLines(card, nameOf)[0];
  return text ? `[卡片] ${text}` : '卡片消息';
}

/** Every text a reader of the card sees, one entry per element; button labels included. */
export function cardLines(card: unknown, nameOf: NameOf): string[] {
  const header = record(record(card).header);
  const tags = records(header.text_tag_list).map((tag) => textOf(tag.text));
  const lines = allElements(card).map((element) => elementText(element, nameOf));
  return [textOf(header.title), textOf(header.subtitle), ...tags, ...lines].filter(Boolean);
}

function elementText(element: Loose, nameOf: NameOf): string {
  if (element.tag === 'markdown') return plainMarkdown(str(element.content), nameOf);
  if (element.tag === 'collapsible_panel') return textOf(record(element.header).title);
  if (element.tag === 'table')
    return records(element.rows)
      .map((row) => Object.values(row).map(str).join(' '))
      .join(' ');
  if (element.tag === 'chart') return str(record(record(element.chart_spec).title).text);
  return textOf(element.text) || textOf(element.label);
}

export interface CardButton {
  label: string;
  /** The callback value, exactly as it stands in the card; undefined when a press does not call back. */
  value: unknown;
  calls: boolean;
  url?: string;
  type: string;
  disabled: boolean;
  action?: 'submit' | 'reset';
  confirm?: { title: string; text: string };
}

export function readButton(element: Loose): CardButton {
  const behaviors = records(element.behaviors);
  const callback = behaviors.find((each) => each.type === 'callback');
  const open = behaviors.find((each) => each.type === 'open_url');
  const action = element.form_action_type;
  const confirm = record(element.confirm);
  return {
    label: textOf(element.text) || '按钮',
    value: callback ? callback.value : element.value,
    calls: callback !== undefined || element.value !== undefined || action === 'submit',
    url: str(open?.default_url ?? open?.pc_url) || undefined,
    type: /^[a-z_]{1,20}$/.test(str(element.type)) ? str(element.type) : 'default',
    disabled: element.disabled === true,
    action: action === 'submit' || action === 'reset' ? action : undefined,
    confirm: element.confirm ? { title: textOf(confirm.title) || '请确认', text: textOf(confirm.text) } : undefined,
  };
}

/** The buttons of a card that can be pressed now. */
export function openButtons(card: unknown): CardButton[] {
  return allElements(card)
    .filter((element) => element.tag === 'button')
    .map(readButton)
    .filter((button) => !button.disabled);
}

/** The open_ids the card @-mentions, in reading order. */
export function mentionedIds(card: unknown): string[] {
  const texts = allElements(card).map((element) => str(element.content));
  return [...texts.join('\n').matchAll(/<at id=["']?([\w-]+)["']?>/g)].map((found) => found[1] ?? '');
}
