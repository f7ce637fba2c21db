import { Initial } from './1-initial.ts';

/** In order; a new one is added at the end and never changed once released. */
export const migrations = [Initial];
