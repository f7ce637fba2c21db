import { once } from 'node:events';
import { connect } from 'node:net';

/** One kept-alive connection with one request on its way at a time. */
export interface Connection {
  /** Sends the bytes of a whole request; resolves with the status once the whole answer is here. */
  ask(request: Buffer): Promise<number>;
  close(): void;
}

/** A bare socket: node:http would cost the generator more than the servers that it measures. */
export async function openConnection(port: number): Promise<Connection> {
  const socket = connect(port, '127.0.0.1').setNoDelay(true);
  await once(socket, 'connect');
  let answered: ((status: number) => void) | undefined;
  let failed: ((error: Error) => void) | undefined;
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk) => {
    text += chunk;
    const status = completeStatus(text);
    if (status === undefined) return;
    text = '';
    answered?.(status);
  });
  const end = () => failed?.(new Error('the server closed the connection'));
  socket.on('error', end).on('close', end);
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        answered = resolve;
        failed = reject;
        socket.write(request);
      }),
    close: () => void socket.destroy(),
  };
}

/** Status of a complete answer; all servers here state the length of their body or have none. */
function completeStatus(text: string): number | undefined {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const length = /\r\nContent-Length: (\d+)/i.exec(text)?.[1] ?? '0';
  return text.length >= headEnd + 4 + Number(length) ? Number(text.slice(9, 12)) : undefined;
}
