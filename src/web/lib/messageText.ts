import type { SandboxMention, SandboxMessage } from '../../fakeLark/api.ts';
import { cardSummary } from './cardReading.ts';
import { type Inline, plainOf, pushText, safeUrl } from './inline.ts';
import { type Loose, list, record, str } from './loose.ts';

type NameOf = (openId: string) => string | undefined;

/** A text message as runs. The tags of `msg_type: text` count only in what the bot sent. */
export function textRuns({ content, mentions, senderIsBot }: SandboxMessage): Inline[] {
  const text = str(record(content).text);
  if (!senderIsBot) return splitText(text, mentions);
  const runs: Inline[] = [];
  let at = 0;
  for (const found of text.matchAll(/<(b|i|u|s)>([^<]*)<\/\1>/g)) {
    runs.push(...splitText(text.slice(at, found.index), mentions));
    const children = splitText(found[2] ?? '', mentions);
    runs.push({ kind: botTags[found[1] as keyof typeof botTags], children });
    at = found.index + found[0].length;
  }
  return [...runs, ...splitText(text.slice(at), mentions)];
}

const botTags = { b: 'strong', i: 'em', u: 'underline', s: 'del' } as const;

const token =
  /@_user_\d+|@_all|\[([^[\]\n]+)\]\((https?:\/\/[^()\s]+)\)|https?:\/\/[^\s<>"'()[\]，。；、）】]+|\r?\n/gi;

/** Text as runs: placeholders become mentions, addresses links, all else is text. docs/develop/feishu.md#messages. */
export function splitText(text: string, mentions: SandboxMention[]): Inline[] {
  const runs: Inline[] = [];
  let at = 0;
  for (const found of text.matchAll(token)) {
    pushText(runs, text.slice(at, found.index));
    const run = tokenRun(found, mentions);
    if (run) runs.push(run);
    else pushText(runs, found[0]);
    at = found.index + found[0].length;
  }
  pushText(runs, text.slice(at));
  return runs;
}

function tokenRun([whole, label, address]: RegExpExecArray, mentions: SandboxMention[]): Inline | undefined {
  if (whole.endsWith('\n')) return { kind: 'break' };
  if (whole === '@_all') return { kind: 'at', id: 'all' };
  if (whole.startsWith('@')) {
    const mention = mentions.find((each) => each.key === whole);
    return mention && { kind: 'at', id: mention.openId, name: mention.name };
  }
  const href = safeUrl(address ?? whole);
  return href ? { kind: 'link', href, children: [{ kind: 'text', text: label ?? whole }] } : undefined;
}

export interface Post {
  title: string;
  paragraphs: Inline[][];
}

/** A rich-text message, with or without the `zh_cn` wrapper. */
export function readPost(content: unknown, mentions: SandboxMention[]): Post {
  const outer = record(content);
  const post = 'content' in outer ? outer : record(outer.zh_cn ?? Object.values(outer)[0]);
  const paragraphs = list(post.content).map((line) => list(line).flatMap((part) => postRun(record(part), mentions)));
  return { title: str(post.title), paragraphs };
}

function postRun(part: Loose, mentions: SandboxMention[]): Inline[] {
  const text = str(part.text);
  switch (part.tag) {
    case 'text':
    case 'md':
      return styled(splitText(text, mentions), list(part.style));
    case 'a': {
      const href = safeUrl(str(part.href));
      return href
        ? [{ kind: 'link', href, children: [{ kind: 'text', text: text || href }] }]
        : [{ kind: 'text', text }];
    }
    case 'at': {
      const known = mentions.find((mention) => mention.key === part.user_id);
      const id = known?.openId ?? str(part.user_id).replace(/^@_/, '');
      return [{ kind: 'at', id, name: known?.name ?? str(part.user_name) }];
    }
    case 'img':
    case 'media':
      return [{ kind: 'image', name: str(part.image_key) || str(part.file_key) }];
    case 'code_block':
      return [{ kind: 'code', text }];
    default:
      return text ? [{ kind: 'text', text }] : [];
  }
}

function styled(runs: Inline[], styles: unknown[]): Inline[] {
  const kinds = { bold: 'strong', italic: 'em', lineThrough: 'del', underline: 'underline' } as const;
  const wanted = (Object.keys(kinds) as (keyof typeof kinds)[]).filter((style) => styles.includes(style));
  return wanted.reduce<Inline[]>((children, style) => [{ kind: kinds[style], children }], runs);
}

export interface Attachment {
  label: '图片' | '文件' | '语音' | '视频';
  name: string;
  /** Seconds of a voice message. */
  seconds?: number;
  /** Under which the sandbox keeps the file. */
  key?: string;
}

const attachmentLabels = { image: '图片', file: '文件', audio: '语音', media: '视频' } as const;

export function readAttachment(message: SandboxMessage): Attachment | undefined {
  if (message.type === 'text' || message.type === 'post' || message.type === 'interactive') return undefined;
  const content = record(message.content);
  const name = str(content.file_name) || str(content.image_name) || str(content.name);
  const duration = Number(content.duration);
  const seconds = Number.isFinite(duration) && duration > 0 ? Math.ceil(duration / 1000) : undefined;
  const key = str(content.file_key) || str(content.image_key) || undefined;
  return { label: attachmentLabels[message.type], name, seconds, key };
}

/** One line of text for the chat list and quoted lines. */
export function previewOf(message: SandboxMessage, nameOf: NameOf): string {
  if (message.recalled) return '消息已撤回';
  const attachment = readAttachment(message);
  if (attachment) return `[${attachment.label}] ${attachment.name}`.trim();
  if (message.type === 'interactive') return cardSummary(message.content, nameOf);
  if (message.type === 'text') return plainOf(textRuns(message), nameOf);
  const post = readPost(message.content, message.mentions);
  return [post.title, ...post.paragraphs.map((runs) => plainOf(runs, nameOf))].filter(Boolean).join(' ');
}

/** Whether the message @-mentions this person (or everybody), in text, post or card. */
export function mentionsPerson(message: SandboxMessage, openId: string): boolean {
  if (message.recalled) return false;
  if (message.mentions.some((mention) => mention.openId === openId)) return true;
  const whole = JSON.stringify(message.content ?? '');
  return (
    whole.includes(`<at id=${openId}>`) ||
    whole.includes(`<at id=\\"${openId}\\">`) ||
    /@_all\b|<at id="?all\b/.test(whole)
  );
}
