import { computed, type InjectionKey, inject, provide, type Ref, ref } from 'vue';
import type { SandboxMessage } from '../fakeLark/api.ts';
import { api } from './api.ts';
import type { CardButton } from './lib/cardReading.ts';
import type { FormValues, Raw } from './lib/formValues.ts';
import { str } from './lib/loose.ts';
import { refresh, syncChat } from './sync.ts';
import { useConfirm } from './useConfirm.ts';
import { useSandbox } from './useSandbox.ts';
import { useToasts } from './useToasts.ts';

/** What the parts of one card share. */
export interface CardContext {
  /** The label of the button whose answer is awaited; until then nothing else can be pressed. */
  pressing: Ref<string | undefined>;
  members: Ref<string[]>;
  press: (button: Pick<CardButton, 'label' | 'value' | 'confirm'>, form?: FormValues) => Promise<void>;
}

export interface FormContext {
  values: FormValues;
  faults: Record<string, string>;
  labelOf: (name: string) => string | undefined;
  set: (name: string, value: Raw) => void;
  submit: (button: CardButton) => void;
  reset: () => void;
}

export const formKey: InjectionKey<FormContext> = Symbol('form');
const cardKey: InjectionKey<CardContext> = Symbol('card');

const { persona, state } = useSandbox();
const { toast } = useToasts();
const { confirm } = useConfirm();

export function provideCard(message: Ref<SandboxMessage>): CardContext {
  const pressing = ref<string>();
  const members = computed(() => state.value.chats.find((chat) => chat.chatId === message.value.chatId)?.members ?? []);
  const press: CardContext['press'] = async (button, form) => {
    if (pressing.value !== undefined) return;
    if (button.confirm && !(await confirm(button.confirm))) return;
    pressing.value = button.label;
    await click(message.value, button.value, form);
    pressing.value = undefined;
  };
  const context = { pressing, members, press };
  provide(cardKey, context);
  return context;
}

export function useCard(): CardContext {
  const context = inject(cardKey);
  if (!context) throw new Error('A card element outside a card');
  return context;
}

async function click(message: SandboxMessage, value: unknown, form?: FormValues): Promise<void> {
  const { chatId, messageId } = message;
  try {
    const answer = await api.click({ as: persona.value, messageId, value, form });
    if (answer.error) toast('error', `出错了，请稍后重试 code: ${answer.error}`);
    else if (answer.toast) toast(answer.toast.type, str(answer.toast.content));
    await syncChat(chatId);
  } catch (error) {
    toast('error', error instanceof Error ? error.message : String(error));
    await refresh();
  }
}
