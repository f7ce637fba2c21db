import { ref } from 'vue';
import type { Say } from '../fakeLark/api.ts';
import { api } from './api.ts';
import { emptyDraft, toWire } from './lib/draft.ts';
import { refresh, syncChat } from './sync.ts';
import { useDraft } from './useDraft.ts';
import { useReplying } from './useReplying.ts';
import { useSandbox } from './useSandbox.ts';
import { useToasts } from './useToasts.ts';

const { persona, chat } = useSandbox();
const { replying } = useReplying();
const { attempt } = useToasts();
const sending = ref(false);

/** Sends the draft of the open chat. It is cleared at once and comes back when the sandbox refuses it. */
export function useComposerSend() {
  const { key, draft, attachments, setDraft, setAttachments } = useDraft();
  const send = async () => {
    const written = { draft: draft.value, attachments: attachments.value, of: key.value, replying: replying.value };
    const text = toWire(written.draft).trim();
    if (sending.value || (text === '' && written.attachments.length === 0)) return;
    const { chatId, kind } = chat.value;
    sending.value = true;
    setDraft(emptyDraft);
    setAttachments([]);
    replying.value = undefined;
    const said: Say = {
      as: persona.value,
      chat: kind === 'private' ? 'bot' : chatId,
      text: text || undefined,
      attachments: written.attachments.length > 0 ? written.attachments : undefined,
      replyTo: written.replying?.message.messageId,
      inThread: written.replying?.inThread,
    };
    if (!(await attempt(() => api.say(said)))) {
      setDraft(written.draft, written.of);
      setAttachments(written.attachments, written.of);
    }
    sending.value = false;
    await (kind === 'private' ? refresh() : syncChat(chatId));
  };
  return { send, sending };
}
