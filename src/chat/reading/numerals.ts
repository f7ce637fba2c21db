const digits = '一二三四五六七八九';

/** "12", "25日", 十二, 二十五日, 两: a whole number up to 99, in digits or in characters. */
export function numeral(words = ''): number {
  const text = words.replace(/[日号\s]/g, '');
  if (/^\d+$/.test(text)) return Number(text);
  const one = (letter: string) => (letter === '两' ? 2 : digits.indexOf(letter) + 1);
  const [before = '', after = ''] = text.split('十');
  if (!text.includes('十')) return one(before);
  return (before ? one(before) : 1) * 10 + (after ? one(after) : 0);
}
