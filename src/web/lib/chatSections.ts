import type { SandboxChat, SandboxPerson } from '../../fakeLark/api.ts';

export interface ChatSection {
  title: string;
  chats: SandboxChat[];
}

const kinds: [title: string, belongs: (chat: SandboxChat) => boolean][] = [
  ['诉求管家', (chat) => chat.kind === 'private'],
  ['中心与领导', (chat) => /服务中心|营商办|领导|督查/.test(chat.name) && !chat.name.includes('专班')],
  ['专员', (chat) => chat.name.includes('专员')],
  ['专班', (chat) => chat.name.includes('专班')],
  ['其他群', () => true],
];

/** The chats by kind, empty kinds left out; the order within a kind is the given one. */
export function sectionsOf(chats: SandboxChat[]): ChatSection[] {
  const sections = kinds.map(([title]) => ({ title, chats: [] as SandboxChat[] }));
  for (const chat of chats) sections[kinds.findIndex(([, belongs]) => belongs(chat))]?.chats.push(chat);
  return sections.filter((section) => section.chats.length > 0);
}

/** Everything typed must occur somewhere in the words; blanks separate. */
export function matches(query: string, ...words: string[]): boolean {
  const whole = words.join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((part) => whole.includes(part));
}

export function findPeople(people: SandboxPerson[], query: string): SandboxPerson[] {
  return people.filter((person) => matches(query, person.name, person.label));
}

/** Whom the @ picker offers: the bot first, then members, then everybody else. */
export function mentionCandidates(
  query: string,
  { bot, people, members }: { bot: { openId: string; name: string }; people: SandboxPerson[]; members: string[] },
): { openId: string; name: string; label: string }[] {
  const inside = people.filter((person) => members.includes(person.openId));
  const outside = people.filter((person) => !members.includes(person.openId));
  const everyone = [
    { ...bot, label: '机器人' },
    ...inside,
    ...outside.map(({ openId, name, label }) => ({ openId, name, label: `${label} · 不在群内` })),
  ];
  return everyone.filter((each) => matches(query, each.name, each.label)).slice(0, 50);
}

/** The characters of a round portrait. */
export function initials(name: string): string {
  return [...name.replace(/^[区市]/, '')].slice(0, 2).join('');
}

/** One of eight colours, the same for the same id. */
export function tint(id: string): string {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 8;
  return `tint-${sum}`;
}
