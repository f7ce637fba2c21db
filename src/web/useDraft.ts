import { computed, reactive } from 'vue';
import { type Draft, emptyDraft, type Mentionable, mentionPerson } from './lib/draft.ts';
import { useSandbox } from './useSandbox.ts';

export interface Attached {
  type: 'image' | 'file' | 'audio' | 'media';
  name: string;
}
interface Unsent {
  draft: Draft;
  attachments: Attached[];
}

/** What was written and not sent yet, by speaker and chat. */
const unsent = reactive(new Map<string, Unsent>());
const { persona, chat } = useSandbox();
const key = computed(() => keyOf(persona.value, chat.value.kind === 'private' ? 'private' : chat.value.chatId));

export function useDraft() {
  const current = computed(() => unsent.get(key.value) ?? { draft: emptyDraft, attachments: [] });
  return {
    key,
    draft: computed(() => current.value.draft),
    attachments: computed(() => current.value.attachments),
    setDraft: (draft: Draft, of = key.value) => keep(of, { draft }),
    setAttachments: (attachments: Attached[], of = key.value) => keep(of, { attachments }),
    prefill,
  };
}

interface Prefill {
  openId: string;
  /** A group's chat id; the private chat with the bot when absent. */
  chatId?: string;
  text: string;
  /** Whom it @-mentions: `@name` in the text becomes the mention. */
  mentions?: Mentionable[];
}

/** Writes a text for this person to send, unless something else is being written there. */
function prefill({ openId, chatId = 'private', text, mentions = [] }: Prefill): void {
  const of = keyOf(openId, chatId);
  if (unsent.get(of)?.draft.text) return;
  const plain: Draft = { text, mentions: [] };
  keep(of, { draft: mentions.reduce((draft, person) => mentionPerson(draft, person).draft, plain) });
}

function keep(of: string, part: Partial<Unsent>): void {
  unsent.set(of, { draft: emptyDraft, attachments: [], ...unsent.get(of), ...part });
}

function keyOf(openId: string, chatId: string): string {
  return `${openId}|${chatId}`;
}
