import { expect } from 'chai';
import { classify, failureError, toPlatformError } from '../../src/platform/lark/errors.ts';
import { type FailureClass, PlatformError } from '../../src/ports/platform.ts';

/** docs/develop/feishu.md#errors, row by row. */
const table: Record<string, [FailureClass, number[]]> = {
  'retry after delay': ['retry', [99991400, 230020, 11232, 11233, 230049, 232019]],
  'refresh token': ['token', [99991663, 99991661, 99991664, 99991665, 99991671]],
  'alert an operator': ['alert', [10014, 10015, 99991672, 230027, 99991401, 99991662, 99991673, 230006, 99991403]],
  'chat is gone': ['chat-gone', [230002, 232009]],
  'recipient unreachable': [
    'unreachable',
    [230013, 230029, 230053, 230035, 230018, 230050, 99992351, 99992360, 99992361],
  ],
  'target message gone': ['target-gone', [230011, 230110, 231003, 230111, 230019, 230031]],
  'our content is wrong': [
    'content',
    [230001, 230025, 230022, 230028, 230034, 230054, 230055, 230075, 230071, 230072, 230099, 99992402],
  ],
};

describe('errors', () => {
  for (const [row, [failure, codes]] of Object.entries(table)) {
    it(`${row}: ${failure}`, () => {
      for (const code of codes) expect(classify({ status: 400, code }), String(code)).to.equal(failure);
    });
  }

  it('230099 with ErrCode 100290 is a bad mention, with another one it is our content', () => {
    const of = (msg: string) => classify({ status: 400, code: 230099, msg });
    expect(of('Failed to create card content, ext=ErrCode: 100290; ErrMsg: invalid user resource')).to.equal('mention');
    expect(of('Failed to create card content, ext=ErrCode:100290;')).to.equal('mention');
    expect(of('ErrCode: 11310; ErrMsg: element exceeds the limit')).to.equal('content');
    expect(of('ErrCode: 1002901')).to.equal('content');
  });

  it('HTTP 429 is a refusal even without a code, and tells when to come back', () => {
    const { failure, retryAfterMs } = failureError({ status: 429, waitMs: 1_500 });
    expect([failure, retryAfterMs]).to.deep.equal(['retry', 1500]);
    expect(failureError({ status: 400, code: 230020 }).retryAfterMs).to.equal(undefined);
  });

  it('5xx, a page of HTML and cut JSON may have happened', () => {
    for (const status of [500, 502, 503, 504, 200, 403]) expect(classify({ status })).to.equal('unknown');
    expect(classify({ status: 500, code: 2200 })).to.equal('unknown');
  });

  it('a code in no table is a refusal that is not repeated', () => {
    expect(classify({ status: 400, code: 1234567 })).to.equal('content');
    expect(classify({ status: 200, code: 1254000 })).to.equal('content');
  });

  it('no answer may have happened, nobody listening did not', () => {
    const reset = Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } });
    const refused = Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });
    const timeout = new DOMException('aborted', 'TimeoutError');
    expect([reset, refused, timeout, 'text', null].map((error) => toPlatformError(error).failure)).to.deep.equal([
      'unknown',
      'retry',
      'unknown',
      'unknown',
      'unknown',
    ]);
    const own = new PlatformError('token', 'x');
    expect(toPlatformError(own)).to.equal(own);
  });

  it('says nothing of bearer, secret or phone numbers', () => {
    const axiosLike = Object.assign(new Error('Bearer t-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234'), {
      config: { headers: { Authorization: 'Bearer t-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234' } },
    });
    const said = [
      toPlatformError(axiosLike),
      failureError({ status: 400, code: 230028, msg: 'phone 13900001234', logId: '20241120 13900001234' }),
    ];
    for (const error of said) expect(`${error.message} ${JSON.stringify(error)}`).not.to.match(/t-g1044|13900001234/);
    expect(said[1]?.message).to.include('code 230028').and.include('139****1234');
  });
});
