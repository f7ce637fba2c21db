import { basename } from 'node:path';

/** Which values of the environment can be used as what. */

export function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
}

export function isDatabaseUrl(text: string): boolean {
  // In memory, the second connection of the ledger would see another, empty database.
  if (text.startsWith('sqlite:')) return text.length > 'sqlite:'.length && !text.includes(':memory:');
  return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text) && new URL(text).pathname.length > 1;
}

/** The sandbox clears its database at a press of 【重新开始】. */
export function isSandboxDatabase(url: string | undefined): boolean {
  return url?.startsWith('sqlite:') === true && basename(url).startsWith('sandbox');
}

export function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

export function isBaseUrl(text: string): boolean {
  if (!isWebAddress(text)) return false;
  const { search, hash, username } = new URL(text);
  return search === '' && hash === '' && username === '';
}
