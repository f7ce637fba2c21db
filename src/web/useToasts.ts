import { ref } from 'vue';

type ToastKind = 'info' | 'success' | 'warning' | 'error';
interface Toast {
  id: number;
  kind: ToastKind;
  text: string;
}

const toasts = ref<Toast[]>([]);
const shownFor = 5000;
let last = 0;

/** Short notes at the top of the page, as Feishu's client shows them. */
export function useToasts() {
  return { toasts, toast, attempt, dismiss };
}

function toast(kind: string, text: string): void {
  last += 1;
  const id = last;
  const known: ToastKind[] = ['success', 'warning', 'error'];
  // One at a time, as in Feishu's client.
  toasts.value = [{ id, kind: known.find((each) => each === kind) ?? 'info', text }];
  setTimeout(() => dismiss(id), shownFor);
}

/** Does it and shows why when it fails. Resolves to whether it succeeded. */
async function attempt(action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    toast('error', error instanceof Error ? error.message : String(error));
    return false;
  }
}

function dismiss(id: number): void {
  toasts.value = toasts.value.filter((each) => each.id !== id);
}
