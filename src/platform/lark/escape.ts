import { platformWords } from '../../presenters/words/platformWords.ts';

/**
 * Makes people's text harmless (docs/develop/feishu.md#calls, #cards): it cannot mention, link or format. A character
 * that has a meaning only in some places is left alone elsewhere, to keep numbers, times and dates readable.
 */
const ALWAYS = /[&<>*_~[\]()`#!\\/$"'|@]/g;
/** List markers and underlines of headings at the start of a line. */
const AT_LINE_START = /^([ \t]*)([-+=])/gm;
const MARKER_DOT = /^([ \t]*\d+)\./gm;
/** 17:30 stays; https: and :EMOJI: are escaped. */
const COLON = /(?<!\d):|:(?!\d)/g;
/** Four leading blanks begin a code block. */
const INDENT = /^[ \t]{4,}/gm;

/**
 * Clients turn addresses into links by themselves: https://…, a bare name.example, a mailbox; and @_all mentions
 * everybody. The sign that causes this is replaced by its full-width form, which looks the same.
 */
export function withoutLinks(text: string): string {
  return text
    .replace(/(?<=[\w.+-])@(?=[\p{L}\d-]{1,63}\.)|@(?=_)/gu, '＠')
    .replace(/(?<=[a-z]):(?=\/\/)/gi, '：')
    .replace(/(?<=[a-z\d-])\.(?=[a-z]{2}|xn--)|(?<=\bwww)\.|(?<=[\p{L}\d])\.(?=中国|公司|网络)/giu, '．');
}

export function escapeMarkdown(text: string): string {
  return withoutLinks(text)
    .replace(ALWAYS, entity)
    .replace(COLON, entity)
    .replace(INDENT, '   ')
    .replace(MARKER_DOT, '$1&#46;')
    .replace(AT_LINE_START, (_all, blanks: string, marker: string) => blanks + entity(marker));
}

/**
 * For `msg_type: text`, where no escape is documented: the signs that open a tag or a link are replaced by their
 * full-width forms, which look alike and have no special meaning.
 */
export function escapeText(text: string): string {
  return withoutLinks(text).replace(/</g, '＜').replace(/\[/g, '［');
}

/** `text` as it is up to `max` characters, else cut, with a note. */
export function cut(text: string, max: number, note: string = platformWords.cut): string {
  if (text.length <= max) return text;
  // Never half of a surrogate pair.
  return text.slice(0, max).replace(/[\ud800-\udbff]$/, '') + note;
}

function entity(sign: string): string {
  return `&#${sign.charCodeAt(0)};`;
}
