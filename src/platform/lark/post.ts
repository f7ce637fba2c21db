import type { Attachment } from '../../domain/appeal/parts.ts';
import { isRecord, type Json, list, record, str } from './json.ts';

type Media = Omit<Attachment, 'message'>;

interface Flat {
  text: string;
  media: Media[];
}

/**
 * A rich text as plain lines, with the media in it; accepted with or without the locale level around it
 * (docs/develop/feishu.md#messages).
 */
export function flattenPost(content: Json): Flat {
  const post = unwrapped(content);
  const media: Media[] = [];
  const lines = list(post.content).map((line) =>
    list(line)
      .map((part) => partText(record(part), media))
      .join(''),
  );
  return { text: [str(post.title), ...lines].filter((line) => line.trim() !== '').join('\n'), media };
}

function unwrapped(content: Json): Json {
  if (Array.isArray(content.content)) return content;
  const inner = record(content.post ?? content);
  const locales = [inner.zh_cn, ...Object.values(inner)];
  return record(locales.find((locale) => isRecord(locale) && Array.isArray(locale.content)) ?? content);
}

function partText(part: Json, media: Media[]): string {
  switch (part.tag) {
    case 'at':
      // The placeholder is `@_user_1`, its name is in `mentions`; @所有人 addresses nobody in particular.
      return part.user_id === 'all' || part.user_id === '@_all' ? '' : str(part.user_id);
    case 'a':
      return linkText(str(part.text), str(part.href));
    case 'img':
      media.push({ key: str(part.image_key), type: 'image' });
      return '';
    case 'media':
      media.push({
        key: str(part.file_key),
        type: 'video',
        ...(str(part.file_name) ? { name: str(part.file_name) } : {}),
      });
      return '';
    default:
      // text, md, code_block and future kinds: their words, if any.
      return str(part.text);
  }
}

function linkText(text: string, href: string): string {
  return !href || text === href ? text : `${text}(${href})`;
}
