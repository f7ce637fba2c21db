import { type Room, rooms } from './rooms.ts';

/** The table of rooms as it stands in docs/develop/architecture.md, between these two lines. */
export const drawn = { from: '<!-- rooms: npm run rooms:draw -->', to: '<!-- /rooms -->' };

export function drawRooms(): string {
  const rows = Object.entries(rooms).map(([room, facts]) => {
    const cells = [
      placeText(room),
      facts.holds,
      facts.imports.map((one) => `\`${one}\``).join(' '),
      outsideText(facts),
    ];
    return `| ${cells.map((cell) => cell || '–').join(' | ')} |`;
  });
  return ['| room | what is in it | may import | of packages |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** The page with the table drawn anew. Throws when the two lines are not in it. */
export function pageWith(page: string, table: string): string {
  const start = page.indexOf(drawn.from);
  const end = page.indexOf(drawn.to);
  if (start < 0 || end < start) throw new Error(`the page holds no lines ${drawn.from} and ${drawn.to}`);
  return `${page.slice(0, start)}${drawn.from}\n\n${table}\n\n${page.slice(end)}`;
}

function placeText(room: string): string {
  if (room === 'ormconfig.ts') return '`ormconfig.ts`';
  return room.endsWith('.ts') ? `\`src/${room}\`` : `\`src/${room}/\``;
}

function outsideText({ packages = [], core }: Room): string {
  return [...packages, ...(core ? ['Node'] : [])].join(', ');
}
