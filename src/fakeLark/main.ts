import { demoDistrict } from './demoDistrict.ts';
import { readDistrictFiles } from './demoUnits.ts';
import { type FakeLark, startFakeLark } from './fakeLark.ts';

/** The sandbox's process: the fake Feishu with the demo district, ended together with the bot that started it. */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  let offsetMs = Number(env.SANDBOX_CLOCK_OFFSET_MS ?? 0);
  const { taskForces, units } = readDistrictFiles(env.CONFIG_DIR ?? 'config');
  const fakeLark = await startFakeLark({
    port: Number(env.SANDBOX_PORT ?? 0),
    stateFile: env.SANDBOX_STATE,
    now: () => new Date(Date.now() + offsetMs),
    setNow(at) {
      offsetMs = at.getTime() - Date.now();
    },
    appId: wanted(env, 'LARK_APP_ID'),
    appSecret: wanted(env, 'LARK_APP_SECRET'),
    encryptKey: wanted(env, 'LARK_ENCRYPT_KEY'),
    verificationToken: wanted(env, 'LARK_VERIFICATION_TOKEN'),
    webhookUrl: env.WEBHOOK_URL,
    bot: { openId: 'ou_demo_bot', name: '诉求管家' },
    ...demoDistrict(taskForces, units),
  });
  const failed = (error: Error) => console.error(`sandbox: events could not be repeated: ${error.message}`);
  const timer = setInterval(() => void fakeLark.tick().catch(failed), 1000);
  endWithParent(fakeLark, timer);
  console.log(JSON.stringify({ url: fakeLark.url }));
}

function wanted(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

function endWithParent(fakeLark: FakeLark, timer: NodeJS.Timeout): void {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    clearInterval(timer);
    fakeLark.close().finally(() => process.exit(0));
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  // A forked process notices the end of its parent through the channel; its stdin is shared and may be /dev/null.
  if (process.connected) process.on('disconnect', end);
  else process.stdin.on('end', end).on('close', end).resume();
}

main(process.env).catch((error: Error) => {
  console.error(`sandbox: ${error.message}`);
  process.exit(1);
});
