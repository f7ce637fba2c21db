import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { pageOf } from '../../scripts/bench/report.ts';
import { withMeasured } from '../../scripts/measured.ts';

const page = (name: string) => readFileSync(`docs/measurements/${name}`, 'utf8');

describe('measured figures go into their place of a page', () => {
  it('and into no other', () => {
    const text =
      'a\n<!-- measured: one -->\n\nold\n\n<!-- end -->\nb\n<!-- measured: two -->\n\nstays\n\n<!-- end -->\n';
    const written = withMeasured(text, 'one', ['new', 'lines']);
    expect(written).to.equal(text.replace('old', 'new\nlines'));
    expect(withMeasured(written, 'one', ['old'])).to.equal(text);
    expect(() => withMeasured(text, 'three', [])).to.throw('three');
  });

  it('every measurement has a place', () => {
    const names = [...readFileSync('scripts/bench.ts', 'utf8').matchAll(/^ {2}(\w+): measure/gm)].map(
      ([, name]) => name,
    );
    expect(names).to.include('webhook');
    for (const name of names) withMeasured(page('speed.md'), name as string, []);
    withMeasured(page('messages.md'), 'month', []);
  });

  it('a figure that does not keep its promise says so', () => {
    const rows = [
      { name: 'kept', value: 1234, unit: '/s', target: '≥ 1', met: true },
      { name: 'broken', value: 2, unit: '', target: '< 1', met: false },
      { name: 'bare', value: 3, unit: 'ms' },
    ];
    expect(pageOf(rows).slice(2)).to.deep.equal([
      '| kept | 1,234 /s | ≥ 1 |',
      '| broken | 2 | < 1: not met |',
      '| bare | 3 ms | – |',
    ]);
  });
});
