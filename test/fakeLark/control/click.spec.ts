import { expect } from 'chai';
import {
  type Bench,
  bench,
  button,
  card,
  endAll,
  GROUP,
  LI,
  type Receiver,
  receiver,
  refusal,
  sendCard,
  ZHAO,
} from '../support.ts';

const sign = { say: '签收 JJ-001', rev: 1 };
const plain = (content: string) => ({ tag: 'plain_text', content });
const planForm = {
  tag: 'form',
  name: 'plan',
  elements: [
    { tag: 'input', name: 'text', label: plain('方案'), required: true, max_length: 5 },
    { tag: 'date_picker', name: 'due', initial_date: '2026-03-04' },
    {
      tag: 'select_static',
      name: 'kind',
      initial_index: 1,
      options: [{ text: plain('转办'), value: 'transfer' }],
    },
    button('提交', { say: '方案' }, { name: 'Submit', form_action_type: 'submit' }),
  ],
};

describe('pressing a button in the fake Feishu', () => {
  let bot: Receiver;
  let desk: Bench;
  let messageId: string;
  beforeEach(async () => {
    bot = await receiver();
    desk = await bench({ webhookUrl: bot.url, webhookTimeoutMs: 200 });
    messageId = await sendCard(desk.client, card(button('签收', sign), planForm));
  });
  afterEach(endAll);
  const answer = (body: unknown, status = 200) => bot.answers.splice(0, 1, { status, body: JSON.stringify(body) });
  const press = (value: unknown, form?: Record<string, string>) =>
    desk.fakeLark.click({ as: LI, messageId, value, form });
  const shown = () => desk.fakeLark.messages(GROUP).messages[0]?.content;
  const raw = (data: unknown) => ({ card: { type: 'raw', data } });
  const update = (token: unknown) =>
    desk.client.request({
      url: '/open-apis/interactive/v1/card/update',
      method: 'POST',
      data: { token, card: card({ tag: 'hr' }) },
    });

  it('calls the bot once and applies the card and toast it answers', async () => {
    const next = card(button('已签收', sign, { disabled: true }));
    answer({ toast: { type: 'success', content: '已签收' }, ...raw(next) });
    expect(await press(sign)).to.deep.equal({
      status: 200,
      toast: { type: 'success', content: '已签收' },
      cardUpdated: true,
    });
    expect(shown()).to.deep.equal(next);
    const [{ event } = { event: undefined }] = bot.received;
    expect(event?.header.event_type).to.equal('card.action.trigger');
    expect(event?.header.create_time).to.match(/^\d{16}$/);
    expect(event?.event.operator).to.include({ open_id: LI });
    expect(event?.event.action).to.deep.include({ value: sign, tag: 'button', timezone: 'Asia/Shanghai' });
    expect(event?.event.context).to.deep.equal({ open_message_id: messageId, open_chat_id: GROUP });
  });

  it('sends the form beside the value, with dates in the zone of the device', async () => {
    await press({ say: '方案' }, { text: '先通水', due: '2026-03-05' });
    const action = bot.received[0]?.event.event.action;
    expect(action).to.deep.include({
      name: 'Submit',
      form_value: { text: '先通水', due: '2026-03-05 +0800', kind: 'transfer' },
    });
  });

  it('checks the form as the client does', async () => {
    for (const [form, reason] of [
      [{}, '请填写“方案”。'],
      [{ text: '长长长长长长' }, '“方案”最多 5 字。'],
      [{ text: '好', kind: 'x' }, '“kind”没有这个选项。'],
      [{ text: '好', other: 'x' }, '表单里没有“other”这一项。'],
    ] as const) {
      expect(await reasonOf(press({ say: '方案' }, form))).to.equal(reason);
    }
    expect(bot.received).to.have.length(0);
  });

  it('offers only buttons that stand on the card, or stood there', async () => {
    expect(await reasonOf(press({ say: '办结' }))).to.equal('卡片上没有这个按钮。');
    answer(raw(card(button('办结', { say: '办结' }))));
    await press(sign);
    answer({});
    expect(await press(sign)).to.include({ status: 200, cardUpdated: false });
    answer(raw(card(button('办结', { say: '办结' }, { disabled: true }))));
    await press({ say: '办结' });
    expect(await reasonOf(press({ say: '办结' }))).to.equal('这个按钮不可用。');
  });

  it('is for members of the chat, for 14 days', async () => {
    expect(await reasonOf(desk.fakeLark.click({ as: ZHAO, messageId, value: sign }))).to.equal(
      '值班员不在这个会话里。',
    );
    desk.clock.pass(14 * 86_400 + 1);
    expect(await reasonOf(press(sign))).to.equal('卡片已超过14天，按钮失效。');
  });

  it('shows the client error of a bad answer and keeps the card', async () => {
    const before = shown();
    for (const [status, body, error] of [
      [500, '{}', '200671'],
      [204, '', '200671'],
      [200, 'ok', '200672'],
      [200, '{"card":{"type":"raw"}}', '200673'],
      [200, JSON.stringify(raw({ elements: [] })), '200830'],
      [0, '', '200341'],
    ] as const) {
      bot.answers.splice(0, 1, { status, body });
      expect(await press(sign)).to.include({ cardUpdated: false, error });
    }
    answer(raw(card({ tag: 'marquee' })));
    expect((await press(sign)).error).to.match(/^200673 \(200621: /);
    await bot.end();
    expect(await press(sign)).to.include({ error: '200342' });
    desk.fakeLark.setWebhookUrl(undefined);
    expect(await press(sign)).to.include({ error: '200340' });
    expect(shown()).to.deep.equal(before);
  });

  it('mints a token for two later updates within 30 minutes', async () => {
    await press(sign);
    const { token } = bot.received[0]?.event.event ?? {};
    expect(token).to.match(/^c-/);
    await update(token);
    expect(shown()).to.deep.equal(card({ tag: 'hr' }));
    await update(token);
    expect(await refusal(update(token))).to.include({ code: 300040 });
    expect(await refusal(update('c-other'))).to.include({ code: 300020 });
  });

  it('does not take the token after 30 minutes', async () => {
    await press(sign);
    desk.clock.pass(30 * 60);
    expect(await refusal(update(bot.received[0]?.event.event.token))).to.include({ code: 300030 });
  });
});

async function reasonOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    return (error as Error).message;
  }
  return 'was not refused';
}
