import { type FunctionalComponent, h, type VNode } from 'vue';
import { type ListItem, type MarkdownBlock, parseMarkdown } from '../lib/markdown.ts';
import { drawRuns } from './RichText.ts';

/** Feishu card markdown. */
export const MarkdownText: FunctionalComponent<{ source: string }> = ({ source }) =>
  h('div', { class: 'markdown' }, parseMarkdown(source).map(drawBlock));

function drawBlock(block: MarkdownBlock): VNode {
  switch (block.kind) {
    case 'rule':
      return h('hr');
    case 'code':
      return h('pre', { class: 'rich-code' }, block.text);
    case 'list':
      return h('ul', { class: 'markdown-list' }, block.items.map(drawItem));
    case 'quote':
      return h('blockquote', drawRuns(block.children));
    case 'heading':
      return h('p', { class: `markdown-title markdown-title-${block.level}` }, drawRuns(block.children));
    default:
      return h('p', drawRuns(block.children));
  }
}

function drawItem(item: ListItem): VNode {
  const marker = h('span', { class: 'markdown-marker', 'aria-hidden': item.marker === '•' }, item.marker);
  return h('li', { class: `depth-${item.depth}` }, [marker, h('span', drawRuns(item.children))]);
}
