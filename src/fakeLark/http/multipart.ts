export interface Part {
  name: string;
  filename?: string;
  bytes: Buffer;
}

const CRLF = Buffer.from('\r\n');
const HEAD_END = Buffer.from('\r\n\r\n');

/** Reads a `multipart/form-data` body (RFC 7578); undefined when the body is not one, or is broken. */
export function readMultipart(contentType: string, body: Buffer): Part[] | undefined {
  const [, quoted, plain] = /^multipart\/form-data;.*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (!boundary) return undefined;
  const line = Buffer.from(`--${boundary}`);
  const delimiter = Buffer.concat([CRLF, line]);

  const parts: Part[] = [];
  let at = body.indexOf(line);
  while (at >= 0) {
    at = body[at] === 13 ? at + delimiter.length : at + line.length;
    if (body.subarray(at, at + 2).toString() === '--') return parts;
    const headEnd = body.indexOf(HEAD_END, at);
    const end = headEnd < 0 ? -1 : body.indexOf(delimiter, headEnd + 2);
    if (end < 0) return undefined;
    const part = readPart(body.subarray(at, headEnd).toString('utf8'), body.subarray(headEnd + HEAD_END.length, end));
    if (part) parts.push(part);
    at = end;
  }
  return undefined;
}

function readPart(head: string, bytes: Buffer): Part | undefined {
  const disposition = /^content-disposition:\s*form-data;(.*)$/im.exec(head)?.[1];
  const name = disposition && /(?:^|[;\s])name="([^"]*)"/i.exec(disposition)?.[1];
  if (!disposition || name === undefined) return undefined;
  const filename = /(?:^|[;\s])filename="([^"]*)"/i.exec(disposition)?.[1];
  return filename === undefined ? { name, bytes } : { name, filename, bytes };
}
