// A thread that reads TypeScript; learnFields.ts is what it does.
import { register } from 'tsx/esm/api';

register();
await import('./learnFields.ts');
