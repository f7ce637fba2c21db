import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folders = ['training/corpus', 'training/dev', 'src/understanding'];
const files = ['config/measures.yaml', 'config/task-forces.yaml', 'config/units.yaml', 'config/examples.jsonl'];

/** Of all that a model is made of: texts, the district's words and the code that learns. Uses nothing but Node. */
export function trainingHash(root) {
  const found = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const all = [...found, ...files.map((file) => join(root, file)).filter(existsSync)].sort();
  const sum = createHash('sha256');
  for (const file of all) sum.update(`${file.slice(root.length)}\n`).update(readFileSync(file));
  return sum.digest('hex');
}
