/** What has an exact form: found by rule, not learned. Positions are those of the even text. */
export interface Exact {
  what: 'mobile' | 'landline' | 'id-card' | 'bank-card' | 'credit-code';
  from: number;
  to: number;
}

/** More are not looked for. */
const most = 100;

const mobile = /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g;
const landline = /(?<!\d)(?:\(?0\d{2,3}\)?[- ]?)?[2-8]\d{6,7}(?:[- ]?(?:转|分机)[- ]?\d{1,5}|-\d{2,5})?(?!\d)/g;
const idCard = /(?<!\d)\d{17}[\dx](?![\da-z])/g;
const card = /(?<![\da-z])\d(?:[ -]?\d){15,18}(?![\da-z])/g;
const creditCode = /(?<![\da-z])[0-9a-hj-npqrtuwxy]{2}\d{6}[0-9a-hj-npqrtuwxy]{10}(?![\da-z])/g;
/** Eight bare digits are a telephone only where a word says so or an area code stands in front. */
const saysTelephone = /电话|座机|联系|致电|拨打|固话|tel/;

/** In the order of the text, none within another; the first of a list wins over later ones. */
export function exactIn(text: string): Exact[] {
  const found: Exact[] = [];
  const take = (what: Exact['what'], pattern: RegExp, valid: (words: string, from: number) => boolean) => {
    for (const match of text.matchAll(pattern)) {
      if (found.length >= most) return;
      const one = { what, from: match.index, to: match.index + match[0].length };
      if (found.some(({ from, to }) => one.from < to && from < one.to)) continue;
      if (valid(match[0], match.index)) found.push(one);
    }
  };
  take('id-card', idCard, isIdCard);
  take('credit-code', creditCode, (words) => /[a-z]/.test(words));
  take('bank-card', card, (words) => passesLuhn(words.replace(/[ -]/g, '')));
  take('mobile', mobile, () => true);
  take('landline', landline, (words, from) => words.replace(/^\(/, '').startsWith('0') || told(text, from));
  return found.sort((one, other) => one.from - other.from);
}

function told(text: string, from: number): boolean {
  return saysTelephone.test(text.slice(Math.max(0, from - 6), from));
}

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Birth date and check digit of an ID card (GB 11643). */
function isIdCard(words: string): boolean {
  if (!/^[1-8]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/.test(words)) return false;
  const sum = idWeights.reduce((total, weight, at) => total + weight * Number(words[at]), 0);
  return '10x98765432'[sum % 11] === words[17];
}

/** Card numbers of 16 to 19 digits begin with 3 to 6 or 9 and pass Luhn's check. */
function passesLuhn(digits: string): boolean {
  if (!/^[34569]/.test(digits)) return false;
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    const twice = at % 2 === 1 ? digit * 2 : digit;
    sum += twice > 9 ? twice - 9 : twice;
  }
  return sum % 10 === 0;
}
