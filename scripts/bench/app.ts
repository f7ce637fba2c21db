/** The app that all servers of the benchmark belong to; nobody else knows it. */
export const lark = {
  appId: 'cli_00000000bec4bec4',
  appSecret: 'bench-secret-0123456789abcdef',
  encryptKey: 'bench-encrypt-key-0123456789',
  verificationToken: 'bench-verification-token',
};

export const larkEnvironment = {
  LARK_APP_ID: lark.appId,
  LARK_APP_SECRET: lark.appSecret,
  LARK_ENCRYPT_KEY: lark.encryptKey,
  LARK_VERIFICATION_TOKEN: lark.verificationToken,
};

export const botOpenId = 'ou_bench_bot';

/** People whose private messages arrive. */
export const people = Array.from({ length: 200 }, (_, index) => ({
  openId: `ou_bench_${index}`,
  name: `人员${index}`,
  mobile: `1390000${String(index).padStart(4, '0')}`,
  label: '',
}));
