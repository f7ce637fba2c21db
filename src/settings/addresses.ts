import { basename } from 'node:path';

/** Checks of values of the environment. */

export function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
}

export function isDatabaseUrl(text: string): boolean {
  // Not in memory: the second connection of the ledger would see a different, empty database.
  if (text.startsWith('sqlite:')) return text.length > 'sqlite:'.length && !text.includes(':memory:');
  return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text) && new URL(text).pathname.length > 1;
}

/** The sandbox clears its database when 【重新开始】 is pressed, so it must be one of its own. */
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
