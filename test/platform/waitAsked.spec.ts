import { expect } from 'chai';
import { waitAsked } from '../../src/platform/lark/waitAsked.ts';

const date = 'Fri, 20 Nov 2026 02:00:00 GMT';

describe('how long the platform asks to wait', () => {
  const table: [headers: Record<string, string>, ms: number | undefined][] = [
    [{}, undefined],
    [{ 'x-ogw-ratelimit-reset': '7' }, 7_000],
    [{ 'x-ogw-ratelimit-reset': '1.5' }, 1_500],
    [{ 'x-ogw-ratelimit-reset': '0' }, 0],
    [{ 'x-ogw-ratelimit-reset': '86400' }, 120_000],
    [{ 'x-ogw-ratelimit-reset': '1795330800' }, 120_000],
    [{ 'x-ogw-ratelimit-reset': '1e400' }, 120_000],
    [{ 'x-ogw-ratelimit-reset': '-5' }, undefined],
    [{ 'x-ogw-ratelimit-reset': 'NaN' }, undefined],
    [{ 'x-ogw-ratelimit-reset': 'soon' }, undefined],
    [{ 'x-ogw-ratelimit-reset': ' ' }, undefined],
    [{ 'retry-after': '30' }, 30_000],
    [{ 'retry-after': '99999999999' }, 120_000],
    [{ 'retry-after': 'Fri, 20 Nov 2026 02:00:40 GMT', date }, 40_000],
    [{ 'retry-after': 'Sat, 21 Nov 2026 02:00:40 GMT', date }, 120_000],
    [{ 'retry-after': 'Thu, 19 Nov 2026 02:00:40 GMT', date }, undefined],
    [{ 'retry-after': 'Fri, 20 Nov 2026 02:00:40 GMT' }, undefined],
    [{ 'x-ogw-ratelimit-reset': 'soon', 'retry-after': '3' }, 3_000],
  ];
  for (const [headers, ms] of table) {
    it(`${JSON.stringify(headers)} → ${ms === undefined ? 'nothing sensible' : `${ms} ms`}`, () => {
      expect(waitAsked(new Headers(headers))).to.equal(ms);
    });
  }
});
