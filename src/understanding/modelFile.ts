import type { Model } from './model.ts';

const kinds = { Int8Array, Uint8Array, Int16Array, Float32Array } as const;
type Kind = keyof typeof kinds;
type Numbers = InstanceType<(typeof kinds)[Kind]>;

/** Where a row of numbers stands behind the header. */
interface Stored {
  stored: Kind;
  at: number;
  length: number;
}

const magic = 'appeal-desk model 2\n';
const lengthSize = 4;
/** Without one of these a reader would fail at the first text, long after the file was taken for a model. */
const needed = [
  ...(['taskForce', 'kind', 'verb', 'sensitive', 'sensitiveClause', 'urgent', 'channel', 'several'] as const),
  ...(['boundary', 'fields', 'sayers', 'calibration', 'measured', 'sources'] as const),
] satisfies (keyof Model)[];

/** The model as bytes: a line that says what it is, the header's length, a JSON header, then all rows of numbers. */
export function encodeModel(model: Model): Buffer {
  const rows: Buffer[] = [];
  let at = 0;
  const header = JSON.stringify(model, (_, value) => {
    if (!isNumbers(value)) return value;
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    const stored: Stored = { stored: value.constructor.name as Kind, at, length: value.length };
    const padding = Buffer.alloc((8 - (bytes.length % 8)) % 8);
    rows.push(bytes, padding);
    at += bytes.length + padding.length;
    return stored;
  });
  const text = Buffer.from(header);
  const length = Buffer.alloc(lengthSize);
  length.writeUInt32LE(text.length);
  return Buffer.concat([Buffer.from(magic), length, text, ...rows]);
}

/** Throws an Error when the bytes are no model of this version. */
export function decodeModel(bytes: Buffer): Model {
  const start = magic.length + lengthSize;
  if (bytes.subarray(0, magic.length).toString() !== magic) throw new Error('this is no model of this version');
  const rows = start + bytes.readUInt32LE(magic.length);
  const model = JSON.parse(bytes.subarray(start, rows).toString(), (_, value) => {
    const kind: Kind | undefined = value?.stored;
    if (kind === undefined) return value;
    const { at, length }: Stored = value;
    const size = length * kinds[kind].BYTES_PER_ELEMENT;
    if (rows + at + size > bytes.length) throw new Error('this model is cut off');
    const own = bytes.buffer.slice(bytes.byteOffset + rows + at, bytes.byteOffset + rows + at + size) as ArrayBuffer;
    return new kinds[kind](own);
  }) as Model;
  const missing = needed.filter((name) => model[name] === undefined);
  if (missing.length > 0) throw new Error(`this model lacks ${missing.join(', ')}`);
  return model;
}

function isNumbers(value: unknown): value is Numbers {
  return Object.values(kinds).some((kind) => value instanceof kind);
}
