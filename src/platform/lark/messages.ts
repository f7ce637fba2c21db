import type { Attachment } from '../../domain/events.ts';
import type { Incoming, IncomingMention } from '../../ports.ts';
import { isRecord, type Json, list, parseJson, record, str } from './json.ts';
import { flattenPost } from './post.ts';
import { instantMs } from './signature.ts';

type Message = Extract<Incoming, { kind: 'message' }>;
type Content = Pick<Message, 'text' | 'attachments' | 'unreadable'>;

/** What a person sees it called; FEISHU §2.1 lists the types. */
const unreadable: Record<string, string> = {
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
};

export function readMessage(event: Json, botOpenId: string): Message {
  const message = record(event.message);
  const sender = record(event.sender);
  const id = str(message.message_id);
  const at = instantMs(str(message.create_time));
  if (!id || !str(message.chat_id) || at === undefined) throw new TypeError('a message without id, chat or time');
  const content = readContent(message, id);
  const mentions = readMentions(message.mentions);
  return {
    kind: 'message',
    message: id,
    chat: str(message.chat_id),
    place: message.chat_type === 'p2p' ? 'private' : 'group',
    sender: str(record(sender.sender_id).open_id),
    senderKind: sender.sender_type === 'user' ? 'user' : 'bot',
    at: new Date(at).toISOString(),
    ...content,
    text: withoutBot(content.text, mentions, botOpenId),
    mentions: mentions.filter(({ openId }) => openId && openId !== botOpenId),
    mentionsBot: botOpenId !== '' && mentions.some(({ openId }) => openId === botOpenId),
    ...(str(message.parent_id) ? { parent: str(message.parent_id) } : {}),
    ...(str(message.root_id) ? { root: str(message.root_id) } : {}),
    ...(str(message.thread_id) ? { thread: str(message.thread_id) } : {}),
  };
}

function readContent(message: Json, id: string): Content {
  const type = str(message.message_type);
  const content = parseJson(str(message.content));
  if (!isRecord(content)) return { text: '', attachments: [], unreadable: unreadable[type] ?? '无法识别的内容' };
  const attach = (of: Attachment['type'], key: unknown): Content => ({
    text: '',
    attachments: [attachment({ type: of, key: str(key), name: str(content.file_name), message: id })],
  });
  switch (type) {
    case 'text':
      return { text: str(content.text), attachments: [] };
    case 'post': {
      const { text, media } = flattenPost(content);
      return { text, attachments: media.map((item) => attachment({ ...item, message: id })) };
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
      return { text: '', attachments: [], unreadable: unreadable[type] ?? '此类消息' };
  }
}

function attachment({ name, ...rest }: Attachment): Attachment {
  return name ? { ...rest, name } : rest;
}

function readMentions(mentions: unknown): IncomingMention[] {
  return list(mentions).map((mention) => {
    const { key, id, name } = record(mention);
    // Older events carry the open_id itself where newer ones carry an object.
    return { key: str(key), openId: str(record(id).open_id) || str(id), name: str(name) };
  });
}

/** The text a person meant: without @所有人 and the bot; who has no open_id is a plain name. */
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
