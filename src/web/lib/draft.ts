/** A message being written: its text, and which stretches of it are mentions. Ranges are sorted and never overlap. */
interface DraftMention {
  start: number;
  end: number;
  openId: string;
}
export interface Draft {
  text: string;
  mentions: DraftMention[];
}
export interface Mentionable {
  openId: string;
  name: string;
}

export const emptyDraft: Draft = { text: '', mentions: [] };

/**
 * The draft after the text box changed to `text`: mentions behind the change move along, touched ones fall back to text.
 * `caret` is where the cursor stands afterwards; it tells apart edits within repeated characters.
 */
export function editDraft(draft: Draft, text: string, caret = text.length): Draft {
  const before = draft.text;
  const tail = Math.min(text.length - caret, before.length);
  const suffix = commonSuffix(before, text, tail);
  const prefix = commonPrefix(before, text, Math.min(before.length, text.length) - suffix);
  const shift = text.length - before.length;
  const changedEnd = before.length - suffix;
  const mentions = draft.mentions.flatMap((mention) => {
    if (mention.end <= prefix) return [mention];
    if (mention.start >= changedEnd) return [{ ...mention, start: mention.start + shift, end: mention.end + shift }];
    return [];
  });
  return { text, mentions };
}

/** Puts `@name ` in place of `from..to` (what was typed to find the person). Returns the caret after it too. */
export function insertMention(
  draft: Draft,
  range: { from: number; to: number },
  person: Mentionable,
): { draft: Draft; caret: number } {
  const label = `@${person.name}`;
  const behind = draft.text.slice(range.to);
  const gap = behind.startsWith(' ') ? '' : ' ';
  const text = draft.text.slice(0, range.from) + label + gap + behind;
  const edited = editDraft(draft, text, range.from + label.length + gap.length);
  const mention = { start: range.from, end: range.from + label.length, openId: person.openId };
  const mentions = [...edited.mentions, mention].sort((one, other) => one.start - other.start);
  return { draft: { text, mentions }, caret: mention.end + 1 };
}

/** Backspace right behind a mention removes all of it, as in Feishu. Undefined when the caret is not there. */
export function removeMentionBefore(draft: Draft, caret: number): { draft: Draft; caret: number } | undefined {
  const mention = draft.mentions.find((each) => each.end === caret);
  if (!mention) return undefined;
  const text = draft.text.slice(0, mention.start) + draft.text.slice(mention.end);
  return { draft: editDraft(draft, text, mention.start), caret: mention.start };
}

/** Mentions the person: a name already typed as plain `@name` becomes the mention, else it is put in front. */
export function mentionPerson(draft: Draft, person: Mentionable): { draft: Draft; caret: number } {
  const label = `@${person.name}`;
  const at = draft.text.indexOf(label);
  const taken = draft.mentions.some((each) => at < each.end && each.start < at + label.length);
  const range = at < 0 || taken ? { from: 0, to: 0 } : { from: at, to: at + label.length };
  return insertMention(draft, range, person);
}

/** The text as `POST /say` wants it: every mention as `@{ou_…}`. */
export function toWire(draft: Draft): string {
  let text = '';
  let at = 0;
  for (const mention of draft.mentions) {
    text += `${draft.text.slice(at, mention.start)}@{${mention.openId}}`;
    at = mention.end;
  }
  return text + draft.text.slice(at);
}

/** Whether the message will reach this id, by picker or by a typed `@{ou_…}`. */
export function mentionsId(draft: Draft, openId: string): boolean {
  return toWire(draft).includes(`@{${openId}}`);
}

/** The `@…` being typed at the caret, if any: what it starts with and where it stands. */
export function mentionQuery(draft: Draft, caret: number): { from: number; to: number; query: string } | undefined {
  const found = /@([^@\s{}]{0,20})$/.exec(draft.text.slice(0, caret));
  if (!found) return undefined;
  const inside = draft.mentions.some((each) => found.index < each.end && each.start < caret);
  return inside ? undefined : { from: found.index, to: caret, query: found[1] ?? '' };
}

/** The text cut into plain and mention pieces, for the coloured layer under the text box. */
export function draftPieces(draft: Draft): { text: string; openId?: string }[] {
  const pieces: { text: string; openId?: string }[] = [];
  let at = 0;
  for (const { start, end, openId } of draft.mentions) {
    if (start > at) pieces.push({ text: draft.text.slice(at, start) });
    pieces.push({ text: draft.text.slice(start, end), openId });
    at = end;
  }
  if (at < draft.text.length) pieces.push({ text: draft.text.slice(at) });
  return pieces;
}

function commonPrefix(one: string, other: string, limit: number): number {
  let length = 0;
  while (length < limit && one[length] === other[length]) length += 1;
  return length;
}

function commonSuffix(one: string, other: string, limit: number): number {
  let length = 0;
  while (length < limit && one.at(-1 - length) === other.at(-1 - length)) length += 1;
  return length;
}
