import { expect } from 'chai';
import { maskedWords } from '../../../src/domain/learning/maskedWords.ts';
import { rules } from '../given.ts';

describe('更正 — the words that are kept name nobody', () => {
  // biome-ignore format: a table is read by column
  const cases: [text: string, kept: string, gone: RegExp][] = [
    ['沈巷镇江畔机械有限公司申请变压器增容，联系人张经理 13900001234，江畔机械急等', '变压器增容', /江畔|张|沈巷|1390/],
    ['阿胖小吃老板娘王翠兰反映门口修路，微信wx_panpan88，座机0553-5800000转801', '门口修路', /阿胖|翠兰|panpan|0553|801/],
    ['企业：同兴五金厂；法人：欧阳建国，身份证340203199001011234，邮箱 abc.d@qq.com', '企业', /同兴|欧阳|建国|1990|qq/],
    ['找李科长三次都不在，ABC-Tech公司 John Smith 欠款35000元', '三次都不在', /李|abc|tech|john|smith|35/i],
    ['２０２６年１１月３日起停水', '停水', /[1-9１-９]/],
  ];
  for (const [text, kept, gone] of cases) {
    it(text, () =>
      expect(maskedWords(text, {}, rules.reader))
        .to.include(kept)
        .and.not.match(gone),
    );
  }

  it('what is left of a firm that anybody could be called stays', () => {
    expect(maskedWords('食品许可换证换不了', { company: '食品厂' }, rules.reader)).to.include('食品许可');
  });

  it('what the appeal is known to have goes, too, wherever it stands and however it is shortened', () => {
    const known = { company: '拾光里（芜湖）有限公司', contact: { name: '阿依古丽', phone: '0553-5800000' } };
    const masked = maskedWords('拾光里那边漏水，拾光里(芜湖)有限公司的阿依古丽讲催过了', known, rules.reader);
    expect(masked)
      .to.include('漏水')
      .and.not.match(/拾光|古丽|芜湖/);
  });
});
