import type {
  Advance,
  Advanced,
  ByPerson,
  Click,
  Clicked,
  Said,
  SandboxMessages,
  SandboxState,
  Say,
} from '../fakeLark/api.ts';
import { record, str } from './lib/loose.ts';

/** A call the sandbox refused, with the reason it gave. */
class SandboxError extends Error {
  override name = 'SandboxError';
}

const root = '/sandbox/api';

async function call<T>(path: string, body?: unknown): Promise<T> {
  const init =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(root + path, init).catch(() => {
    throw new SandboxError('连接不上沙盒服务，请确认程序仍在运行');
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new SandboxError(str(record(answer).error) || `沙盒服务返回 HTTP ${response.status}`);
  return answer as T;
}

/** The sandbox's control API, as far as the page needs it. Shapes: `src/fakeLark/api.ts`. */
export const api = {
  state: () => call<SandboxState>('/state'),
  messages: (chatId: string, after: number) =>
    call<SandboxMessages>(`/chats/${encodeURIComponent(chatId)}/messages?after=${after}`),
  say: (body: Say) => call<Said>('/say', body),
  click: (body: Click) => call<Clicked>('/click', body),
  enter: (as: string) => call<unknown>('/enter', { as } satisfies ByPerson),
  recall: (as: string, messageId: string) => call<unknown>('/recall', { as, messageId }),
  addBot: (as: string, chatId: string) => call<unknown>(`/groups/${encodeURIComponent(chatId)}/add-bot`, { as }),
  removeBot: (as: string, chatId: string) => call<unknown>(`/groups/${encodeURIComponent(chatId)}/remove-bot`, { as }),
  advance: (body: Advance) => call<Advanced>('/advance', body),
  restart: () => call<unknown>('/restart', {}),
};

/** Where an attachment can be fetched. */
export function fileUrl(key: string): string {
  return `${root}/files/${encodeURIComponent(key)}`;
}

export const eventsUrl = `${root}/events`;
