import { ApiError } from '../errors.ts';
import type { Call, Reply } from '../http/call.ts';
import type { Part } from '../http/multipart.ts';
import { newId } from '../ids.ts';
import type { StoredFile } from '../state.ts';
import type { World } from '../world.ts';

const MB = 1024 * 1024;
const FILE_TYPES = ['opus', 'mp4', 'pdf', 'doc', 'xls', 'ppt', 'stream'];

/** `POST im/v1/images`: multipart, up to 10 MB. */
export async function uploadImage({ world, parts }: Call): Promise<Reply> {
  const type = fieldOf(parts, 'image_type');
  if (type !== 'message' && type !== 'avatar') throw invalidParam();
  const { bytes, filename } = filePart(parts, 'image', 10 * MB);
  const key = await store(world, { kind: 'image', name: filename ?? '' }, bytes);
  return { data: { image_key: key } };
}

/** `POST im/v1/files`: multipart, up to 30 MB. */
export async function uploadFile({ world, parts }: Call): Promise<Reply> {
  const name = fieldOf(parts, 'file_name');
  if (!name || !FILE_TYPES.includes(fieldOf(parts, 'file_type') ?? '')) throw invalidParam();
  const { bytes } = filePart(parts, 'file', 30 * MB);
  return { data: { file_key: await store(world, { kind: 'file', name }, bytes) } };
}

async function store(world: World, { kind, name }: Pick<StoredFile, 'kind' | 'name'>, bytes: Buffer): Promise<string> {
  const key = newId(kind === 'image' ? 'img_v3_' : 'file_v3_');
  await world.bytes.put(key, bytes);
  world.data.files.set(key, { key, kind, name, size: bytes.length, placeholder: false });
  world.changed();
  return key;
}

function fieldOf(parts: Part[] | undefined, name: string): string | undefined {
  return parts?.find((part) => part.name === name)?.bytes.toString('utf8');
}

function filePart(parts: Part[] | undefined, name: string, limit: number): Part {
  const part = parts?.find((one) => one.name === name);
  if (!part || part.filename === undefined) throw invalidParam();
  if (part.bytes.length === 0) throw new ApiError(234010, "File's size can't be 0.");
  if (part.bytes.length > limit) throw new ApiError(234006, 'The file size exceed the max value.');
  return part;
}

function invalidParam(): ApiError {
  return new ApiError(234001, 'Invalid request param.');
}
