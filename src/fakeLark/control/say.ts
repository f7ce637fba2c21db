import type { Said, SandboxMention, SandboxMessage, Say } from '../api.ts';
import { ControlRefusal } from '../errors.ts';
import { messageReceived } from '../events/events.ts';
import { findPerson, newId } from '../ids.ts';
import { threadOf } from '../messages/messages.ts';
import type { StoredChat, StoredFile, StoredMessage } from '../state.ts';
import { appendMessage, changeMessage, type World } from '../world.ts';
import { memberChat, speaker } from './controlAccess.ts';

type Attachment = NonNullable<Say['attachments']>[number];
interface Draft {
  type: SandboxMessage['type'];
  content: unknown;
  mentions: SandboxMention[];
  resources: string[];
}

/** A person types or attaches files; what the bot may receive is sent to it. Throws ControlRefusal. */
export function say(world: World, { as, chat: chatId, text, asPost, attachments = [], replyTo, inThread }: Say): Said {
  const person = speaker(world, as);
  const chat = memberChat(world, person, chatId);
  const place = replyTo ? answering(world, chat, { replyTo, inThread: inThread === true }) : {};
  const drafts = asPost
    ? [postDraft(world, text ?? '', attachments)]
    : [...(text ? [textDraft(world, text)] : []), ...attachments.map((one) => fileDraft(world, one))];
  if (drafts.length === 0) throw new ControlRefusal('没有可发送的内容。');
  const sent = drafts.map((draft) => post(world, chat, { ...draft, ...place, senderOpenId: as }));
  return { messageIds: sent.map(({ messageId }) => messageId) };
}

function answering(
  world: World,
  chat: StoredChat,
  { replyTo, inThread }: { replyTo: string; inThread: boolean },
): Partial<StoredMessage> {
  const parent = world.data.messages.get(replyTo);
  if (!parent || parent.chatId !== chat.chatId) throw new ControlRefusal('这个会话里没有要回复的消息。', 404);
  if (parent.recalled) throw new ControlRefusal('要回复的消息已撤回。');
  if (inThread && !parent.threadId) changeMessage(world, parent, { threadId: newId('omt_') });
  return threadOf(parent, parent.threadId);
}

function post(
  world: World,
  chat: StoredChat,
  draft: Draft & Partial<StoredMessage> & { senderOpenId: string },
): StoredMessage {
  const heard =
    chat.botIsMember &&
    (chat.kind === 'private' ||
      world.hearsEverything ||
      draft.mentions.some(({ openId }) => openId === world.bot.openId));
  const message = appendMessage(world, {
    ...draft,
    messageId: newId('om_'),
    chatId: chat.chatId,
    senderIsBot: false,
    createdAt: world.now().toISOString(),
    recalled: false,
    edits: 0,
    earlierButtons: [],
    eventId: heard ? newId('') : undefined,
  });
  if (heard) world.sender.send(messageReceived(world, chat, message), chat.chatId);
  return message;
}

/** Splits `a @{ou_x} b` into texts and mentions; placeholders are numbered as they come. */
function readMentions(world: World, text: string): { mentions: SandboxMention[]; pieces: (string | SandboxMention)[] } {
  const mentions: SandboxMention[] = [];
  const pieces = text.split(/(@\{[^}]+\})/).map((piece) => {
    const id = /^@\{([^}]+)\}$/.exec(piece)?.[1];
    if (id === undefined) return piece;
    if (id === 'all') return '@_all';
    const name = id === world.bot.openId ? world.bot.name : findPerson(world.people, id)?.name;
    if (!name) throw new ControlRefusal(`没有 ${id} 这个人员，不能 @。`);
    const mention = { key: `@_user_${mentions.length + 1}`, openId: id, name };
    mentions.push(mention);
    return mention;
  });
  return { mentions, pieces };
}

function textDraft(world: World, text: string): Draft {
  const { mentions, pieces } = readMentions(world, text);
  const content = { text: pieces.map((piece) => (typeof piece === 'string' ? piece : piece.key)).join('') };
  return { type: 'text', content, mentions, resources: [] };
}

function postDraft(world: World, text: string, attachments: Attachment[]): Draft {
  const { mentions, pieces } = readMentions(world, text);
  const lines: unknown[][] = [[]];
  for (const piece of pieces) {
    if (typeof piece !== 'string') {
      lines.at(-1)?.push({ tag: 'at', user_id: piece.key, user_name: piece.name, style: [] });
      continue;
    }
    for (const [index, line] of piece.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (line) lines.at(-1)?.push({ tag: 'text', text: line, style: [] });
    }
  }
  const files = attachments.map((one) => ({ ...one, file: makeFile(world, one) }));
  for (const { type, file } of files) {
    if (type !== 'image') throw new ControlRefusal('富文本里只能插入图片，其他附件请单独发送。');
    lines.push([{ tag: 'img', image_key: file.key, width: 300, height: 300 }]);
  }
  const resources = files.map(({ file }) => file.key);
  return { type: 'post', content: { title: '', content: lines }, mentions, resources };
}

function fileDraft(world: World, attachment: Attachment): Draft {
  const { key, name } = makeFile(world, attachment);
  const drafts = {
    image: { image_key: key },
    file: { file_key: key, file_name: name },
    audio: { file_key: key, duration: 3000 },
    media: { file_key: key, file_name: name, duration: 3000 },
  };
  const content = drafts[attachment.type];
  if (!content) throw new ControlRefusal('附件类型只能是图片、文件、语音或视频。');
  return { type: attachment.type, content, mentions: [], resources: [key] };
}

function makeFile(world: World, { type, name }: Attachment): StoredFile {
  const kind = type === 'image' ? 'image' : 'file';
  const file: StoredFile = {
    key: newId(kind === 'image' ? 'img_v3_' : 'file_v3_'),
    kind,
    name,
    size: 0,
    placeholder: true,
  };
  world.data.files.set(file.key, file);
  return file;
}
