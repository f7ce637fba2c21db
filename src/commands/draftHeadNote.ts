import type { ClockRow } from '../domain/clocks.ts';
import type { Work } from './work.ts';

export async function draftHeadNote(_work: Work, _clock: ClockRow): Promise<void> {}
