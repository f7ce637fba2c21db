import { createRequire } from 'node:module';
import Router from '@koa/router';
import { adaptKoaRouter, EventDispatcher, LoggerLevel } from '@larksuiteoapi/node-sdk';
import Koa from 'koa';
import { DataSource, EntitySchema } from 'typeorm';
import { lark } from '../app.ts';
import { environment, listening } from './listening.ts';

/** What the SDK's manual shows: its Koa adapter, and a TypeORM insert in the handler. */
interface Received {
  id?: number;
  key: string;
  payload: string;
  receivedAt: string;
}

const inbox = new EntitySchema<Received>({
  name: 'inbox',
  columns: {
    id: { type: 'integer', primary: true, generated: 'increment' },
    key: { type: 'text', unique: true },
    payload: { type: 'text' },
    receivedAt: { type: 'text' },
  },
});
const driver = createRequire(import.meta.url)('sqlite3') as { verbose(): unknown };
const source = await new DataSource({
  type: 'sqlite',
  database: environment('DATABASE'),
  // As ours: TypeORM's own choice builds a stack trace for every call, which would make this one look worse.
  driver: { ...driver, verbose: () => driver },
  enableWAL: true,
  entities: [inbox],
  synchronize: true,
}).initialize();
await source.query('PRAGMA synchronous = FULL');
const rows = source.getRepository(inbox);

const { encryptKey, verificationToken } = lark;
const dispatcher = new EventDispatcher({ encryptKey, verificationToken, loggerLevel: LoggerLevel.error }).register({
  'im.message.receive_v1': async (event) => {
    const { message_id } = event.message;
    await rows.insert({ key: `m:${message_id}`, payload: JSON.stringify(event), receivedAt: new Date().toISOString() });
  },
});
const router = new Router();
router.post('/webhook/lark', adaptKoaRouter(dispatcher, { autoChallenge: true }));
listening(new Koa().use(router.routes()).callback());
