import type { SandboxMention, SandboxMessage } from '../api.ts';
import { CardProblem, cardCodes, cardRejected, isObject, type Json } from '../cards/cardProblem.ts';
import { checkCard } from '../cards/cardRules.ts';
import { ApiError } from '../errors.ts';
import { findPerson } from '../ids.ts';
import { cardFacts, type World } from '../world.ts';

/** A message's content as it is kept: parsed, with placeholders for mentions. */
export interface Prepared {
  type: SandboxMessage['type'];
  content: unknown;
  mentions: SandboxMention[];
  resources: string[];
}

const SIZE_LIMITS: Record<string, number> = { text: 150 * 1024, post: 30 * 1024, interactive: 30 * 1024 };

/**
 * Checks the `content` of a send or update; throws 230001, 230025, 230028 or 230099 (docs/develop/feishu.md#errors).
 */
export function prepareContent(world: World, type: string, content: string): Prepared {
  if (Buffer.byteLength(content) > (SIZE_LIMITS[type] ?? 30 * 1024)) {
    throw new ApiError(230025, 'The length of the message content reaches its limit.');
  }
  const parsed = parse(type, content);
  if (world.faults.dlp && /(?<![\d\w])1[3-9]\d{9}(?![\d\w])|[\w.+-]@[\w-]{1,63}\.\w{2}/.test(content)) {
    throw new ApiError(230028, 'The messages do NOT pass the audit, ext=contain sensitive data: phone number');
  }
  switch (type) {
    case 'text':
      return prepareText(world, parsed);
    case 'post':
      return preparePost(world, parsed);
    case 'interactive':
      return { type, content: acceptCard(world, parsed), mentions: [], resources: [] };
    case 'image':
      return { type, content: parsed, mentions: [], resources: [uploaded(world, 'image', parsed.image_key)] };
    case 'file':
    case 'audio':
    case 'media':
      return prepareFile(world, type, parsed);
    default:
      throw new ApiError(230001, 'Your request contains an invalid request parameter, ext=invalid msg_type');
  }
}

/** Throws 230099 with the sub-code when the platform would refuse this card. */
export function acceptCard(world: World, card: unknown): unknown {
  try {
    checkCard(card, cardFacts(world));
    return card;
  } catch (error) {
    throw error instanceof CardProblem ? cardRejected(error) : error;
  }
}

function parse(type: string, content: string): Json {
  try {
    const parsed: unknown = JSON.parse(content);
    if (isObject(parsed)) return parsed;
  } catch {
    // answered below, with the code that fits the type
  }
  if (type === 'interactive') throw cardRejected(new CardProblem(cardCodes.json, 'parse card json err'));
  throw badContent('content is not a string in json format');
}

function badContent(detail: string): ApiError {
  return new ApiError(230001, `Your request contains an invalid request parameter, ext=${detail}`);
}

function prepareText(world: World, { text }: Json): Prepared {
  if (typeof text !== 'string' || text === '') throw badContent('text is empty');
  const mentions: SandboxMention[] = [];
  const withPlaceholders = text.replace(/<at user_id="([^"]*)">[^<]*<\/at>/g, (whole, id: string) =>
    id === 'all' ? '@_all' : (mention(world, mentions, id) ?? whole),
  );
  return { type: 'text', content: { text: withPlaceholders }, mentions, resources: [] };
}

/** Adds a mention and answers with its placeholder; undefined for somebody unknown. */
function mention(world: World, mentions: SandboxMention[], openId: string): string | undefined {
  const person = findPerson(world.people, openId);
  if (!person) return undefined;
  const key = `@_user_${mentions.length + 1}`;
  mentions.push({ key, openId, name: person.name });
  return key;
}

function preparePost(world: World, parsed: Json): Prepared {
  const localised = Object.values(parsed).find((value) => isObject(value) && Array.isArray(value.content));
  const post = isObject(localised) ? localised : parsed;
  if (!Array.isArray(post.content)) throw badContent('post content is empty');
  const mentions: SandboxMention[] = [];
  const resources: string[] = [];
  const content = post.content.map((paragraph) => {
    if (!Array.isArray(paragraph)) throw badContent('a paragraph is a list');
    return paragraph.map((node: Json) => {
      if (node.tag === 'img') resources.push(uploaded(world, 'image', node.image_key));
      if (node.tag !== 'at' || node.user_id === 'all') return node;
      const key = mention(world, mentions, String(node.user_id));
      if (!key) throw badContent('invalid user_id in post');
      return { ...node, user_id: key, user_name: mentions.at(-1)?.name };
    });
  });
  return { type: 'post', content: { title: post.title ?? '', content }, mentions, resources };
}

function prepareFile(
  world: World,
  type: 'file' | 'audio' | 'media',
  { file_key: given, image_key: cover }: Json,
): Prepared {
  const key = uploaded(world, 'file', given);
  const resources = cover === undefined ? [key] : [key, uploaded(world, 'image', cover)];
  const content = { file_key: key, file_name: world.data.files.get(key)?.name, image_key: cover };
  return { type, content, mentions: [], resources };
}

function uploaded(world: World, kind: 'image' | 'file', key: unknown): string {
  if (typeof key === 'string' && world.data.files.get(key)?.kind === kind) return key;
  throw badContent(`invalid ${kind}_key`);
}
