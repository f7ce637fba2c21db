import type { Attachment } from '../../domain/appeal/parts.ts';
import type { Incoming, IncomingMention } from '../../ports/platform.ts';
import { platformWords } from '../../presenters/words/platformWords.ts';
import { id, isRecord, type Json, list, parseJson, record, str } from './json.ts';
import { flattenPost } from './post.ts';
import { instantMs } from './signature.ts';

type Message = Extract<Incoming, { kind: 'message' }>;
type Content = Pick<Message, 'text' | 'attachments' | 'unreadable'>;

/** Names of these types as people see them; docs/develop/feishu.md#messages lists the types. */
const unreadable = new Map(
  Object.entries({
    sticker: '表情包',
    folder: '文件夹',
    interactive: '卡片',
    share_chat: '群名片',
    share_user: '个人名片',
    location: '位置',
    merge_forward: '合并转发的聊天记录',
    system: '系统消息',
    todo: '任务',
    vote: '投票',
    hongbao: '红包',
    share_calendar_event: '日程',
    calendar: '日程',
    general_calendar: '日程',
    video_chat: '视频会议',
  }),
);

interface Around {
  botOpenId: string;
  /** When the platform sent the event; used when a message does not say when it was written. */
  sentAt: string;
}

/** Reads a message whose ids are known to be there (events.ts). */
export function readMessage(event: Json, { botOpenId, sentAt }: Around): Message {
  const message = record(event.message);
  const sender = record(event.sender);
  const own = id(message.message_id);
  const at = instantMs(str(message.create_time)) ?? instantMs(sentAt) ?? 0;
  const content = readContent(message, own);
  const mentions = readMentions(message.mentions);
  return {
    kind: 'message',
    message: own,
    chat: id(message.chat_id),
    place: message.chat_type === 'p2p' ? 'private' : 'group',
    sender: id(record(sender.sender_id).open_id),
    senderKind: sender.sender_type === 'user' ? 'user' : 'bot',
    at: new Date(at).toISOString(),
    ...content,
    text: withoutBot(content.text, mentions, botOpenId),
    mentions: mentions.filter(({ openId }) => openId && openId !== botOpenId),
    mentionsBot: botOpenId !== '' && mentions.some(({ openId }) => openId === botOpenId),
    ...(id(message.parent_id) ? { parent: id(message.parent_id) } : {}),
    ...(id(message.root_id) ? { root: id(message.root_id) } : {}),
    ...(id(message.thread_id) ? { thread: id(message.thread_id) } : {}),
  };
}

function readContent(message: Json, own: string): Content {
  const type = str(message.message_type);
  const content = parseJson(str(message.content));
  if (!isRecord(content))
    return { text: '', attachments: [], unreadable: unreadable.get(type) ?? platformWords.unknownContent };
  const attach = (of: Attachment['type'], key: unknown): Content => ({
    text: '',
    attachments: [attachment({ type: of, key: str(key), name: str(content.file_name), message: own })],
  });
  switch (type) {
    case 'text':
      return { text: str(content.text), attachments: [] };
    case 'post': {
      const { text, media } = flattenPost(content);
      return { text, attachments: media.map((item) => attachment({ ...item, message: own })) };
    }
    case 'image':
      return attach('image', content.image_key);
    case 'file':
      return attach('file', content.file_key);
    case 'audio':
      return attach('audio', content.file_key);
    case 'media':
      return attach('video', content.file_key);
    default:
      return { text: '', attachments: [], unreadable: unreadable.get(type) ?? '此类消息' };
  }
}

function attachment({ name, ...rest }: Attachment): Attachment {
  return name ? { ...rest, name } : rest;
}

function readMentions(mentions: unknown): IncomingMention[] {
  return list(mentions).map((mention) => {
    const { key, id: who, name } = record(mention);
    // Older events carry the open_id itself where newer ones carry an object.
    return { key: str(key), openId: id(record(who).open_id) || id(who), name: str(name) };
  });
}

/** The text a person meant: without @所有人 and the bot; a mention without open_id becomes a plain name. */
function withoutBot(text: string, mentions: IncomingMention[], botOpenId: string): string {
  const byKey = new Map(mentions.map((mention) => [mention.key, mention]));
  return text
    .replace(/@_user_\d+[ \u00a0]?/g, (placeholder) => {
      const mention = byKey.get(placeholder.trimEnd());
      if (!mention) return placeholder;
      if (mention.openId && mention.openId === botOpenId) return '';
      return mention.openId ? placeholder : placeholder.replace(mention.key, `@${mention.name}`);
    })
    .replace(/@_all(?![A-Za-z0-9_])[ \u00a0]?/g, '')
    .trim();
}
