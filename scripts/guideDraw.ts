/** `npm run guide:draw`: docs/guide/commands.zh-CN.md from the catalogue of what a person can do. */
import { writeFileSync } from 'node:fs';
import { drawCommands } from './guide/drawing.ts';

writeFileSync('docs/guide/commands.zh-CN.md', drawCommands());
