/** `npm run rooms:draw`: the table of rooms into docs/develop/architecture.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { drawRooms, pageWith } from './rooms/drawing.ts';

const page = 'docs/develop/architecture.md';
writeFileSync(page, pageWith(readFileSync(page, 'utf8'), drawRooms()));
