import { intents } from '../../src/chat/intents/index.ts';
import { rowOf } from '../../src/domain/verbs.ts';
import { type Phrase, phrases } from '../../src/presenters/words/verbs.ts';
import { relationWords } from '../../src/presenters/words/words.ts';

/** docs/guide/commands.zh-CN.md: everything 帮助 lists, from the catalogue. */
export function drawCommands(): string {
  const rows = intents.flatMap(({ name, verb }) => {
    const { example, help }: Phrase = phrases[name];
    if (!help) return [];
    const { who, listedFor = who, form } = rowOf(verb);
    const may =
      listedFor === 'everyone' ? '名单内人员' : listedFor.map((relation) => relationWords[relation]).join('、');
    return [`| \`${example}\` | ${help} | ${may} | ${form ? `【${form}】` : ''} |`];
  });
  return `# 能说什么

[使用手册](README.md)

私聊直接发送；群里先@诉求管家。发送 \`帮助\`，只列本人能办理的。“表单”一栏：卡片上同名的表单，填写后提交，与发送文字一样。
本页由程序生成（\`npm run guide:draw\`）。

| 例句 | 作用 | 谁可以 | 表单 |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}
