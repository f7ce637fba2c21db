import { type FunctionalComponent, h, type VNodeChild } from 'vue';
import { type Inline, mentionName } from '../lib/inline.ts';
import { useSandbox } from '../useSandbox.ts';

const { nameOf, persona } = useSandbox();

/** Draws runs as elements. Text goes in as text nodes: nothing people write is ever parsed as HTML. */
export const RichText: FunctionalComponent<{ runs: Inline[] }> = ({ runs }) => drawRuns(runs);

export function drawRuns(runs: Inline[]): VNodeChild[] {
  return runs.map(draw);
}

function draw(run: Inline): VNodeChild {
  switch (run.kind) {
    case 'text':
      return run.text;
    case 'break':
      return h('br');
    case 'code':
      return h('code', { class: 'rich-code' }, run.text);
    case 'image':
      return h('span', { class: 'rich-image' }, run.name ? `图片 ${run.name}` : '图片');
    case 'at':
      return h('span', { class: atClass(run.id) }, `@${mentionName(run, nameOf)}`);
    case 'link':
      return h('a', { href: run.href, target: '_blank', rel: 'noopener noreferrer' }, drawRuns(run.children));
    case 'font':
      return h('span', { class: `ink-${run.color}` }, drawRuns(run.children));
    case 'tag':
      return h('span', { class: `tag tag-${run.color}` }, drawRuns(run.children));
    case 'underline':
      return h('u', drawRuns(run.children));
    default:
      return h(run.kind, drawRuns(run.children));
  }
}

function atClass(id: string): string {
  const mine = id === persona.value || id === 'all';
  return mine ? 'at at-me' : 'at';
}
