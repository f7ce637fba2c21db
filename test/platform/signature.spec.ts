import { createHash } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  ageOf,
  cipherKey,
  decrypt,
  instantMs,
  sameSecret,
  signatureMatches,
} from '../../src/platform/lark/signature.ts';
import { ENCRYPT_KEY, encrypt } from './sender.ts';

describe('signature', () => {
  it('follows the documented formula over raw bytes', () => {
    const raw = Buffer.from('{"encrypt": "a\\/b"}');
    const signature = createHash('sha256').update(`1609073151abc${ENCRYPT_KEY}`).update(raw).digest('hex');
    const headers = { stamp: '1609073151', nonce: 'abc', signature };
    expect(signatureMatches(headers, ENCRYPT_KEY, raw)).to.equal(true);
    expect(signatureMatches(headers, ENCRYPT_KEY, Buffer.from('{"encrypt": "a/b"}'))).to.equal(false);
    expect(signatureMatches({ ...headers, signature: `${signature}00` }, ENCRYPT_KEY, raw)).to.equal(false);
  });

  it('tells seconds, ms and µs apart by their digits', () => {
    expect(instantMs('1609073151')).to.equal(1609073151000);
    expect(instantMs('1609073151345')).to.equal(1609073151345);
    expect(instantMs('1603977298000123')).to.equal(1603977298000);
    for (const odd of ['', '160907315', '16090731510', '1e9', '+160907315', '１６０９０７３１５１', '1609073151 ']) {
      expect(instantMs(odd), odd).to.equal(undefined);
    }
  });

  it('a captured nonce moved into the stamp stays at the same second', () => {
    const short = instantMs('1609073151') ?? 0;
    expect((instantMs('1609073151999') ?? 0) - short).to.be.within(0, 999);
  });

  it('accepts 8 h back and 5 min ahead, to the millisecond', () => {
    const now = new Date('2026-11-20T10:00:00Z');
    const at = (ms: number) => ageOf(now.getTime() + ms, now).fresh;
    const hour = 3_600_000;
    expect([-8 * hour, -8 * hour - 1, 300_000, 300_001].map(at)).to.deep.equal([true, false, true, false]);
    expect(ageOf(now.getTime() - 1_000, now, { backMs: 999, aheadMs: 0 })).to.deep.equal({ ageMs: 1000, fresh: false });
  });

  it('compares secrets of any length', () => {
    expect([sameSecret('a', 'a'), sameSecret('', 'a'), sameSecret('aa', 'a')]).to.deep.equal([true, false, false]);
  });

  it('decrypts the vector of the platform documentation', () => {
    const vector = 'P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=';
    expect(decrypt(vector, cipherKey('test key'))).to.equal('hello world');
  });

  it('decrypts whatever was encrypted and survives whatever was not', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string(),
        fc.uint8Array({ maxLength: 100 }),
        (text, key, bytes) => {
          expect(decrypt(encrypt(text, key), cipherKey(key))).to.equal(Buffer.from(text).toString());
          expect(() => decrypt(Buffer.from(bytes).toString('base64'), cipherKey(key))).not.to.throw();
        },
      ),
      { numRuns: 200 },
    );
  });
});
