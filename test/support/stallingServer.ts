import { createServer, type Socket } from 'node:net';

/** How far an answer comes before the line falls silent without being closed. */
export const stages = {
  'after the connection': () => '',
  'within the headers': () => 'HTTP/1.1 200 OK\r\nContent-Type: application/js',
  'after the headers': () => head(100),
  'within the body': (body: string) => head(Buffer.byteLength(body) + 100) + body.slice(0, Math.ceil(body.length / 2)),
  'before the end of the body': (body: string) => head(Buffer.byteLength(body) + 1) + body,
} as const;
export type Stage = keyof typeof stages;

/** An answer to one request; a stage: it comes so far and no further. */
export type Line = (path: string) => { body: string; stall?: Stage; head?: string };

/** A bare TCP server: what an HTTP server would never do can be said word by word. */
export async function stallingServer(line: Line): Promise<{ url: string; asked: string[]; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const asked: string[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    let got = '';
    socket.on('data', (chunk) => {
      got += chunk.toString('latin1');
      const length = Number(/content-length: (\d+)/i.exec(got)?.[1] ?? 0);
      const end = got.indexOf('\r\n\r\n');
      if (end < 0 || got.length < end + 4 + length) return;
      const path = got.split(' ')[1] ?? '/';
      got = '';
      asked.push(path);
      const { body, stall, head: own } = line(path);
      socket.write(stall ? stages[stall](body) : (own ?? head(Buffer.byteLength(body))) + body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function head(length: number): string {
  return `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;
}
