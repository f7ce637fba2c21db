/** Accounts of messengers that follow the messenger's name, and (`spoken`) numbers written in Chinese characters. */
const word = '(微信|[Vv]信|薇信|[Ww]e[Cc]hat|\\b[WwVv][Xx]|\\b[Qq]{2})((?:号码?|账号|帐号)?[\\s:：是为]{0,3})';
const messenger = new RegExp(`${word}(\\*{4}\\d{4}|\\d{5,12})`, 'g');
const messengerName = new RegExp(`${word}([A-Za-z][\\w-]{2,19})`, 'g');
const mailbox = /[\w.+-]{1,64}(?:@|\(at\)|\[at\])(?:[\w\u4e00-\u9fa5-]{1,63}\.){1,8}(?:[A-Za-z]{2,24}|中国|公司|网络)/g;
const spoken = /[零〇一二三四五六七八九幺]{7,19}/g;

export function maskAccounts(text: string): string {
  return text.replace(messenger, accountOf).replace(spoken, (said) => `${said[0]}****`);
}

/** Masks addresses that contain letters; runs before the digits in them are looked at. */
export function maskAddresses(text: string): string {
  return text.replace(mailbox, '***@***').replace(messengerName, accountOf);
}

/** 微信app is not an account: letters alone count as an account only after 号 or a colon. */
function accountOf(whole: string, word: string, sign: string, account: string): string {
  const isOne = /[\d_-]/.test(account) || sign.trim() !== '';
  return isOne && !account.startsWith('*') ? `${word}${sign}***` : whole;
}
